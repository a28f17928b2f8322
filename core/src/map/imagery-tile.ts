/** A picture of one tile of the web Mercator scheme, rows from the north. */
export interface ImageryTile {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
  /** PNG, 256 x 256 pixels, clear where the source has nothing. */
  readonly png: Uint8Array;
}

/** What a layer of draped pictures holds. */
export interface ImageryExtent {
  /** West, south, east, north in degrees. */
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly minZoom: number;
  readonly maxZoom: number;
}
