import type { Issue } from '@undercroft/core/model/issue';
import type { Utility } from '@undercroft/core/model/utility';
import type { Inspection, Preview, Upload } from '@undercroft/core/protocol/data-page';
import type { Georeference } from '@undercroft/core/protocol/georeference';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import type { Profile } from '@undercroft/core/protocol/profile';
import { create } from 'zustand';
import type { ApiError } from '../api/api-error.ts';
import { rememberedBearer } from './remembered-bearer.ts';

/** A file that somebody dropped, and how far it has got. */
export interface SourceFile {
  readonly file: File;
  readonly sentBytes: number;
  /** Its first bytes, sent ahead of a large file. */
  readonly head: Upload | null;
  readonly whole: Upload | null;
}

/** What the person has chosen; `null` leaves it to the proposal. */
export interface Choice {
  /** What a GeoTIFF is taken for. */
  readonly format: string | null;
  readonly encoding: string | null;
  readonly profile: Profile | null;
  readonly georeference: Georeference | null;
}

/** How the layer will be called, and what is true of all of it. */
export interface LayerWords {
  readonly layer: string;
  readonly title: string;
  /** Utility of what the source does not say it of. */
  readonly utility: Utility;
  /** Whom to thank for a picture or an elevation model, and on what terms it came. */
  readonly thanks: string;
  readonly licence: string;
}

/** How far a draft is. */
export interface DraftPhase {
  readonly phase: 'send' | 'read' | 'write' | 'publish';
  readonly done: number;
  readonly total: number | null;
}

/** Where one is: bringing files, looking at what they are, loading them, reading the report, and after publishing. */
export type DataStep = 'files' | 'review' | 'loading' | 'draft' | 'published';

export type DataImports =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'ready'; readonly records: readonly ImportRecord[] };

export interface DataState {
  readonly open: boolean;
  readonly step: DataStep;
  readonly sources: readonly SourceFile[];
  /** An inspection is under way. */
  readonly looking: boolean;
  /** What was proposed before anybody chose; certainties and reasons come from it. */
  readonly proposal: Inspection | null;
  /** The newest inspection. */
  readonly inspection: Inspection | null;
  readonly choice: Choice;
  readonly words: LayerWords;
  /** Who brings it; this browser remembers. */
  readonly by: string;
  readonly preview: Preview | null;
  readonly phases: readonly DraftPhase[];
  /** The draft that is loaded, or the import that was published. */
  readonly record: ImportRecord | null;
  /** What went wrong last, in words of the server or of the line. */
  readonly error: ApiError | null;
  /** Publishing, discarding or undoing is under way. */
  readonly busy: boolean;
  readonly imports: DataImports;
  /** Findings of the page of the report that is on screen: those with a place are marked. */
  readonly listed: readonly Issue[];
  readonly pointedAt: Issue | null;
  readonly profileSaved: boolean;
}

export const NO_CHOICE: Choice = { format: null, encoding: null, profile: null, georeference: null };
export const NO_WORDS: LayerWords = { layer: '', title: '', utility: 'unknown', thanks: '', licence: '' };

/** What is forgotten when other files come. */
export const NOTHING_BROUGHT = {
  step: 'files',
  sources: [],
  looking: false,
  proposal: null,
  inspection: null,
  choice: NO_CHOICE,
  words: NO_WORDS,
  preview: null,
  phases: [],
  record: null,
  error: null,
  busy: false,
  listed: [],
  pointedAt: null,
  profileSaved: false,
} as const satisfies Partial<DataState>;

/** Everything of the Data page; what changes it stands in `data-actions.ts`, `draft-actions.ts` and `choose.ts`. */
export const useData = create<DataState>()(() => ({
  ...NOTHING_BROUGHT,
  open: new URLSearchParams(window.location.search).get('data') === 'open',
  by: rememberedBearer(),
  imports: { state: 'loading' },
}));
