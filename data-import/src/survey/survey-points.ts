import type { NodeKind } from '@undercroft/core/model/network-node';
import { NODE_KINDS } from '@undercroft/core/model/network-node';
import type { Utility } from '@undercroft/core/model/utility';
import { UTILITIES } from '@undercroft/core/model/utility';
import { APPURTENANCE_WORDS } from '../profiles/codes/appurtenance-words.ts';
import { FEATURE_WORDS } from '../profiles/codes/feature-words.ts';
import { grown } from './growing.ts';
import { type IdIndex, idIndex } from './id-index.ts';

/** A canonical feature (特征) of a point. */
export type PointFeature = keyof typeof FEATURE_WORDS;

/** A canonical appurtenance (附属物) of a point. */
export type PointAppurtenance = keyof typeof APPURTENANCE_WORDS;

const FEATURES = Object.keys(FEATURE_WORDS).filter((word): word is PointFeature => Object.hasOwn(FEATURE_WORDS, word));
const FEATURE_NUMBERS: ReadonlyMap<string, number> = new Map(FEATURES.map((word, i) => [word, i + 1]));
const APPURTENANCES = Object.keys(APPURTENANCE_WORDS).filter((word): word is PointAppurtenance =>
  Object.hasOwn(APPURTENANCE_WORDS, word),
);
const APPURTENANCE_NUMBERS: ReadonlyMap<string, number> = new Map(APPURTENANCES.map((word, i) => [word, i + 1]));
const KIND_NUMBERS: ReadonlyMap<NodeKind, number> = new Map(NODE_KINDS.map((kind, i) => [kind, i]));
const UTILITY_NUMBERS: ReadonlyMap<Utility, number> = new Map(UTILITIES.map((utility, i) => [utility, i]));

/** The point stands in no table: it was made where lines end. */
export const NO_TABLE = 0xffff;

/**
 * Points of a survey in columns: no object a point, so that a million fit. They are numbered as their ids are. NaN is
 * unknown.
 */
export class SurveyPoints {
  readonly ids: IdIndex = idIndex();
  /** Metres in the plane of the survey; NaN, as longitude and latitude, for a point without a place. */
  x = new Float64Array(0);
  y = new Float64Array(0);
  lon = new Float64Array(0);
  lat = new Float64Array(0);
  /** Levels of the ground and of the bottom of a shaft, metres above the datum. */
  groundM = new Float64Array(0);
  sumpM = new Float64Array(0);
  /** Depth to the pipe that the point table states. */
  depthM = new Float64Array(0);
  /** 0 where there is none. */
  row = new Int32Array(0);
  /** Number of its table, `NO_TABLE` for none. */
  table = new Uint16Array(0);
  /** Number of its network. */
  network = new Uint8Array(0);
  private utilities = new Uint8Array(0);
  private kinds = new Uint8Array(0);
  private features = new Uint8Array(0);
  private appurtenances = new Uint8Array(0);
  private flags = new Uint8Array(0);

  get count(): number {
    return this.ids.size;
  }

  /** Makes room for a point that was numbered; nothing is known of it yet. */
  reserve(i: number): void {
    if (i >= this.x.length) this.grow(i + 1);
    this.x[i] = Number.NaN;
    this.y[i] = Number.NaN;
    this.lon[i] = Number.NaN;
    this.lat[i] = Number.NaN;
    this.groundM[i] = Number.NaN;
    this.sumpM[i] = Number.NaN;
    this.depthM[i] = Number.NaN;
    this.table[i] = NO_TABLE;
  }

  describe(i: number, utility: Utility, kind: NodeKind): void {
    this.utilities[i] = UTILITY_NUMBERS.get(utility) ?? 0;
    this.kinds[i] = KIND_NUMBERS.get(kind) ?? 0;
  }

  /** `feature` and `appurtenance` are canonical words; `hasAppurtenance` holds for one of any name, known or not. */
  equip(i: number, feature: string | null, appurtenance: string | null, hasAppurtenance: boolean): void {
    this.features[i] = feature === null ? 0 : (FEATURE_NUMBERS.get(feature) ?? 0);
    this.appurtenances[i] = appurtenance === null ? 0 : (APPURTENANCE_NUMBERS.get(appurtenance) ?? 0);
    if (hasAppurtenance) this.flags[i] = (this.flags[i] ?? 0) | 1;
  }

  hasPlace(i: number): boolean {
    return !Number.isNaN(this.lon[i] ?? Number.NaN);
  }

  utility(i: number): Utility {
    return UTILITIES[this.utilities[i] ?? 0] ?? 'unknown';
  }

  kind(i: number): NodeKind {
    return NODE_KINDS[this.kinds[i] ?? 0] ?? 'junction';
  }

  feature(i: number): PointFeature | null {
    return FEATURES[(this.features[i] ?? 0) - 1] ?? null;
  }

  appurtenance(i: number): PointAppurtenance | null {
    return APPURTENANCES[(this.appurtenances[i] ?? 0) - 1] ?? null;
  }

  hasAppurtenance(i: number): boolean {
    return ((this.flags[i] ?? 0) & 1) !== 0;
  }

  /** Marks a manhole that stands beside its line (偏心井位): it meets no line by its own number. */
  markOffset(i: number): void {
    this.flags[i] = (this.flags[i] ?? 0) | 2;
  }

  isOffset(i: number): boolean {
    return ((this.flags[i] ?? 0) & 2) !== 0;
  }

  /** Notes that a line names the point, though the line itself could not be placed. */
  name(i: number): void {
    if (i >= 0) this.flags[i] = (this.flags[i] ?? 0) | 4;
  }

  isNamed(i: number): boolean {
    return ((this.flags[i] ?? 0) & 4) !== 0;
  }

  private grow(size: number): void {
    this.x = grown(this.x, size);
    this.y = grown(this.y, size);
    this.lon = grown(this.lon, size);
    this.lat = grown(this.lat, size);
    this.groundM = grown(this.groundM, size);
    this.sumpM = grown(this.sumpM, size);
    this.depthM = grown(this.depthM, size);
    this.row = grown(this.row, size);
    this.table = grown(this.table, size);
    this.network = grown(this.network, size);
    this.utilities = grown(this.utilities, size);
    this.kinds = grown(this.kinds, size);
    this.features = grown(this.features, size);
    this.appurtenances = grown(this.appurtenances, size);
    this.flags = grown(this.flags, size);
  }
}
