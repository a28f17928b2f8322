import type { DepthReference } from '@undercroft/core/model/section-shape';
import { DEPTH_REFERENCES } from '@undercroft/core/model/section-shape';
import type { Utility } from '@undercroft/core/model/utility';
import { UTILITIES } from '@undercroft/core/model/utility';
import { grown } from './growing.ts';
import { ownText } from './id-index.ts';
import { type PairIndex, pairIndex } from './pair-index.ts';
import type { SurveyPoints } from './survey-points.ts';

const UTILITY_NUMBERS: ReadonlyMap<Utility, number> = new Map(UTILITIES.map((utility, i) => [utility, i]));
const REFERENCE_NUMBERS: ReadonlyMap<DepthReference, number> = new Map(DEPTH_REFERENCES.map((word, i) => [word, i]));

/** Which way a line runs from its first to its last point; `unknown` where neither a column nor its fall says. */
export const FLOWS = ['unknown', 'forward', 'reverse', 'both'] as const;

export type Flow = (typeof FLOWS)[number];

/** What a line is, beside its numbers. */
export interface LineDescription {
  readonly utility: Utility;
  readonly reference: DepthReference;
  readonly isGravity: boolean;
  /** Climbs a pole or hangs from one. */
  readonly isRiser: boolean;
  readonly isAbandoned: boolean;
  readonly flow: Flow;
  /** Canonical; `null` is unknown. */
  readonly materialWord: string | null;
}

/** Lines of a survey in columns, numbered from 0 in the order they came. NaN is unknown. */
export class SurveyLines {
  count = 0;
  /** Which points are joined already, and by which line first. */
  readonly pairs: PairIndex = pairIndex();
  /** Numbers of the points at both ends. */
  from = new Int32Array(0);
  to = new Int32Array(0);
  /** The levels the source states, where `reference` says, metres above the datum. */
  fromLevelM = new Float64Array(0);
  toLevelM = new Float64Array(0);
  fromInvertM = new Float64Array(0);
  toInvertM = new Float64Array(0);
  fromAxisM = new Float64Array(0);
  toAxisM = new Float64Array(0);
  /** Half of the outer height, metres. */
  halfHeightM = new Float32Array(0);
  widthMm = new Float32Array(0);
  heightMm = new Float32Array(0);
  planLengthM = new Float32Array(0);
  row = new Int32Array(0);
  table = new Uint16Array(0);
  /** Number of the material's word, 0 for an unknown one: equal numbers are equal words. */
  material = new Uint16Array(0);
  private utilities = new Uint8Array(0);
  private references = new Uint8Array(0);
  private flags = new Uint8Array(0);
  private flows = new Uint8Array(0);
  private readonly ownIds = new Map<number, string>();
  private readonly materials = new Map<string, number>();
  private readonly bent = new Map<number, Float64Array>();

  /** Numbers the next line, between two points. Its id is kept only where it is not that of its points (`A-B`). */
  add(sourceId: string, from: number, to: number, points: SurveyPoints): number {
    const i = this.count++;
    if (i >= this.from.length) this.grow(i + 1);
    this.from[i] = from;
    this.to[i] = to;
    if (sourceId !== pairId(points, from, to)) this.ownIds.set(i, sourceId);
    return i;
  }

  idOf(i: number, points: SurveyPoints): string {
    return this.ownIds.get(i) ?? pairId(points, this.from[i] ?? 0, this.to[i] ?? 0);
  }

  describe(i: number, is: LineDescription): void {
    this.utilities[i] = UTILITY_NUMBERS.get(is.utility) ?? 0;
    this.references[i] = REFERENCE_NUMBERS.get(is.reference) ?? 0;
    this.flags[i] = (is.isGravity ? 1 : 0) | (is.isRiser ? 2 : 0) | (is.isAbandoned ? 4 : 0);
    this.flows[i] = FLOWS.indexOf(is.flow);
    this.material[i] = this.materialNumber(is.materialWord);
  }

  /** Keeps the vertices between the ends of a bent line: flat x, y in the plane of the survey, metres. */
  bend(i: number, between: Float64Array): void {
    this.bent.set(i, between);
  }

  utility(i: number): Utility {
    return UTILITIES[this.utilities[i] ?? 0] ?? 'unknown';
  }

  reference(i: number): DepthReference {
    return DEPTH_REFERENCES[this.references[i] ?? 0] ?? 'unknown';
  }

  flow(i: number): Flow {
    return FLOWS[this.flows[i] ?? 0] ?? 'unknown';
  }

  isGravity(i: number): boolean {
    return ((this.flags[i] ?? 0) & 1) !== 0;
  }

  isRiser(i: number): boolean {
    return ((this.flags[i] ?? 0) & 2) !== 0;
  }

  isAbandoned(i: number): boolean {
    return ((this.flags[i] ?? 0) & 4) !== 0;
  }

  /** Vertices between the ends, flat x, y; `null` for a straight line. */
  between(i: number): Float64Array | null {
    return this.bent.get(i) ?? null;
  }

  private materialNumber(word: string | null): number {
    if (word === null) return 0;
    const known = this.materials.get(word);
    if (known !== undefined) return known;
    // A file of more materials than numbers is nonsense; those beyond are unknown.
    if (this.materials.size >= 0xfffe) return 0;
    const number = this.materials.size + 1;
    this.materials.set(ownText(word), number);
    return number;
  }

  private grow(size: number): void {
    this.from = grown(this.from, size);
    this.to = grown(this.to, size);
    this.fromLevelM = grown(this.fromLevelM, size);
    this.toLevelM = grown(this.toLevelM, size);
    this.fromInvertM = grown(this.fromInvertM, size);
    this.toInvertM = grown(this.toInvertM, size);
    this.fromAxisM = grown(this.fromAxisM, size);
    this.toAxisM = grown(this.toAxisM, size);
    this.halfHeightM = grown(this.halfHeightM, size);
    this.widthMm = grown(this.widthMm, size);
    this.heightMm = grown(this.heightMm, size);
    this.planLengthM = grown(this.planLengthM, size);
    this.row = grown(this.row, size);
    this.table = grown(this.table, size);
    this.material = grown(this.material, size);
    this.utilities = grown(this.utilities, size);
    this.references = grown(this.references, size);
    this.flags = grown(this.flags, size);
    this.flows = grown(this.flows, size);
  }
}

function pairId({ ids }: SurveyPoints, from: number, to: number): string {
  return `${ids.idOf(from)}-${ids.idOf(to)}`;
}
