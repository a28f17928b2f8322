import earcut from 'earcut';
import type { Section } from '../model/section-shape.ts';
import { MeshBuilder } from '../tiling/mesh-builder.ts';
import { cutOutlines } from './cut-outline.ts';
import type { Pit } from './pit.ts';
import { type PitTriangles, pitFrame } from './pit-frame.ts';
import { trianglesOf } from './pit-mesh.ts';
import { clipConvex, clipSegment, onPlane, type WallPlane, wallPlane, wallStrips } from './wall-plane.ts';

/** Materials of a cap, by the numbers its vertices carry. */
export const CUT_MATERIALS = ['conduitWall', 'bore'] as const;

/** The cap of a conduit cut by a wall of a pit, lying on the wall; x, y, z in metres about the pit's frame. */
export interface CutSection {
  readonly side: number;
  /** The conduit's wall as a ring and the bore within it, facing into the pit. */
  readonly triangles: PitTriangles;
  /** Line segments (flat x, y, z of both ends): the outer and the inner edge, and the hatching of the ring. */
  readonly outerEdge: Float32Array;
  readonly innerEdge: Float32Array;
  readonly hatch: Float32Array;
  /** Extent of the whole cut along the wall and up its slope, metres, before the wall's own edges crop it. */
  readonly widthM: number;
  readonly heightM: number;
  /** True: the size is unknown and a nominal one is drawn. Never a measurement. */
  readonly nominalSize: boolean;
  readonly nominalWall: boolean;
}

/** How far a cap stands off the wall, metres, and its hatching off the cap. */
const PROUD_M = 0.002;
const HATCH_PROUD_M = 0.003;

/** Distance of the lines of the hatching, metres. */
const HATCH_STEP_M = 0.025;

/** A conduit nearer than this to running along a wall is not cut by it but lies in it: it has no cap. */
const LEAST_SINE = Math.sin((2 * Math.PI) / 180);

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

/** Caps of every wall of the pit that cuts a conduit; `axis` flat x, y, z in the pit's plane. */
export function cutSections(pit: Pit, axis: Float64Array, section: Section | null): readonly CutSection[] {
  const frame = pitFrame(pit);
  const sections: CutSection[] = [];
  const planes = pit.sides.map((_, side) => wallPlane(pit, side));
  for (let k = 0; k + 5 < axis.length; k += 3) {
    const point = (o: number): Vector => [
      (axis[o] ?? 0) - frame.x,
      (axis[o + 1] ?? 0) - frame.y,
      (axis[o + 2] ?? 0) - frame.z,
    ];
    for (const [side, plane] of planes.entries()) {
      sections.push(...cutByWall(plane, side, point(k), point(k + 3), section));
    }
  }
  return sections;
}

type Vector = readonly [number, number, number];

/** The straight piece from a to b, about the pit's frame, cut by one wall: a cap for each barrel that meets it. */
function cutByWall(plane: WallPlane, side: number, a: Vector, b: Vector, section: Section | null): CutSection[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
  if (length === 0) return [];
  const t: Vector = [(b[0] - a[0]) / length, (b[1] - a[1]) / length, (b[2] - a[2]) / length];
  const facing = dot(t, plane.normal);
  if (Math.abs(facing) < LEAST_SINE) return [];
  const plan = Math.hypot(t[0], t[1]);
  const right: Vector = plan < RISER_SINE ? [1, 0, 0] : [t[1] / plan, -t[0] / plan, 0];
  const up: Vector = [
    right[1] * t[2] - right[2] * t[1],
    right[2] * t[0] - right[0] * t[2],
    right[0] * t[1] - right[1] * t[0],
  ];
  /** Carries u, v along the axis onto the wall: s, t. */
  const project = (flat: readonly number[]): readonly number[] => {
    const cut: number[] = [];
    for (let i = 0; i < flat.length; i += 2) {
      const u = flat[i] ?? 0;
      const v = flat[i + 1] ?? 0;
      const p = [0, 1, 2].map((c) => (a[c] ?? 0) + u * (right[c] ?? 0) + v * (up[c] ?? 0) - (plane.origin[c] ?? 0));
      const [px = 0, py = 0, pz = 0] = p;
      const run = -dot([px, py, pz], plane.normal) / facing;
      const q: Vector = [px + run * t[0], py + run * t[1], pz + run * t[2]];
      cut.push(dot(q, plane.along), dot(q, plane.up));
    }
    return anticlockwiseFlat(cut);
  };
  const fromA = (s: number, w: number): number => {
    const q = onPlane(plane, s, w, 0);
    return dot([q[0] - a[0], q[1] - a[1], q[2] - a[2]], t);
  };
  const caps: CutSection[] = [];
  for (const outline of cutOutlines(section)) {
    const outer = project(outline.outer);
    const fields = fieldsOf(plane, outer, fromA, length);
    if (fields.length === 0) continue;
    const { nominalSize, nominalWall } = outline;
    caps.push({ side, ...drawCap(plane, outer, outline.inner.map(project), fields), nominalSize, nominalWall });
  }
  return caps;
}

/** The wall's strips that the outline touches, cut to what lies between the ends of the piece. */
function fieldsOf(
  plane: WallPlane,
  outer: readonly number[],
  fromA: (s: number, t: number) => number,
  length: number,
): readonly (readonly number[])[] {
  const touched: (readonly number[])[] = [];
  for (const strip of wallStrips(plane)) {
    const field = clipByLevel(clipByLevel(strip, fromA), (s, t) => length - fromA(s, t));
    if (field.length > 0 && clipConvex(outer, field).length > 0) touched.push(field);
  }
  return touched;
}

/** The part of a convex polygon where `level`, linear over the plane, is not negative. */
function clipByLevel(polygon: readonly number[], level: (s: number, t: number) => number): readonly number[] {
  const kept: number[] = [];
  const n = polygon.length;
  for (let k = 0; k < n; k += 2) {
    const [px, py] = [polygon[k] ?? 0, polygon[k + 1] ?? 0];
    const [qx, qy] = [polygon[(k + 2) % n] ?? 0, polygon[(k + 3) % n] ?? 0];
    const p = level(px, py);
    const q = level(qx, qy);
    if (p >= 0) kept.push(px, py);
    if (p >= 0 !== q >= 0) kept.push(px + ((qx - px) * p) / (p - q), py + ((qy - py) * p) / (p - q));
  }
  return kept.length >= 6 ? kept : [];
}

function drawCap(
  plane: WallPlane,
  outer: readonly number[],
  inner: readonly (readonly number[])[],
  fields: readonly (readonly number[])[],
): Pick<CutSection, 'triangles' | 'outerEdge' | 'innerEdge' | 'hatch' | 'widthM' | 'heightM'> {
  const mesh = new MeshBuilder();
  const ring = [...outer];
  const holes = inner.map((bore) => {
    const first = ring.length / 2;
    ring.push(...bore);
    return first;
  });
  addClipped(plane, ring, earcut(ring, holes), fields, mesh);
  mesh.feature = 1;
  for (const bore of inner) addClipped(plane, bore, earcut(bore), fields, mesh);
  const extent = (c: 0 | 1) => {
    const values = outer.filter((_, i) => i % 2 === c);
    return Math.max(...values) - Math.min(...values);
  };
  return {
    triangles: trianglesOf(mesh),
    outerEdge: linesOn(plane, edgesOf(outer), fields, PROUD_M),
    innerEdge: linesOn(plane, inner.flatMap(edgesOf), fields, PROUD_M),
    hatch: linesOn(plane, hatchOf(outer, inner), fields, HATCH_PROUD_M),
    widthM: extent(0),
    heightM: extent(1),
  };
}

/** Adds triangles (corner numbers into flat s, t), each cropped to the fields. */
function addClipped(
  plane: WallPlane,
  points: readonly number[],
  triangles: readonly number[],
  fields: readonly (readonly number[])[],
  mesh: MeshBuilder,
): void {
  for (let k = 0; k < triangles.length; k += 3) {
    const corner = (c: number) => {
      const i = triangles[k + c] ?? 0;
      return [points[i * 2] ?? 0, points[i * 2 + 1] ?? 0];
    };
    const triangle = anticlockwiseFlat([...corner(0), ...corner(1), ...corner(2)]);
    for (const field of fields) {
      const part = clipConvex(triangle, field);
      let first = -1;
      let last = -1;
      // Seen from inside the pit s runs to the left: what is anticlockwise in (s, t) is turned.
      for (let i = 0; i < part.length; i += 2) {
        const index = mesh.vertex(...onPlane(plane, part[i] ?? 0, part[i + 1] ?? 0, PROUD_M), ...plane.normal);
        if (first < 0) first = index;
        else if (last !== first) mesh.triangle(first, index, last);
        last = index;
      }
    }
  }
}

/** The ring's hatching: lines at 45 degrees, from the outer edge to the inner and on, as flat segments. */
function hatchOf(outer: readonly number[], inner: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const edges = [...edgesOf(outer), ...inner.flatMap(edgesOf)];
  const sums = outer.flatMap((s, i) => (i % 2 === 0 ? [s + (outer[i + 1] ?? 0)] : []));
  const lines: (readonly number[])[] = [];
  const step = HATCH_STEP_M * Math.SQRT2;
  for (let sum = (Math.floor(Math.min(...sums) / step) + 0.5) * step; sum < Math.max(...sums); sum += step) {
    const hits: number[] = [];
    for (const [as = 0, at = 0, bs = 0, bt = 0] of edges) {
      const a = as + at - sum;
      const b = bs + bt - sum;
      if (a >= 0 !== b >= 0) hits.push(as + ((bs - as) * a) / (a - b));
    }
    hits.sort((one, two) => one - two);
    for (let i = 0; i + 1 < hits.length; i += 2) {
      const from = hits[i] ?? 0;
      const to = hits[i + 1] ?? 0;
      lines.push([from, sum - from, to, sum - to]);
    }
  }
  return lines;
}

function edgesOf(flat: readonly number[]): readonly (readonly number[])[] {
  const n = flat.length;
  return flat.flatMap((_, i) =>
    i % 2 === 0 ? [[flat[i] ?? 0, flat[i + 1] ?? 0, flat[(i + 2) % n] ?? 0, flat[(i + 3) % n] ?? 0]] : [],
  );
}

function linesOn(
  plane: WallPlane,
  segments: readonly (readonly number[])[],
  fields: readonly (readonly number[])[],
  liftM: number,
): Float32Array {
  const lines: number[] = [];
  for (const segment of segments) {
    for (const field of fields) {
      const part = clipSegment(segment, field);
      for (let i = 0; i < part.length; i += 2) lines.push(...onPlane(plane, part[i] ?? 0, part[i + 1] ?? 0, liftM));
    }
  }
  return Float32Array.from(lines);
}

function anticlockwiseFlat(flat: readonly number[]): readonly number[] {
  let doubled = 0;
  const n = flat.length;
  for (let i = 0; i < n; i += 2) {
    doubled += (flat[i] ?? 0) * (flat[(i + 3) % n] ?? 0) - (flat[(i + 2) % n] ?? 0) * (flat[i + 1] ?? 0);
  }
  if (doubled >= 0) return flat;
  return Array.from({ length: n }, (_, i) => flat[n - 2 - (i - (i % 2)) + (i % 2)] ?? 0);
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
