import { Cartesian3, ClippingPolygon, ClippingPolygonCollection, type Scene } from '@cesium/engine';
import type { PlacedPit } from '../pit/pit-place.ts';

/** The ground is cut this far outside the walls, under the strip around the pit, so that no edge of it shows, metres. */
const UNDER_RIM_M = 0.16;

/** A point of the rim this near to the line between its neighbours is left out of the cut, metres. */
const STRAIGHT_M = 0.02;

/** Opens the ground over these pits and closes it everywhere else; nothing is done while they are the same as before. */
export function pitHoles(scene: Scene): (pits: readonly PlacedPit[]) => void {
  let shown: readonly PlacedPit[] = [];
  let polygons: ReadonlyMap<PlacedPit, ClippingPolygon> = new Map();
  return (pits) => {
    if (pits.length === shown.length && pits.every((pit, i) => pit === shown[i])) return;
    shown = pits;
    polygons = new Map(
      pits.map((pit) => [pit, polygons.get(pit) ?? new ClippingPolygon({ positions: openingOf(pit) })]),
    );
    // The engine freezes a polygon once it is made; a collection of its own for each state is as cheap as a change.
    scene.globe.clippingPolygons = new ClippingPolygonCollection({
      polygons: [...polygons.values()],
      enabled: pits.length > 0,
    });
  };
}

/** The outline that the ground is cut along, a step outside the rim. */
export function openingOf({ projection, pit }: PlacedPit, beyondM: number = UNDER_RIM_M): Cartesian3[] {
  const { rim, mitres, normals } = pit;
  const count = rim.levelsM.length;
  const n = pit.floor.length / 2;
  const points: (readonly [number, number])[] = [];
  let side = 0;
  for (let k = 0; k < count; k++) {
    while (side + 1 < n && k >= (rim.starts[side + 1] ?? count)) side++;
    const out = rim.starts[side] === k ? mitres : normals;
    const [x, y] = [out[side * 2] ?? 0, out[side * 2 + 1] ?? 0];
    const step = beyondM * Math.min(1, 3 / Math.hypot(x, y));
    points.push([(rim.outline[k * 2] ?? 0) + x * step, (rim.outline[k * 2 + 1] ?? 0) + y * step]);
  }
  return thinned(points).map(([x, y]) => {
    const [lon, lat] = projection.inverse(x, y);
    return Cartesian3.fromDegrees(lon, lat);
  });
}

function thinned(points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  for (const [k, point] of points.entries()) {
    const before = kept.at(-1) ?? points.at(-1) ?? point;
    const after = points[(k + 1) % points.length] ?? point;
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(dx, dy);
    const off = length === 0 ? 0 : Math.abs((point[0] - before[0]) * dy - (point[1] - before[1]) * dx) / length;
    if (off > STRAIGHT_M) kept.push(point);
  }
  return kept.length >= 3 ? kept : points;
}
