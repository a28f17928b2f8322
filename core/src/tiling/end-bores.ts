import { ductBores } from '../geometry/duct-bores.ts';
import { sectionCorners } from '../geometry/section-corners.ts';
import type { SweepOptions } from '../geometry/sweep.ts';
import type { Section } from '../model/section-shape.ts';
import type { MeshBuilder } from './mesh-builder.ts';

/** How far the dark of a bore stands off the end of its block, metres. */
const PROUD_M = 0.003;

/** Facets of a duct, and of the full round of another bore. */
const DUCT_SIDES = 16;
const BORE_SIDES = 24;

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

/**
 * Adds what is seen on those ends of a conduit that have a face: the ducts of a bank in their rows and columns, the bore of
 * a culvert or an egg within its wall. Nothing where that is not known.
 */
export function addEndBores(points: Float64Array, section: Section, ends: SweepOptions, mesh: () => MeshBuilder): void {
  if (!ends.capStart && !ends.capEnd) return;
  const bores = boresOf(section);
  if (bores.length === 0) return;
  const n = points.length / 3;
  if (ends.capStart) addFace(points, 0, 1, bores, mesh());
  if (ends.capEnd) addFace(points, n - 1, n - 2, bores, mesh());
}

/** Convex or nearly so: every corner (flat u, v) is seen from the middle, which stands first. */
type Bore = readonly number[];

function boresOf(section: Section): readonly Bore[] {
  if (section.ducts != null) {
    const bores = ductBores(section);
    return bores === null
      ? []
      : Array.from({ length: bores.centres.length / 2 }, (_, i) =>
          ductAt(bores.centres[i * 2] ?? 0, bores.centres[i * 2 + 1] ?? 0, bores.radiusM),
        );
  }
  const hasBore = section.measured !== 'outside' && section.wallMm !== null && section.wallMm > 0 && !section.open;
  return hasBore ? [[0, 0, ...sectionCorners({ ...section, wallMm: 0 }, BORE_SIDES)]] : [];
}

function ductAt(u: number, v: number, radiusM: number): Bore {
  const round = Array.from({ length: DUCT_SIDES }, (_, k): readonly number[] => {
    const angle = (2 * Math.PI * k) / DUCT_SIDES;
    return [u + radiusM * Math.cos(angle), v + radiusM * Math.sin(angle)];
  });
  return [u, v, ...round.flat()];
}

function addFace(points: Float64Array, end: number, inner: number, bores: readonly Bore[], mesh: MeshBuilder): void {
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
  const place = (u: number, v: number): number =>
    mesh.vertex(
      at(end, 0) + u * rx + v * up[0] + nx * PROUD_M,
      at(end, 1) + u * ry + v * up[1] + ny * PROUD_M,
      at(end, 2) + v * up[2] + nz * PROUD_M,
      nx,
      ny,
      nz,
    );
  for (const bore of bores) {
    const [middle = 0, ...corners] = Array.from({ length: bore.length / 2 }, (_, i) =>
      place(bore[i * 2] ?? 0, bore[i * 2 + 1] ?? 0),
    );
    for (const [i, corner] of corners.entries()) {
      const next = corners[(i + 1) % corners.length] ?? corner;
      if (sense > 0) mesh.triangle(middle, next, corner);
      else mesh.triangle(middle, corner, next);
    }
  }
}
