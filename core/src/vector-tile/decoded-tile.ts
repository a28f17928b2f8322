/** Geometry types of the specification (4.3.4). */
export const UNKNOWN_GEOMETRY = 0;
export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;

export type GeometryType = 0 | 1 | 2 | 3;

/** A value of a layer: 64-bit integers beyond 2^53 come as bigint. */
export type VectorTileValue = string | number | boolean | bigint;

/** Something that breaks the specification and could be mended; `count` is how often it was met in the layer. */
export interface VectorTileIssue {
  readonly code:
    | 'duplicate-layer'
    | 'geometry-type-missing'
    | 'geometry-type-unknown'
    | 'geometry-missing'
    | 'geometry-repeated'
    | 'odd-tags'
    | 'repeated-point'
    | 'id-too-large';
  readonly layer: string;
  /** Number of the first feature it was met in; `null` when it concerns the layer. */
  readonly feature: number | null;
  count: number;
}

/**
 * A layer in flat arrays. Feature `i` has the tags `tags[tagEnds[i - 1] ... tagEnds[i]]` (key, value, key, value: places
 * in `keys` and `values`) and the parts `partEnds`-indexed from `featureParts[i - 1]` to `featureParts[i]`; part `p` has
 * the points from `partEnds[p - 1]` to `partEnds[p]`, each an x and a y in `coordinates`.
 *
 * A part is all points of a point feature, one line, or one ring of a polygon without its closing point.
 */
export interface DecodedLayer {
  readonly name: string;
  readonly version: 1 | 2;
  readonly extent: number;
  readonly featureCount: number;
  /** NaN where a feature has none. */
  readonly ids: Float64Array;
  readonly types: Uint8Array;
  readonly tags: Uint32Array;
  readonly tagEnds: Uint32Array;
  readonly featureParts: Uint32Array;
  readonly partEnds: Uint32Array;
  /** Tile units, y southwards; doubles, for sums of deltas may pass 32 bits. */
  readonly coordinates: Float64Array;
  readonly keys: readonly string[];
  readonly values: readonly VectorTileValue[];
}

export interface DecodedTile {
  readonly layers: readonly DecodedLayer[];
  readonly issues: readonly VectorTileIssue[];
}

/** The value of a key for a feature; `null` when the feature does not have it. `key` is a place in `layer.keys`. */
export function attributeOf(layer: DecodedLayer, feature: number, key: number): VectorTileValue | null {
  const end = layer.tagEnds[feature] ?? 0;
  for (let i = feature === 0 ? 0 : (layer.tagEnds[feature - 1] ?? 0); i < end; i += 2) {
    if (layer.tags[i] === key) return layer.values[layer.tags[i + 1] ?? -1] ?? null;
  }
  return null;
}

/** All values of a feature by key. */
export function propertiesOf(layer: DecodedLayer, feature: number): ReadonlyMap<string, VectorTileValue> {
  const out = new Map<string, VectorTileValue>();
  const end = layer.tagEnds[feature] ?? 0;
  for (let i = feature === 0 ? 0 : (layer.tagEnds[feature - 1] ?? 0); i < end; i += 2) {
    const key = layer.keys[layer.tags[i] ?? -1];
    const value = layer.values[layer.tags[i + 1] ?? -1];
    if (key !== undefined && value !== undefined) out.set(key, value);
  }
  return out;
}

/** First and last-plus-one part of a feature. */
export function partsOf(layer: DecodedLayer, feature: number): { readonly from: number; readonly to: number } {
  return { from: feature === 0 ? 0 : (layer.featureParts[feature - 1] ?? 0), to: layer.featureParts[feature] ?? 0 };
}

/** The x, y pairs of a part, a view into `coordinates`. */
export function partCoordinates(layer: DecodedLayer, part: number): Float64Array {
  const from = part === 0 ? 0 : (layer.partEnds[part - 1] ?? 0);
  return layer.coordinates.subarray(2 * from, 2 * (layer.partEnds[part] ?? 0));
}
