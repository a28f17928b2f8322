/**
 * A geometry in the source's own coordinates, not yet placed. Coordinates are flat pairs, east (or longitude) first unless
 * the table's `DeclaredCrs` says otherwise; levels stand beside them, NaN where one is missing, `null` where there are none.
 */
export type RawGeometry =
  | {
      readonly kind: 'point';
      /** One pair, or several of a multipoint. */
      readonly xy: Float64Array;
      readonly z: Float64Array | null;
    }
  | {
      readonly kind: 'line';
      /** One part or several, two pairs at least in each. */
      readonly lines: readonly RawPart[];
    }
  | {
      readonly kind: 'polygon';
      /** Polygons, each an outer ring followed by its holes; rings are closed. */
      readonly polygons: readonly (readonly RawPart[])[];
    };

export interface RawPart {
  readonly xy: Float64Array;
  readonly z: Float64Array | null;
}
