import type { Drawing } from '@undercroft/core/drawing/drawing';
import type { DigFinding, ExcavationAnswer } from '@undercroft/core/protocol/analysis/excavation';
import type { ReportLanguage } from '@undercroft/core/report/dig-words';

/** A finding with what its row in the table says of the thing itself. */
export interface ReportFinding {
  /** Its number in the plan and in the section, from 1. */
  readonly number: number;
  readonly finding: DigFinding;
  /** `DN200 PE`, `manhole, 1000 mm`; empty where nothing is known. */
  readonly what: string;
}

/** A corner of the floor in the coordinate system that people use, metres or degrees. */
export interface ReportCorner {
  readonly name: string;
  readonly east: string;
  readonly north: string;
}

/** Everything that the one page shows of a check. */
export interface DigReport {
  readonly language: ReportLanguage;
  readonly scene: { readonly title: string; readonly synthetic: boolean; readonly datum: string };
  readonly answer: ExcavationAnswer;
  readonly findings: readonly ReportFinding[];
  readonly displayCrs: string;
  readonly corners: readonly ReportCorner[];
  /** Height of the room kept for both drawings. */
  readonly drawingsHeightMm: number;
  readonly plan: Drawing;
  readonly section: Drawing;
  /** The applicant's own words; foreign text, shown as text. Null when there are none. */
  readonly note: string | null;
  readonly madeAt: Date;
  /** By the city's clock: `2026-11-20 14:05`. */
  readonly madeAtText: string;
  /** JSON of the request and the answer, attached to the document as `check.json`. */
  readonly record: Uint8Array;
  /** SHA-256 of `record`, hex. */
  readonly checksum: string;
  /** By which program and version it was made. */
  readonly madeBy: string;
}
