import type { Basis } from './basis.ts';
import type { Embedding } from './embedding.ts';
import type { ValveState } from './network-node.ts';
import type { Accuracy } from './quality-level.ts';
import type { DepthReference, Section } from './section-shape.ts';
import type { Utility } from './utility.ts';

/** What joins two nodes. Only a `conduit` is a pipe, cable or channel; the others are devices between two nodes. */
export const LINK_KINDS = ['conduit', 'pump', 'weir', 'orifice', 'outlet', 'valve'] as const;

export type LinkKind = (typeof LINK_KINDS)[number];

/**
 * Levels of one end of a conduit, metres above the scene's height datum. `null` is unknown.
 *
 * ```
 *    ground ~~~~~~~~~~~~~~~~~~~~~~~
 *      outer top   ___________     ^ cover depth = ground - outer top
 *      obvert     (  .-----.  )
 *      axis       |  |  +  |  |
 *      invert     (  '-----'  )
 *      outer bottom ----------
 * ```
 */
export interface EndLevels {
  /** Lowest point of the inside (管内底). */
  readonly invertM: number | null;
  /** Half-way between invert and obvert (中心线). */
  readonly axisM: number | null;
  /** Highest point of the outer wall (管外顶); see `Link.outerTopBasis` for what it rests on. */
  readonly outerTopM: number | null;
}

export const UNKNOWN_LEVELS: EndLevels = { invertM: null, axisM: null, outerTopM: null };

/** Design pressure between two bounds, MPa; equal where the source states a number, apart where it states a class. */
export interface PressureRange {
  readonly leastMpa: number;
  readonly mostMpa: number;
}

/** A link between two nodes in its canonical form: what the source said, with levels derived once. */
export interface Link {
  readonly kind: LinkKind;
  /** The source's own identifier, unique among the links and nodes of its layer. */
  readonly sourceId: string;
  readonly utility: Utility;
  /** What `utility` rests on. */
  readonly utilityBasis: Basis;
  /** `sourceId` of the node at the first vertex. */
  readonly fromNode: string | null;
  /** `sourceId` of the node at the last vertex. */
  readonly toNode: string | null;
  /**
   * Plan vertices from `fromNode` to `toNode`: flat longitude, latitude in degrees (WGS 84 / CGCS2000), at least two
   * points. The level along it runs straight, by plan length, from `from.axisM` to `to.axisM`.
   */
  readonly path: Float64Array;
  readonly section: Section | null;
  readonly from: EndLevels;
  readonly to: EndLevels;
  /** Which level the source stated; the other levels are derived from it. */
  readonly depthReference: DepthReference;
  /**
   * What the outer top rests on: `stated` when it is the level the source gives; `wall` when it follows from a known wall
   * or outer size; `inner` when neither is known and it is given as the obvert, so that the true outer top lies higher by
   * the unknown wall; `unknown` when there is no level.
   */
  readonly outerTopBasis: 'stated' | 'wall' | 'inner' | 'unknown';
  /** Length the source declares, metres; `null` where it declares none. */
  readonly statedLengthM: number | null;
  /** Plan length of `path` in the source's own coordinate system, metres. */
  readonly planLengthM: number;
  /** Fall from first to last vertex over the length (stated, else plan); negative runs uphill. `null` is unknown. */
  readonly slope: number | null;
  readonly material: string | null;
  readonly owner: string | null;
  readonly builtYear: number | null;
  readonly status: 'inUse' | 'abandoned' | 'planned' | 'unknown';
  readonly accuracy: Accuracy;
  /** How it lies in the ground; absent or null where the source does not say. */
  readonly embedding?: Embedding | null | undefined;
  /** Design pressure; absent or null where the source does not say. */
  readonly pressure?: PressureRange | null | undefined;
  /** Rated voltage, kV; absent or null where the source does not say. */
  readonly voltageKv?: number | null | undefined;
  /**
   * State of a link that can be shut: a valve, a pump, a pipe that a model holds closed. Absent or null is not stated,
   * which is not "open".
   */
  readonly valveState?: ValveState | null | undefined;
  /** Day it was surveyed or recorded, `2024-05-31`; absent or null where the source does not say. */
  readonly surveyedOn?: string | null | undefined;
  /** The source record, verbatim: column or section name to the text that stood there. */
  readonly raw: RawRecord;
}

/** A source record kept word for word. Nested one level where a format spreads a feature over several sections. */
export type RawRecord = Readonly<Record<string, RawValue>>;
export type RawValue = string | number | boolean | null | readonly RawValue[] | { readonly [key: string]: RawValue };
