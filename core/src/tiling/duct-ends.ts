import { ductBores } from '../geometry/duct-bores.ts';
import type { SweepOptions } from '../geometry/sweep.ts';
import type { Section } from '../model/section-shape.ts';
import type { MeshBuilder } from './mesh-builder.ts';

/** How far a bore's dark disc stands off the end of its block, metres. */
const PROUD_M = 0.003;

const SIDES = 16;

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

/** Adds the bores of a duct bank as dark discs on those of its ends that have a face. */
export function addDuctEnds(points: Float64Array, section: Section, ends: SweepOptions, mesh: () => MeshBuilder): void {
  if (section.ducts == null) return;
  const bores = ductBores(section);
  if (bores === null) return;
  const n = points.length / 3;
  if (ends.capStart) addFace(points, 0, 1, bores, mesh());
  if (ends.capEnd) addFace(points, n - 1, n - 2, bores, mesh());
}

function addFace(
  points: Float64Array,
  end: number,
  inner: number,
  { centres, radiusM }: NonNullable<ReturnType<typeof ductBores>>,
  mesh: MeshBuilder,
): void {
  const at = (k: number, axis: number): number => points[k * 3 + axis] ?? 0;
  const d = [0, 1, 2].map((axis) => at(end, axis) - at(inner, axis));
  const length = Math.hypot(...d);
  const [nx = 0, ny = 0, nz = 0] = d.map((value) => value / length);
  const plan = Math.hypot(nx, ny);
  // Right as one looks along the bank from its first end, so that both ends show the same order.
  const sense = end > inner ? 1 : -1;
  const [rx, ry] = plan < RISER_SINE ? [1, 0] : [(sense * ny) / plan, (-sense * nx) / plan];
  // up = right x along
  const up = [sense * ry * nz, -sense * rx * nz, sense * (rx * ny - ry * nx)] as const;
  for (let i = 0; i < centres.length; i += 2) {
    const place = (u: number, v: number): number =>
      mesh.vertex(
        at(end, 0) + u * rx + v * up[0] + nx * PROUD_M,
        at(end, 1) + u * ry + v * up[1] + ny * PROUD_M,
        at(end, 2) + v * up[2] + nz * PROUD_M,
        nx,
        ny,
        nz,
      );
    const [u = 0, v = 0] = [centres[i], centres[i + 1]];
    const first = place(u + radiusM, v);
    let last = first;
    for (let k = 1; k < SIDES; k++) {
      const angle = (2 * Math.PI * k) / SIDES;
      const next = place(u + radiusM * Math.cos(angle), v + radiusM * Math.sin(angle));
      if (k > 1) {
        if (sense > 0) mesh.triangle(first, next, last);
        else mesh.triangle(first, last, next);
      }
      last = next;
    }
  }
}
