/**
 * The cross-section of a conduit, all sizes INSIDE the wall and in millimetres.
 *
 * ```
 *   circular   rectangular    arch        egg       elliptical  trapezoidal  triangular  parabolic
 *     .-.       +-----+       .-.        .--.         .--.       \     /      \    /     |     |
 *    (   )      |     |      |   |      (    )       (    )       \   /        \  /       \   /
 *     '-'       +-----+      +---+       \__/         '--'         +-+          \/         '-'
 * ```
 */
export const SECTION_SHAPES = [
  'circular',
  'rectangular',
  'arch',
  'egg',
  'elliptical',
  'trapezoidal',
  'triangular',
  'parabolic',
  /** A shape known only by its width and height: drawn as the box around it. */
  'envelope',
  'unknown',
] as const;

export type SectionShape = (typeof SECTION_SHAPES)[number];

/** Where a source places the one depth or level it states at the end of a conduit (埋深基准). */
export const DEPTH_REFERENCES = ['outerTop', 'axis', 'invert', 'outerBottom', 'unknown'] as const;

export type DepthReference = (typeof DEPTH_REFERENCES)[number];

/** The ducts of a bank (管块), as its source states them. */
export interface Ducts {
  /** How many; rows by columns where these are known. */
  readonly count: number;
  /** One above the other; null where the source gives the number alone. Columns are known where rows are. */
  readonly rows: number | null;
  /** Side by side. */
  readonly columns: number | null;
  /** Inside diameter of each, mm. */
  readonly boreMm: number | null;
}

/** A conduit's cross-section. `null` is "the source does not say", never zero. */
export interface Section {
  readonly shape: SectionShape;
  /** Greatest inside width, mm. */
  readonly widthMm: number | null;
  /** Inside height from invert to obvert, mm. Equals `widthMm` for a circular section. */
  readonly heightMm: number | null;
  /** Wall thickness, mm. */
  readonly wallMm: number | null;
  /** Width of the floor, mm, of a trapezoidal section; `null` for every other shape. */
  readonly floorWidthMm: number | null;
  /** True for a channel without a top (open ditch, gutter). */
  readonly open: boolean;
  /** Number of equal barrels side by side. */
  readonly barrels: number;
  /**
   * What width and height measure where it is not the inside: `outside` for a duct bank, a cable, a pipe of which only
   * the outer diameter is stated. Then there is no bore and the wall is unknown.
   */
  readonly measured?: 'outside' | undefined;
  /**
   * Outer diameter of a casing pipe or insulation jacket around the wall, mm: clearances and zones count from it. Absent
   * or null where the source states none.
   */
  readonly casingMm?: number | null | undefined;
  /** What the block of a duct bank holds. Absent or null where the source states nothing of it. */
  readonly ducts?: Ducts | null | undefined;
}

/** A section of which nothing is known. */
export const UNKNOWN_SECTION: Section = {
  shape: 'unknown',
  widthMm: null,
  heightMm: null,
  wallMm: null,
  floorWidthMm: null,
  open: false,
  barrels: 1,
};
