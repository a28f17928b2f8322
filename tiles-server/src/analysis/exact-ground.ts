import type { GroundLevelAt } from '@undercroft/core/dig/plane-ground';
import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import type { GroundSampler } from '@undercroft/core/pit/pit-ground';

/** Side of the squares over which degrees are taken as bilinear, metres. */
const SQUARE_M = 64;

/** Number of the square that the plane's origin is the corner of, and how many there are in a row. */
const MIDDLE = 2 ** 20;

/**
 * The ground in a plane of any width. Degrees are bilinear between the corners of squares, each worked out once: 0.1 mm
 * off at most, up to 60 degrees of latitude. The straight degrees of `planeGround` would be metres off over kilometres;
 * to bring every place back by itself costs every one of the four million samples of 100,000 conduits a series of sines.
 * Tried and left: `latticeLevels` here too; along conduits it asks for 3.3 million nodes, and saves nothing.
 */
export function exactGround(projection: LocalProjection, levelAt: GroundLevelAt): GroundSampler {
  const squares = new Map<number, Float64Array>();
  let lastKey = -1;
  let last: Float64Array = new Float64Array(8);
  return (x, y) => {
    const column = Math.floor(x / SQUARE_M);
    const row = Math.floor(y / SQUARE_M);
    const key = (column + MIDDLE) * 2 * MIDDLE + row + MIDDLE;
    if (key !== lastKey) {
      last = squares.get(key) ?? cornersOf(projection, column * SQUARE_M, row * SQUARE_M);
      squares.set(key, last);
      lastKey = key;
    }
    const tx = x / SQUARE_M - column;
    const ty = y / SQUARE_M - row;
    return levelAt(between(last, 0, tx, ty), between(last, 1, tx, ty));
  };
}

/** Longitude and latitude of the corners of a square: south-west, south-east, north-west, north-east. */
function cornersOf(projection: LocalProjection, west: number, south: number): Float64Array {
  const corners = new Float64Array(8);
  for (let corner = 0; corner < 4; corner++) {
    const x = west + (corner % 2 === 0 ? 0 : SQUARE_M);
    const y = south + (corner < 2 ? 0 : SQUARE_M);
    corners.set(projection.inverse(x, y), corner * 2);
  }
  return corners;
}

function between(corners: Float64Array, axis: 0 | 1, tx: number, ty: number): number {
  const lower = (corners[axis] ?? 0) * (1 - tx) + (corners[axis + 2] ?? 0) * tx;
  const upper = (corners[axis + 4] ?? 0) * (1 - tx) + (corners[axis + 6] ?? 0) * tx;
  return lower * (1 - ty) + upper * ty;
}
