import { type LocalProjection, localProjection } from '../../core/src/geodesy/local-projection.ts';
import type { PlainLink, PlainNode, PlainRows } from './plain-rows.ts';

/** A straight trench as a street is opened: a rectangle of any heading, with what a permit says of it. */
export interface Trench {
  /** Middle of the floor, degrees. */
  readonly middle: readonly [lon: number, lat: number];
  /** Of the long side, radians from east to north. */
  readonly heading: number;
  readonly lengthM: number;
  readonly widthM: number;
  readonly depthM: number;
  readonly batter: number;
  readonly supportDepthM: number | null;
  readonly marginM: number;
}

const NOWHERE = [Number.NaN, Number.NaN] as const;

/**
 * Trenches of a seed: seven of ten lie on or beside a link, and every second of those ends a little above its top, where
 * walls, supports and bands decide; the others lie anywhere in the rectangle of all, widened by `aroundM`.
 */
export function seededTrenches(
  { links, nodes }: PlainRows,
  count: number,
  random: () => number,
  aroundM: number,
): readonly Trench[] {
  const between = (low: number, high: number) => low + (high - low) * random();
  const placed = links.filter(({ path }) => path.length > 1);
  const vertices = placed.flatMap(({ path }) => path);
  const lons = vertices.map(([lon]) => lon);
  const lats = vertices.map(([, lat]) => lat);
  const box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] as const;
  const degrees = aroundM / 111_132;
  return Array.from({ length: count }, (_, i) => {
    const link = placed[Math.floor(random() * placed.length)];
    if (link === undefined) throw new RangeError('A scene with links was wanted.');
    const k = Math.floor(random() * (link.path.length - 1));
    const [a, b] = [link.path[k] ?? NOWHERE, link.path[k + 1] ?? NOWHERE];
    const share = random();
    const near = localProjection([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
    const [fromX, fromY] = planeOf(near, a);
    const [toX, toY] = planeOf(near, b);
    const along = Math.atan2(toY - fromY, toX - fromX);
    const isOnLink = i % 10 < 7;
    const offset = random() < 0.5 ? between(-1, 1) : between(-6, 6);
    const middle = isOnLink
      ? near.inverse(offset * Math.cos(along + Math.PI / 2), offset * Math.sin(along + Math.PI / 2))
      : ([between(box[0] - degrees, box[2] + degrees), between(box[1] - degrees, box[3] + degrees)] as const);
    const heading = random() < 0.4 ? along + between(-0.15, 0.15) : between(0, Math.PI);
    const coverM = isOnLink && i % 2 === 0 ? coverDepthM(link, nodes, middle) : null;
    const deep = coverM === null ? between(0.8, 6) : Math.max(0.8, coverM - between(0.1, 1.1));
    const depthM = Number(deep.toFixed(2));
    return {
      middle,
      heading,
      lengthM: between(5, 60),
      widthM: between(1, 4),
      depthM,
      batter: [0, 0, 0.33, 0.75, 1][Math.floor(random() * 5)] ?? 0,
      supportDepthM: random() < 0.4 ? depthM + Number(between(0.5, 6).toFixed(2)) : null,
      marginM: [0, 0, 0.3, 0.5][Math.floor(random() * 4)] ?? 0,
    };
  });
}

/** About how deep the top of a link lies, by the cover nearest to a place; null where it is not known. */
function coverDepthM(
  { fromAxisM, toAxisM, heightMm }: PlainLink,
  nodes: readonly PlainNode[],
  [lon, lat]: readonly [number, number],
): number | null {
  if (fromAxisM === null || toAxisM === null) return null;
  const away = (node: PlainNode) => Math.hypot((node.lon - lon) * Math.cos((lat * Math.PI) / 180), node.lat - lat);
  const covered = nodes.filter(({ coverLevelM }) => coverLevelM !== null);
  const nearest = covered.reduce((best, node) => (away(node) < away(best) ? node : best));
  return (nearest.coverLevelM ?? Number.NaN) - (fromAxisM + toAxisM) / 2 - (heightMm ?? 0) / 2000;
}

/** The floor as a closed GeoJSON ring. */
export function trenchPolygon({ middle, heading, lengthM, widthM }: Trench) {
  const plane = localProjection(middle);
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  const corner = (u: number, v: number) => [...plane.inverse(u * cos - v * sin, u * sin + v * cos)];
  const [l, w] = [lengthM / 2, widthM / 2];
  return {
    type: 'Polygon' as const,
    coordinates: [[corner(-l, -w), corner(l, -w), corner(l, w), corner(-l, w), corner(-l, -w)]],
  };
}

export function planeOf(plane: LocalProjection, [lon, lat]: readonly [number, number]): readonly [number, number] {
  const out = new Float64Array(2);
  plane.forward(lon, lat, out);
  return [out[0] ?? Number.NaN, out[1] ?? Number.NaN];
}
