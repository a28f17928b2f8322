import type { Link } from '../model/link.ts';
import { ASSUMED_DEPTH_M } from './drawn-as.ts';
import { shaftTrimM } from './shaft.ts';
import type { TileFrame } from './tile-frame.ts';
import type { TileLink, TileNodeEnd } from './tile-rows.ts';

const EARTH_RADIUS_M = 6371008.8;
const DEGREE = Math.PI / 180;

/** Vertices closer than this in space are one, metres. */
const SAME_VERTEX_M = 1e-4;

/**
 * A straight chord of 60 m lies 0.1 mm below the level surface at its middle (L^2 / 8R), and the ends of a tube of that
 * length are off by 1 mm for the rounding of its direction: longer ones get vertices between, raised onto the surface.
 */
const LONGEST_CHORD_M = 60;

export interface LinkAxis {
  /** Flat x, y, z in the tile's frame, metres; at least two distinct points. */
  readonly points: Float64Array;
  /** True when the end stops at a shaft's wall, so that nothing shows of its cut. */
  readonly startsAtShaft: boolean;
  readonly endsAtShaft: boolean;
}

/**
 * The axis of a link as it is drawn: levels straight by plan length between its ends, and cut back to the inner wall of
 * the shafts it ends at. Where an end's level is unknown it is drawn at an assumed one (see `assumedLevels`). Null when
 * the path has no extent.
 */
export function linkAxis(
  row: TileLink,
  frame: TileFrame,
  outerWidthM: number,
  fallbackLevelM: number,
): LinkAxis | null {
  const { link, fromNode, toNode } = row;
  const stations = planStations(link.path);
  const n = stations.length;
  const total = stations[n - 1] ?? 0;
  const [fromLevel, toLevel] = assumedLevels(link, fromNode, toNode, fallbackLevelM);
  if (n < 2) return null;
  const startTrim = shaftTrimM(fromNode, outerWidthM);
  const endTrim = shaftTrimM(toNode, outerWidthM);
  // Two shafts that touch leave nothing to draw between them: then the whole axis stays.
  const trims = startTrim + endTrim < total - SAME_VERTEX_M;
  const from = trims ? startTrim : 0;
  const to = trims ? total - endTrim : total;
  const points: number[] = [];
  const add = (station: number, lon: number, lat: number) => {
    const level =
      total === 0 ? (station === 0 ? fromLevel : toLevel) : fromLevel + ((toLevel - fromLevel) * station) / total;
    frame.place(lon, lat, level, PLACE, 0);
    pushDistinct(points, PLACE);
  };
  if (total === 0) {
    // A riser: one place in plan, two levels.
    frame.place(at(link.path, 0), at(link.path, 1), fromLevel, PLACE, 0);
    pushDistinct(points, PLACE);
    frame.place(at(link.path, 0), at(link.path, 1), toLevel, PLACE, 0);
    pushDistinct(points, PLACE);
  } else {
    addAt(link.path, stations, from, add);
    for (let i = 1; i < n - 1; i++) {
      const station = at(stations, i);
      if (station > from && station < to) add(station, at(link.path, i * 2), at(link.path, i * 2 + 1));
    }
    addAt(link.path, stations, to, add);
  }
  if (points.length < 6) return null;
  return {
    points: new Float64Array(points),
    startsAtShaft: trims && startTrim > 0,
    endsAtShaft: trims && endTrim > 0,
  };
}

/** Levels of the axis at both ends as drawn: the known ones; else the other end's; else below the covers; else a fallback. */
function assumedLevels(
  link: Omit<Link, 'raw'>,
  fromNode: TileNodeEnd | null,
  toNode: TileNodeEnd | null,
  fallbackLevelM: number,
): readonly [number, number] {
  const under = (node: TileNodeEnd | null): number | null => {
    if (node === null) return null;
    if (link.kind !== 'conduit' && node.sumpLevelM !== null) return node.sumpLevelM;
    return node.coverLevelM === null ? null : node.coverLevelM - ASSUMED_DEPTH_M;
  };
  const from = link.from.axisM ?? under(fromNode) ?? link.to.axisM ?? under(toNode) ?? fallbackLevelM;
  const to = link.to.axisM ?? under(toNode) ?? from;
  return [from, to];
}

/** Where a vertex is placed; taken over at once. */
const PLACE = new Float64Array(3);

/** Distance along the path at every vertex, metres on a sphere: only ratios and trims are taken from it. */
function planStations(path: Float64Array): Float64Array {
  const n = path.length / 2;
  const stations = new Float64Array(n);
  for (let i = 1; i < n; i++) {
    const dLat = (at(path, i * 2 + 1) - at(path, i * 2 - 1)) * DEGREE;
    const dLon = (at(path, i * 2) - at(path, i * 2 - 2)) * DEGREE * Math.cos(at(path, i * 2 + 1) * DEGREE);
    stations[i] = at(stations, i - 1) + Math.sqrt(dLat * dLat + dLon * dLon) * EARTH_RADIUS_M;
  }
  return stations;
}

/** Finds the point of the path at a station. */
function addAt(
  path: Float64Array,
  stations: Float64Array,
  station: number,
  add: (station: number, lon: number, lat: number) => void,
): void {
  let i = 1;
  while (i < stations.length - 1 && at(stations, i) < station) i++;
  const start = at(stations, i - 1);
  const span = at(stations, i) - start;
  const t = span === 0 ? 0 : Math.max(0, Math.min(1, (station - start) / span));
  const lon = at(path, i * 2 - 2);
  const lat = at(path, i * 2 - 1);
  add(station, lon + (at(path, i * 2) - lon) * t, lat + (at(path, i * 2 + 1) - lat) * t);
}

function pushDistinct(points: number[], place: Float64Array): void {
  const n = points.length;
  const x = at(place, 0);
  const y = at(place, 1);
  const z = at(place, 2);
  if (n > 0) {
    const px = points[n - 3] ?? 0;
    const py = points[n - 2] ?? 0;
    const pz = points[n - 1] ?? 0;
    const gap = Math.sqrt((x - px) ** 2 + (y - py) ** 2 + (z - pz) ** 2);
    if (gap < SAME_VERTEX_M) return;
    const parts = Math.ceil(gap / LONGEST_CHORD_M);
    for (let k = 1; k < parts; k++) {
      const t = k / parts;
      const bulge = (gap * gap * t * (1 - t)) / (2 * EARTH_RADIUS_M);
      points.push(px + (x - px) * t, py + (y - py) * t, pz + (z - pz) * t + bulge);
    }
  }
  points.push(x, y, z);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
