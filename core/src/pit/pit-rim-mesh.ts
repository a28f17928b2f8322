import type { MeshBuilder } from '../tiling/mesh-builder.ts';
import type { Pit } from './pit.ts';
import { type GroundSampler, isKnown } from './pit-ground.ts';

/** Width of the strip around the pit, and how far its outer edge stands over the ground so that it is seen, metres. */
export const RIM_WIDTH_M = 0.25;
const RIM_LIFT_M = 0.02;

/** Longest step out at a corner, as a multiple of the width. */
const LONGEST_MITRE = 3;

/** Adds the rim: a strip on the ground around the top of the walls, facing up, under the builder's current feature. */
export function addRim(pit: Pit, ground: GroundSampler, mesh: MeshBuilder): void {
  const { rim, centre, floorLevelM } = pit;
  const count = rim.levelsM.length;
  const n = pit.floor.length / 2;
  const points: { readonly inner: Place; readonly outer: Place }[] = [];
  let side = 0;
  for (let k = 0; k < count; k++) {
    while (side + 1 < n && k >= (rim.starts[side + 1] ?? count)) side++;
    const corner = rim.starts[side] === k;
    const out = corner ? pit.mitres : pit.normals;
    const outX = out[side * 2] ?? 0;
    const outY = out[side * 2 + 1] ?? 0;
    const step = RIM_WIDTH_M * Math.min(1, LONGEST_MITRE / Math.hypot(outX, outY));
    const x = rim.outline[k * 2] ?? 0;
    const y = rim.outline[k * 2 + 1] ?? 0;
    const z = rim.levelsM[k] ?? 0;
    const beyond = ground(x + outX * step, y + outY * step);
    const outerZ = (isKnown(beyond) ? beyond : z) + RIM_LIFT_M;
    points.push({
      inner: [x - centre[0], y - centre[1], z - floorLevelM],
      outer: [x + outX * step - centre[0], y + outY * step - centre[1], outerZ - floorLevelM],
    });
  }
  for (const [k, a] of points.entries()) {
    const b = points[(k + 1) % count] ?? a;
    const normal = facing(a.inner, a.outer, b.outer);
    const innerA = mesh.vertex(...a.inner, ...normal);
    const outerA = mesh.vertex(...a.outer, ...normal);
    const outerB = mesh.vertex(...b.outer, ...normal);
    const innerB = mesh.vertex(...b.inner, ...normal);
    mesh.triangle(innerA, outerA, outerB);
    mesh.triangle(innerA, outerB, innerB);
  }
}

type Place = readonly [number, number, number];

function facing(a: Place, b: Place, c: Place): Place {
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const normal: Place = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const size = Math.hypot(...normal);
  return size === 0 ? [0, 0, 1] : [normal[0] / size, normal[1] / size, normal[2] / size];
}
