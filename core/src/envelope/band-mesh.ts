import type { AxisBand } from '../dig/axis-band.ts';
import { sweepVarying } from '../geometry/sweep.ts';
import type { MeshBuilder } from '../tiling/mesh-builder.ts';
import { bandOutline } from './band-outline.ts';

/**
 * Adds the body in which the outer wall lies, along an axis (flat x, y, z, metres, z up) with the band at each of its
 * points. The wall may be moved in plan by a disc and upright by a stretch; a body across and along the axis holds what
 * comes of it, whichever way the axis runs, and reaches beyond both ends.
 */
export function addBand(axis: Float64Array, bands: readonly AxisBand[], mesh: MeshBuilder): void {
  const n = axis.length / 3;
  const points = axis.slice();
  const reaches = bands.map((band, k) => reachAt(axis, k, band));
  extend(points, axis, 1, 0, reaches[0]?.alongM ?? 0);
  extend(points, axis, n - 2, n - 1, reaches[n - 1]?.alongM ?? 0);
  const outlines = bands.map((band, k) => bandOutline(band, band.bandXyM, reaches[k]?.acrossM ?? 0));
  const last = outlines[n - 1];
  if (last === undefined) return;
  sweepVarying(points, (k) => outlines[k] ?? last, mesh, { capStart: true, capEnd: true });
}

/** How far the band reaches along the axis, and across it upwards, metres: the most of the segments that meet there. */
function reachAt(
  axis: Float64Array,
  k: number,
  { bandXyM, bandZM }: AxisBand,
): { readonly alongM: number; readonly acrossM: number } {
  let [alongM, acrossM] = [0, 0];
  for (const from of [k - 1, k]) {
    if (from < 0 || from + 2 > axis.length / 3) continue;
    const [dx, dy, dz] = direction(axis, from, from + 1);
    const [level, steep] = [Math.hypot(dx, dy), Math.abs(dz)];
    alongM = Math.max(alongM, bandXyM * level + (bandZM ?? 0) * steep);
    acrossM = Math.max(acrossM, bandXyM * steep + (bandZM ?? 0) * level);
  }
  return { alongM, acrossM };
}

/** Moves an end of the axis on, away from its neighbour. */
function extend(points: Float64Array, axis: Float64Array, inner: number, end: number, byM: number): void {
  const [dx, dy, dz] = direction(axis, inner, end);
  points[end * 3] = at(axis, end * 3) + dx * byM;
  points[end * 3 + 1] = at(axis, end * 3 + 1) + dy * byM;
  points[end * 3 + 2] = at(axis, end * 3 + 2) + dz * byM;
}

function direction(axis: Float64Array, from: number, to: number): readonly [number, number, number] {
  const dx = at(axis, to * 3) - at(axis, from * 3);
  const dy = at(axis, to * 3 + 1) - at(axis, from * 3 + 1);
  const dz = at(axis, to * 3 + 2) - at(axis, from * 3 + 2);
  const length = Math.hypot(dx, dy, dz);
  return [dx / length, dy / length, dz / length];
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
