import type { ClearanceAnswer } from '@undercroft/core/protocol/analysis/clearance';
import type { CoverAnswer } from '@undercroft/core/protocol/analysis/cover';
import type { IsolationAnswer } from '@undercroft/core/protocol/analysis/isolation';
import type { ProfileAnswer } from '@undercroft/core/protocol/analysis/profile';
import type { SectionAnswer } from '@undercroft/core/protocol/analysis/section';
import type { StatisticsAnswer } from '@undercroft/core/protocol/analysis/statistics';
import type { TraceAnswer } from '@undercroft/core/protocol/analysis/trace';
import { create } from 'zustand';
import { type AskedQuestion, decodeEnds, decodeLine, decodeQuestion, type StatisticsBy } from './analysis-link.ts';
import type { Asked } from './asked.ts';
import type { LonLat, SectionLine } from './section-line.ts';
import type { ValveReports } from './valve-reports.ts';

/** A line that is being drawn: `from` after the first click. */
export interface LineDraft {
  readonly from: LonLat | null;
  readonly cursor: LonLat | null;
  /** True when the last one was refused as too short. */
  readonly tooShort: boolean;
}

/** What the next click on the view names: the other end of a profile, the other conduit of a distance. */
export interface Picking {
  readonly what: 'profile' | 'distance';
  readonly from: string;
  /** What was clicked last and is no conduit or node. */
  readonly refused: boolean;
}

/** A profile with the way that it follows. */
export interface ProfileAlong {
  readonly profile: ProfileAnswer;
  readonly path: TraceAnswer | null;
  readonly links: readonly string[];
}

/** The drawing in the dock below. */
export type Sheet =
  | { readonly kind: 'section'; readonly asked: Asked<SectionAnswer> }
  | { readonly kind: 'profile'; readonly ends: readonly [string, string]; readonly asked: Asked<ProfileAlong> };

/** What was asked of the network, with what is known of the answer. */
export type AnalysisResult =
  | {
      readonly kind: 'trace';
      readonly direction: 'upstream' | 'downstream' | 'connected';
      readonly id: string;
      readonly asked: Asked<TraceAnswer>;
    }
  | {
      readonly kind: 'isolation';
      readonly id: string;
      /** What was found on site beyond the data. */
      readonly found: ValveReports;
      /** True while the way with fewer valves is shown. */
      readonly fewer: boolean;
      readonly asked: Asked<IsolationAnswer>;
    }
  | { readonly kind: 'distance'; readonly a: string; readonly b: string; readonly asked: Asked<ClearanceAnswer> }
  | { readonly kind: 'statistics'; readonly by: StatisticsBy; readonly asked: Asked<StatisticsAnswer> };

export interface AnalysisState {
  readonly draft: LineDraft | null;
  readonly line: SectionLine | null;
  readonly picking: Picking | null;
  readonly sheet: Sheet | null;
  readonly enlarged: boolean;
  readonly result: AnalysisResult | null;
  /** Feature pointed at in a drawing, a list or the view. */
  readonly lit: string | null;
  /** The cover over the conduit that is selected, once asked for. */
  readonly cover: { readonly id: string; readonly asked: Asked<CoverAnswer> } | null;
}

/** What the address asks for, put when the scene stands. */
export interface LinkedAnalysis {
  readonly line: SectionLine | null;
  readonly ends: readonly [string, string] | null;
  readonly question: AskedQuestion | null;
}

const query = new URLSearchParams(window.location.search);

export const LINKED_ANALYSIS: LinkedAnalysis = {
  line: decodeLine(query.get('section')),
  ends: decodeEnds(query.get('profile')),
  question: decodeQuestion(query.get('analysis')),
};

export const useAnalysis = create<AnalysisState>()(() => ({
  draft: null,
  line: LINKED_ANALYSIS.line,
  picking: null,
  sheet: null,
  enlarged: false,
  result: null,
  lit: null,
  cover: null,
}));
