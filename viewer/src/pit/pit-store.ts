import type { PitRefusal } from '@undercroft/core/pit/outline-check';
import { create } from 'zustand';
import type { ApiError } from '../api/api-error.ts';
import { decodePits } from './pit-link.ts';
import type { PitList } from './pit-list.ts';
import type { PlacedPit } from './pit-place.ts';
import type { LonLat, PitSpec } from './pit-spec.ts';

/** What is known of the rows near a pit. Only `ready` says anything of what lies there. */
export type PitFindings =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'ready'; readonly list: PitList };

/** A pit worked out: where it is dug and what it meets, or why it cannot be dug. */
export type PitView =
  | { readonly ok: true; readonly placed: PlacedPit; readonly findings: PitFindings }
  | { readonly ok: false; readonly refusal: PitRefusal };

/** An outline that is being drawn. */
export interface PitDraft {
  readonly corners: readonly LonLat[];
  /** Where the next corner would be. */
  readonly cursor: LonLat | null;
  /** Why the outline was not taken; null while nothing is wrong. */
  readonly refusal: PitRefusal | null;
}

export interface PitState {
  /** Not null while an outline is being drawn. */
  readonly draft: PitDraft | null;
  readonly panelOpen: boolean;
  readonly pits: readonly PitSpec[];
  readonly past: readonly (readonly PitSpec[])[];
  readonly future: readonly (readonly PitSpec[])[];
  readonly active: string | null;
  readonly views: Readonly<Record<string, PitView>>;
  /** How far from the walls a thing beside is listed, metres. */
  readonly reachM: number;
  /** Hides what lies inside the pits, so that the cuts in the walls show. */
  readonly cutAway: boolean;
  /** Feature under the pointer in the list. */
  readonly hovered: string | null;
}

export const EMPTY_DRAFT: PitDraft = { corners: [], cursor: null, refusal: null };
export const DEFAULT_REACH_M = 5;

const linked = decodePits(new URLSearchParams(window.location.search).get('pits') ?? '');

/** Everything of pits on the page; what changes it stands in `pit-actions.ts`. */
export const usePits = create<PitState>()(() => ({
  draft: null,
  panelOpen: linked.length > 0,
  pits: linked,
  past: [],
  future: [],
  active: linked.at(-1)?.id ?? null,
  views: {},
  reachM: DEFAULT_REACH_M,
  cutAway: false,
  hovered: null,
}));
