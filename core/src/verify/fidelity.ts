import { ecefToLonLat } from '../geodesy/ellipsoid.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import type { DrawnFeature } from './drawn-tubes.ts';
import { PlaneLine, type Point3, toSegment } from './plane-line.ts';
import { wallRings } from './wall-rings.ts';

/** A round conduit of known levels and size, as its row says: what the drawing is held against. */
export interface FidelityRow {
  readonly id: string;
  /** Vertices of the axis: longitude, latitude in degrees, level in metres above the datum. */
  readonly path: readonly Point3[];
  /** Outer radius, metres: half the inside diameter and the wall where it is known. */
  readonly radiusM: number;
  /** Outer radius of the casing that is drawn about it, metres; null without one. */
  readonly casingRadiusM: number | null;
  /** How far from its ends it may begin and end, metres in plan: the shafts it is drawn up to. */
  readonly startTrimM: number;
  readonly endTrimM: number;
}

/** How far the drawing of a row is from the row, millimetres. */
export interface FeatureFidelity {
  readonly id: string;
  /** Of the axis, either way: what is drawn from the row, and corners of the row from what is drawn. */
  readonly axisMm: number;
  /** Of the radius. */
  readonly radiusMm: number;
  /** Of the radius, as a share of it. */
  readonly radiusShare: number;
  /** Of any vertex of the wall from where the wall should be. */
  readonly wallMm: number;
  /** Longest stretch of the axis with nothing drawn, beyond the shafts at its ends. */
  readonly gapMm: number;
}

type Stretch = readonly [from: number, to: number];

/** What is drawn of an axis, in the row's plane. */
interface DrawnAxis {
  /** Its pieces, and the stretches of the row's line they cover. */
  readonly pieces: readonly (readonly [Point3, Point3])[];
  readonly stretches: readonly Stretch[];
  readonly offAxisM: number;
  readonly radiiM: readonly number[];
  readonly offWallM: number;
}

/** Measures a drawing (in ECEF metres) against its row. `geoidOffsetM` is ellipsoidal height less level. */
export function measureFidelity(row: FidelityRow, drawn: DrawnFeature, geoidOffsetM: number): FeatureFidelity {
  const toPlane = planeOf(row, geoidOffsetM);
  const line = new PlaneLine(row.path.map(([lon, lat, levelM]) => toPlane.fromLonLat(lon, lat, levelM)));
  const vertices = pointsOf(drawn.vertices).map(toPlane.fromEcef);
  const axis =
    drawn.tubes.length > 0
      ? axisOfTubes(drawn, line, vertices, row, toPlane.fromEcef)
      : axisOfMesh(vertices, line, row.radiusM);
  const radiusM = Math.max(0, ...axis.radiiM.map((each) => Math.abs(each - row.radiusM)));
  return {
    id: row.id,
    axisMm: 1000 * Math.max(axis.offAxisM, missedCornersM(line, axis)),
    radiusMm: 1000 * radiusM,
    radiusShare: radiusM / row.radiusM,
    wallMm: 1000 * axis.offWallM,
    gapMm: 1000 * longestGapM(line, axis.stretches, row),
  };
}

interface ToPlane {
  fromLonLat(lon: number, lat: number, levelM: number): Point3;
  readonly fromEcef: (point: Point3) => Point3;
}

function planeOf({ path }: FidelityRow, geoidOffsetM: number): ToPlane {
  const [first] = path;
  const plane = localProjection([first?.[0] ?? 0, first?.[1] ?? 0]);
  const xy = new Float64Array(2);
  const fromLonLat = (lon: number, lat: number, levelM: number): Point3 => {
    plane.forward(lon, lat, xy);
    return [xy[0] ?? 0, xy[1] ?? 0, levelM];
  };
  return {
    fromLonLat,
    fromEcef: ([x, y, z]) => {
      const [lon, lat, heightM] = ecefToLonLat(x, y, z);
      return fromLonLat(lon, lat, heightM - geoidOffsetM);
    },
  };
}

function pointsOf(flat: readonly number[]): readonly Point3[] {
  return Array.from(
    { length: flat.length / 3 },
    (_, i): Point3 => [flat[i * 3] ?? 0, flat[i * 3 + 1] ?? 0, flat[i * 3 + 2] ?? 0],
  );
}

/** A tube is the conduit's or its casing's, whichever it is nearer to; only the conduit's cover its axis. */
function axisOfTubes(
  { tubes }: DrawnFeature,
  line: PlaneLine,
  beside: readonly Point3[],
  { radiusM, casingRadiusM }: Pick<FidelityRow, 'radiusM' | 'casingRadiusM'>,
  toPlane: (point: Point3) => Point3,
): DrawnAxis {
  const isCasing = ({ leastRadiusM, mostRadiusM }: DrawnFeature['tubes'][number]): boolean =>
    casingRadiusM !== null && (leastRadiusM + mostRadiusM) / 2 > (radiusM + casingRadiusM) / 2;
  const own = tubes.filter((tube) => !isCasing(tube));
  const pieces = own.map(({ from, to }) => [toPlane(from), toPlane(to)] as const);
  // A straight piece leaves a curved Earth at its middle.
  const middles = tubes.map(({ from, to }) =>
    toPlane([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2, (from[2] + to[2]) / 2]),
  );
  const ends = tubes.flatMap(({ from, to }) => [toPlane(from), toPlane(to)]);
  const far = [...ends, ...middles].map((point) => line.nearest(point).distanceM);
  const radiiM = own.flatMap(({ leastRadiusM, mostRadiusM }) => [leastRadiusM, mostRadiusM]);
  const casingsM = tubes.filter(isCasing).flatMap(({ leastRadiusM, mostRadiusM }) => [leastRadiusM, mostRadiusM]);
  // Joints lie between tubes: they may be anywhere within the wall.
  const outwards = beside.map((point) => line.nearest(point).distanceM - (casingRadiusM ?? radiusM));
  return {
    pieces,
    stretches: pieces.map((piece) => stretchOf(piece.map((point) => line.nearest(point).stationM))),
    offAxisM: Math.max(0, ...far),
    radiiM,
    offWallM: Math.max(0, ...outwards, ...casingsM.map((each) => Math.abs(each - (casingRadiusM ?? each)))),
  };
}

function axisOfMesh(vertices: readonly Point3[], line: PlaneLine, radiusM: number): DrawnAxis {
  const { rings, stretch, offWallM } = wallRings(vertices, line, radiusM);
  const pieces = rings.slice(1).map((ring, i) => [rings[i]?.centre ?? ring.centre, ring.centre] as const);
  return {
    pieces,
    stretches: stretch === null ? [] : [stretch],
    offAxisM: rings.reduce((worst, { offAxisM, stationM }) => {
      const beyondM = Math.max(0, -stationM, stationM - line.lengthM);
      return Math.max(worst, Math.hypot(offAxisM, beyondM));
    }, 0),
    radiiM: rings.map((ring) => ring.radiusM),
    offWallM,
  };
}

function stretchOf(stations: readonly number[]): Stretch {
  return [Math.min(...stations), Math.max(...stations)];
}

/** How far corners of the row are from what is drawn, where anything is drawn before and after them. */
function missedCornersM(line: PlaneLine, { pieces, stretches }: DrawnAxis): number {
  const first = Math.min(...stretches.map(([from]) => from));
  const last = Math.max(...stretches.map(([, to]) => to));
  const corners = line.points.filter((_, i) => {
    const station = line.stations[i] ?? 0;
    return i > 0 && i < line.points.length - 1 && station > first && station < last;
  });
  return corners.reduce((worst, corner) => {
    const nearest = pieces.reduce((least, [a, b]) => Math.min(least, toSegment(corner, a, b).distanceM), Infinity);
    return Number.isFinite(nearest) ? Math.max(worst, nearest) : worst;
  }, 0);
}

/** Trims are lengths in plan: along a slope they are longer. */
function longestGapM(line: PlaneLine, stretches: readonly Stretch[], row: FidelityRow): number {
  const planM = line.points.slice(1).reduce((sum, point, i) => {
    const before = line.points[i] ?? point;
    return sum + Math.hypot(point[0] - before[0], point[1] - before[1]);
  }, 0);
  const slope = planM === 0 ? 1 : line.lengthM / planM;
  let coveredM = row.startTrimM * slope;
  let longest = 0;
  for (const [from, to] of stretches.toSorted((a, b) => a[0] - b[0])) {
    longest = Math.max(longest, from - coveredM);
    coveredM = Math.max(coveredM, to);
  }
  return Math.max(longest, line.lengthM - row.endTrimM * slope - coveredM);
}
