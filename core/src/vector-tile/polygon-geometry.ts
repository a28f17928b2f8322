import { type ClipSquare, clipRing } from './clip.ts';
import { POLYGON } from './decoded-tile.ts';
import type { FlatPath } from './flat-path.ts';
import type { TileGeometry } from './tile-geometry.ts';

/**
 * Rounds and winds the rings of polygons into a geometry: exterior rings clockwise on the screen, holes anticlockwise
 * (4.3.3.3). A ring that collapses is left out, with its holes if it is an exterior one; a polygon that its holes eat
 * up whole (each covers the clip square) is left out too.
 */
export class PolygonGeometry {
  readonly #geometry: TileGeometry;
  readonly #leastArea: number;
  #exteriorArea = 0;

  /** `leastArea`: rings of less are left out, square units. */
  constructor(geometry: TileGeometry, leastArea: number) {
    geometry.clear(POLYGON);
    this.#geometry = geometry;
    this.#leastArea = leastArea;
  }

  /** Clips and adds a ring without its closing point; what `ring` holds is used up. */
  add(ring: FlatPath, role: 'exterior' | 'hole', square: ClipSquare, scratch: FlatPath): void {
    if (role === 'exterior') this.#exteriorArea = 0;
    else if (this.#exteriorArea === 0) return;
    clipRing(ring, square, scratch);
    const count = roundRing(ring);
    if (count < 3) return;
    const area = twiceArea(ring.values, count) / 2;
    const size = Math.abs(area);
    if (size === 0 || size < this.#leastArea) return;
    if (role === 'hole' && size >= this.#exteriorArea) {
      this.#dropLastPolygon();
      return;
    }
    if (role === 'exterior') this.#exteriorArea = size;
    this.#append(ring.values, count, area > 0 === (role === 'exterior'));
  }

  #append(values: Float64Array, count: number, asIs: boolean): void {
    for (let i = 0; i < count; i++) {
      const from = asIs ? i : count - 1 - i;
      this.#geometry.point(values[2 * from] ?? 0, values[2 * from + 1] ?? 0);
    }
    this.#geometry.endPart();
  }

  /** Takes the last exterior ring and its holes away again. */
  #dropLastPolygon(): void {
    const geometry = this.#geometry;
    let part = geometry.partCount;
    let exterior = false;
    while (part > 0 && !exterior) {
      part -= 1;
      const from = part === 0 ? 0 : (geometry.partEnds[part - 1] ?? 0);
      exterior = twiceArea(geometry.coordinates.subarray(2 * from), (geometry.partEnds[part] ?? 0) - from) > 0;
    }
    geometry.partCount = part;
    geometry.dropOpenPart();
    this.#exteriorArea = 0;
  }
}

/** Twice the signed area (4.3.3.3, surveyor's formula): positive is clockwise with y down. */
export function twiceArea(values: ArrayLike<number>, count: number): number {
  let sum = 0;
  let ax = values[2 * count - 2] ?? 0;
  let ay = values[2 * count - 1] ?? 0;
  for (let i = 0; i < count; i++) {
    const bx = values[2 * i] ?? 0;
    const by = values[2 * i + 1] ?? 0;
    sum += ax * by - bx * ay;
    ax = bx;
    ay = by;
  }
  return sum;
}

/**
 * Rounds in place and takes out repeated points, points on the straight line between their neighbours and spikes (out
 * and back over the same line, as clipping leaves them). Returns how many points remain.
 */
function roundRing(ring: FlatPath): number {
  const { values } = ring;
  let count = 0;
  for (let i = 0; i < ring.length; i += 2) {
    values[2 * count] = Math.round(values[i] ?? 0);
    values[2 * count + 1] = Math.round(values[i + 1] ?? 0);
    count += 1;
    while (count >= 2 && isNeedless(values, count - 3, count - 2, count - 1)) {
      values[2 * count - 4] = values[2 * count - 2] ?? 0;
      values[2 * count - 3] = values[2 * count - 1] ?? 0;
      count -= 1;
    }
  }
  // The seam: the last points against the first ones.
  let first = 0;
  for (let changed = true; changed && count - first >= 3; ) {
    changed = false;
    if (isOnLine(values, count - 2, count - 1, first)) {
      count -= 1;
      changed = true;
    } else if (isOnLine(values, count - 1, first, first + 1)) {
      first += 1;
      changed = true;
    }
  }
  if (first > 0) values.copyWithin(0, 2 * first, 2 * count);
  return count - first;
}

function isNeedless(values: Float64Array, a: number, b: number, c: number): boolean {
  if (values[2 * b] === values[2 * c] && values[2 * b + 1] === values[2 * c + 1]) return true;
  return a >= 0 && isOnLine(values, a, b, c);
}

/** True when b adds nothing between a and c: the three are collinear, in whatever order. */
function isOnLine(values: Float64Array, a: number, b: number, c: number): boolean {
  const bx = values[2 * b] ?? 0;
  const by = values[2 * b + 1] ?? 0;
  const ux = bx - (values[2 * a] ?? 0);
  const uy = by - (values[2 * a + 1] ?? 0);
  return ux * ((values[2 * c + 1] ?? 0) - by) === uy * ((values[2 * c] ?? 0) - bx);
}
