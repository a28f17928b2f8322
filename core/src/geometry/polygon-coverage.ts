import { facingGaps } from './facing-gaps.ts';
import { interiorPoint } from './interior-point.ts';
import { endOf, OUTSIDE, type PlanarFaces, planarFaces, startOf } from './planar-faces.ts';
import { snappedEdges } from './snapped-edges.ts';

/** Polygons of one area, each an outer ring followed by its holes; flat x, y in metres, rings closed or not. */
export type AreaPolygons = readonly (readonly Float64Array[])[];

/** A place that no area covers, or two do. Numbers of areas as they were handed in. */
export interface CoverageFault {
  readonly kind: 'gap' | 'overlap';
  /** The two areas concerned: those that share most of its border; `null` where one area alone surrounds a gap. */
  readonly areas: readonly [number, number | null];
  readonly areaM2: number;
  /** Mean width, metres. */
  readonly widthM: number;
  /** A point inside. */
  readonly at: readonly [x: number, y: number];
}

export interface Coverage {
  readonly faults: readonly CoverageFault[];
  /** Faults too small or too thin to be more than rounding: counted, not listed. */
  readonly slivers: { readonly count: number; readonly areaM2: number };
}

export interface CoverageOptions {
  /** Vertices nearer than this are one, and a vertex this near to a border lies on it, metres. */
  readonly toleranceM?: number;
  /** Areas farther apart than this are no neighbours with a gap between, unless others close it in, metres. */
  readonly reachM?: number;
  /** A fault smaller than this is a sliver, m2. */
  readonly leastAreaM2?: number;
  /** A fault thinner than this on the average is a sliver, metres. */
  readonly leastWidthM?: number;
}

export const COVERAGE_DEFAULTS: Required<CoverageOptions> = {
  toleranceM: 0.01,
  reachM: 5,
  leastAreaM2: 0.5,
  leastWidthM: 0.05,
};

/** Largest coordinate of the grid that borders are snapped to: products of two stay exact. */
const GRID_REACH = 2.9e7;

/**
 * Finds gaps and overlaps between areas that should cover the ground without either. Borders are snapped to a grid of
 * `toleranceM` (coarser where the areas span more than 580 km), cut where they meet, and the faces between them are
 * looked at: one that nothing covers is a gap, one that several cover an overlap of each two. A gap that is open to the
 * outside is found where two borders run along each other within `reachM`. An area is what lies within an odd number of
 * its rings, so windings do not matter. Throws `RangeError` for borders that cross beyond all measure (`snappedEdges`).
 */
export function polygonCoverage(areas: readonly AreaPolygons[], options: CoverageOptions = {}): Coverage {
  const { toleranceM, reachM, leastAreaM2, leastWidthM } = { ...COVERAGE_DEFAULTS, ...options };
  const grid = gridOf(areas, toleranceM);
  const rings = areas.map((polygons) => polygons.flat().map((ring) => snapped(ring, grid)));
  const faces = planarFaces(snappedEdges(rings));
  const found = [...facesOf(faces, grid.unitM), ...openGaps(faces, grid.unitM, reachM)];
  const isSliver = ({ areaM2, widthM }: CoverageFault) => areaM2 < leastAreaM2 || widthM < leastWidthM;
  const slivers = found.filter(isSliver);
  const faults = found
    .filter((fault) => !isSliver(fault))
    .map((fault) => ({
      ...fault,
      at: [fault.at[0] * grid.unitM + grid.x0, fault.at[1] * grid.unitM + grid.y0] as const,
    }));
  return {
    faults: faults.toSorted((a, b) => b.areaM2 - a.areaM2),
    slivers: { count: slivers.length, areaM2: slivers.reduce((sum, { areaM2 }) => sum + areaM2, 0) },
  };
}

interface Grid {
  readonly x0: number;
  readonly y0: number;
  readonly unitM: number;
}

function gridOf(areas: readonly AreaPolygons[], toleranceM: number): Grid {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const ring of areas.flat(2)) {
    for (let i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i] ?? 0);
      east = Math.max(east, ring[i] ?? 0);
      south = Math.min(south, ring[i + 1] ?? 0);
      north = Math.max(north, ring[i + 1] ?? 0);
    }
  }
  if (west > east) return { x0: 0, y0: 0, unitM: toleranceM };
  const unitM = Math.max(toleranceM, Math.max(east - west, north - south) / 2 / GRID_REACH);
  // On whole units, so that coordinates in whole units stay what they are.
  return {
    x0: Math.round((west + east) / 2 / unitM) * unitM,
    y0: Math.round((south + north) / 2 / unitM) * unitM,
    unitM,
  };
}

function snapped(ring: Float64Array, { x0, y0, unitM }: Grid): Float64Array {
  return ring.map((value, i) => Math.round((value - (i % 2 === 0 ? x0 : y0)) / unitM));
}

/** Closed faces that nothing covers, or that several areas cover; places in grid units. */
function facesOf(faces: PlanarFaces, unitM: number): readonly CoverageFault[] {
  const holes = holesOf(faces);
  const gaps: CoverageFault[] = [];
  const pairs = new Map<string, { readonly areas: readonly [number, number]; readonly cycles: Set<number> }>();
  faces.cycles.forEach((_, c) => {
    if ((faces.area[c] ?? 0) <= 0) return;
    const covers = faces.covers[c] ?? [];
    if (covers.length === 0) {
      const part = partOf(faces, [c], holes, unitM);
      if (part !== null) gaps.push({ kind: 'gap', areas: neighboursOf(faces, c, holes), ...part });
    }
    covers.forEach((a, i) => {
      for (const b of covers.slice(i + 1)) {
        const known = pairs.get(`${a},${b}`);
        if (known === undefined) pairs.set(`${a},${b}`, { areas: [a, b], cycles: new Set([c]) });
        else known.cycles.add(c);
      }
    });
  });
  const overlaps = [...pairs.values()].flatMap(({ areas, cycles }) =>
    connected(faces, cycles).flatMap((group) => {
      const part = partOf(faces, group, holes, unitM);
      return part === null ? [] : [{ kind: 'overlap' as const, areas, ...part }];
    }),
  );
  return [...gaps, ...overlaps];
}

/** For each face the cycles round the groups that lie in it. */
function holesOf({ cycles, area, faceOf }: PlanarFaces): ReadonlyMap<number, readonly number[]> {
  const holes = new Map<number, number[]>();
  cycles.forEach((_, c) => {
    const face = faceOf[c] ?? OUTSIDE;
    if ((area[c] ?? 0) >= 0 || face === OUTSIDE) return;
    const known = holes.get(face);
    if (known === undefined) holes.set(face, [c]);
    else known.push(c);
  });
  return holes;
}

/** Area, mean width and a point of faces taken together. */
function partOf(
  faces: PlanarFaces,
  cycles: readonly number[],
  holes: ReadonlyMap<number, readonly number[]>,
  unitM: number,
): { readonly areaM2: number; readonly widthM: number; readonly at: readonly [number, number] } | null {
  const members = new Set(cycles);
  let area = 0;
  let border = 0;
  let largest = cycles[0] ?? 0;
  for (const c of cycles) {
    if ((faces.area[c] ?? 0) > (faces.area[largest] ?? 0)) largest = c;
    for (const around of [c, ...(holes.get(c) ?? [])]) {
      area += faces.area[around] ?? 0;
      for (const half of faces.cycles[around] ?? []) {
        if (!members.has(faces.cycleOf[half ^ 1] ?? OUTSIDE)) border += lengthOf(faces, half);
      }
    }
  }
  const at = interiorPoint([largest, ...(holes.get(largest) ?? [])].map((c) => ringOf(faces, c)));
  if (at === null || area <= 0) return null;
  return { areaM2: area * unitM * unitM, widthM: (2 * area * unitM) / border, at };
}

/** The two areas with most of the border of a gap. */
function neighboursOf(
  faces: PlanarFaces,
  gap: number,
  holes: ReadonlyMap<number, readonly number[]>,
): readonly [number, number | null] {
  const lengths = new Map<number, number>();
  for (const around of [gap, ...(holes.get(gap) ?? [])]) {
    for (const half of faces.cycles[around] ?? []) {
      for (const area of faces.edges.areas[half >> 1] ?? []) {
        lengths.set(area, (lengths.get(area) ?? 0) + lengthOf(faces, half));
      }
    }
  }
  const [first, second] = [...lengths].toSorted((a, b) => b[1] - a[1] || a[0] - b[0]).map(([area]) => area);
  return [first ?? 0, second ?? null];
}

/** Faces of a set, parted into those that meet along an edge. */
function connected(faces: PlanarFaces, cycles: ReadonlySet<number>): readonly (readonly number[])[] {
  const left = new Set(cycles);
  const groups: number[][] = [];
  for (const first of cycles) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (let i = 0; i < group.length; i++) {
      for (const half of faces.cycles[group[i] ?? 0] ?? []) {
        const other = faces.cycleOf[half ^ 1] ?? OUTSIDE;
        if (left.delete(other)) group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

function openGaps(faces: PlanarFaces, unitM: number, reachM: number): readonly CoverageFault[] {
  return facingGaps(faces, reachM / unitM).map(({ areas, area, length, at }) => ({
    kind: 'gap',
    areas,
    areaM2: area * unitM * unitM,
    widthM: (area / length) * unitM,
    at,
  }));
}

function ringOf({ edges, cycles }: PlanarFaces, cycle: number): Float64Array {
  const ring: number[] = [];
  for (const half of cycles[cycle] ?? []) {
    const v = startOf(edges, half);
    ring.push(edges.x[v] ?? 0, edges.y[v] ?? 0);
  }
  return Float64Array.from(ring);
}

function lengthOf({ edges }: PlanarFaces, half: number): number {
  const a = startOf(edges, half);
  const b = endOf(edges, half);
  return Math.hypot((edges.x[b] ?? 0) - (edges.x[a] ?? 0), (edges.y[b] ?? 0) - (edges.y[a] ?? 0));
}
