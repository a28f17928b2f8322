import { ductBores } from '../geometry/duct-bores.ts';
import { sectionCorners } from '../geometry/section-corners.ts';
import type { SweepOptions } from '../geometry/sweep.ts';
import type { Section } from '../model/section-shape.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import type { SolidSink } from './solid-sink.ts';

/** How far the dark of a bore stands off the end of its block, metres. */
const PROUD_M = 0.003;

/** A duct is a plug of its bore, this far into its block, metres: places are told to half a millimetre. */
const PLUG_M = 0.01;

/** Facets of the full round of a bore that is no duct. */
const BORE_SIDES = 24;

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

/**
 * Adds what is seen on those ends of a conduit that have a face: the ducts of a bank in their rows and columns, the bore of
 * a culvert or an egg within its wall. Nothing where that is not known.
 */
export function addEndBores(points: Float64Array, section: Section, ends: SweepOptions, sink: SolidSink): void {
  if (!ends.capStart && !ends.capEnd) return;
  const last = points.length / 3 - 1;
  if (section.ducts != null) {
    const bores = ductBores(section);
    if (bores === null) return;
    if (ends.capStart) addDucts(faceAt(points, 0, 1), bores, sink);
    if (ends.capEnd) addDucts(faceAt(points, last, last - 1), bores, sink);
    return;
  }
  const hasBore = section.measured !== 'outside' && section.wallMm !== null && section.wallMm > 0 && !section.open;
  if (!hasBore) return;
  const corners = sectionCorners({ ...section, wallMm: 0 }, BORE_SIDES);
  if (ends.capStart) addBore(faceAt(points, 0, 1), corners, sink.mesh('bore'));
  if (ends.capEnd) addBore(faceAt(points, last, last - 1), corners, sink.mesh('bore'));
}

/** An end of an axis: where it is, outwards, and the directions of its section, metres. */
interface Face {
  readonly middle: readonly [number, number, number];
  readonly out: readonly [number, number, number];
  readonly right: readonly [number, number, number];
  readonly up: readonly [number, number, number];
  /** 1 at the last end, -1 at the first: right is that of one who looks along the axis, so that both show the same order. */
  readonly sense: 1 | -1;
}

function faceAt(points: Float64Array, end: number, inner: number): Face {
  const at = (k: number, axis: number): number => points[k * 3 + axis] ?? 0;
  const [dx, dy, dz] = [at(end, 0) - at(inner, 0), at(end, 1) - at(inner, 1), at(end, 2) - at(inner, 2)];
  const length = Math.hypot(dx, dy, dz);
  const [nx, ny, nz] = [dx / length, dy / length, dz / length];
  const plan = Math.hypot(nx, ny);
  const sense = end > inner ? 1 : -1;
  const [rx, ry] = plan < RISER_SINE ? [1, 0] : [(sense * ny) / plan, (-sense * nx) / plan];
  return {
    middle: [at(end, 0), at(end, 1), at(end, 2)],
    out: [nx, ny, nz],
    right: [rx, ry, 0],
    // up = right x along
    up: [sense * ry * nz, -sense * rx * nz, sense * (rx * ny - ry * nx)],
    sense,
  };
}

function on({ middle, out, right, up }: Face, u: number, v: number, outM: number, axis: 0 | 1 | 2): number {
  return middle[axis] + u * right[axis] + v * up[axis] + outM * out[axis];
}

/** Few solids placed many times: as discs of the mesh the ducts of banks took a third of the time of their tile. */
function addDucts(face: Face, { centres, radiusM }: NonNullable<ReturnType<typeof ductBores>>, sink: SolidSink): void {
  for (let i = 0; i + 1 < centres.length; i += 2) {
    const u = centres[i] ?? 0;
    const v = centres[i + 1] ?? 0;
    const plug = new Float64Array(6);
    for (const axis of [0, 1, 2] as const) {
      plug[axis] = on(face, u, v, -PLUG_M, axis);
      plug[3 + axis] = on(face, u, v, PROUD_M, axis);
    }
    sink.tube('bore', plug, radiusM, false);
  }
}

/** Corners (flat u, v) of which every one is seen from the middle. */
function addBore(face: Face, corners: readonly number[], mesh: MeshBuilder): void {
  const [nx, ny, nz] = face.out;
  const place = (u: number, v: number): number =>
    mesh.vertex(on(face, u, v, PROUD_M, 0), on(face, u, v, PROUD_M, 1), on(face, u, v, PROUD_M, 2), nx, ny, nz);
  const middle = place(0, 0);
  const round = Array.from({ length: corners.length / 2 }, (_, i) =>
    place(corners[i * 2] ?? 0, corners[i * 2 + 1] ?? 0),
  );
  for (const [i, corner] of round.entries()) {
    const next = round[(i + 1) % round.length] ?? corner;
    if (face.sense > 0) mesh.triangle(middle, next, corner);
    else mesh.triangle(middle, corner, next);
  }
}
