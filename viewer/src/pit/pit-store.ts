import type { DigRefusal } from '@undercroft/core/dig/dig-plan';
import type { PitRefusal } from '@undercroft/core/pit/outline-check';
import { create } from 'zustand';
import type { ApiError } from '../api/api-error.ts';
import type { Confirmation } from './confirmation.ts';
import type { DigList } from './dig-list.ts';
import { decodePits } from './pit-link.ts';
import type { PlacedPit } from './pit-place.ts';
import type { LonLat, PitSpec } from './pit-spec.ts';

/** What is known of what lies near a pit. Only `ready` says anything of it. */
export type PitFindings =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'ready'; readonly list: DigList };

/** A pit worked out: where it is dug and what it meets, or why it cannot be dug. */
export type PitView =
  | { readonly ok: true; readonly placed: PlacedPit; readonly findings: PitFindings }
  | { readonly ok: false; readonly refusal: DigRefusal };

/** An outline that is being drawn. */
export interface PitDraft {
  readonly corners: readonly LonLat[];
  /** Where the next corner would be. */
  readonly cursor: LonLat | null;
  /** Why the outline was not taken; null while nothing is wrong. */
  readonly refusal: PitRefusal | null;
}

/** The report that is being made, or why it was not. */
export type PitReport =
  | { readonly state: 'none' }
  | { readonly state: 'making' }
  | { readonly state: 'done'; readonly name: string }
  | { readonly state: 'failed'; readonly error: ApiError };

export interface PitState {
  /** Not null while an outline is being drawn. */
  readonly draft: PitDraft | null;
  /** True while an area is brought as text or a file. */
  readonly bringing: boolean;
  readonly panelOpen: boolean;
  readonly pits: readonly PitSpec[];
  readonly past: readonly (readonly PitSpec[])[];
  readonly future: readonly (readonly PitSpec[])[];
  readonly active: string | null;
  readonly views: Readonly<Record<string, PitView>>;
  /** What the server said of a pit, which may have changed since: see its `spec`. */
  readonly confirmations: Readonly<Record<string, Confirmation>>;
  readonly report: PitReport;
  /** Hides what lies inside the pits, so that the cuts in the walls show. */
  readonly cutAway: boolean;
  /** Shows protection and control zones of what is concerned. */
  readonly zones: boolean;
  /** Feature under the pointer in the list. */
  readonly hovered: string | null;
  /** Line that was opened. */
  readonly pinned: string | null;
}

export const EMPTY_DRAFT: PitDraft = { corners: [], cursor: null, refusal: null };

const linked = decodePits(new URLSearchParams(window.location.search).get('pits') ?? '');

/** Everything of pits on the page; what changes it stands in `pit-actions.ts`. */
export const usePits = create<PitState>()(() => ({
  draft: null,
  bringing: false,
  panelOpen: linked.length > 0,
  pits: linked,
  past: [],
  future: [],
  active: linked.at(-1)?.id ?? null,
  views: {},
  confirmations: {},
  report: { state: 'none' },
  cutAway: false,
  zones: true,
  hovered: null,
  pinned: null,
}));
