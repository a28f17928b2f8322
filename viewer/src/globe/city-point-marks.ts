import { Cartesian3 } from '@cesium/engine';
import type { MapPoint } from '../map-painter/painter-protocol.ts';
import { FINEST_POINT_ZOOM } from './city-point-tiles.ts';
import { groupPoints, type PointGroup } from './group-points.ts';

/** A sign in the world: one point, or several that stand too near to each other to be told apart. */
export interface PointMark {
  readonly points: readonly MapPoint[];
  readonly lon: number;
  readonly lat: number;
  readonly at: Cartesian3;
  /** Ground below it, where it stands clearly above or below that; else `null`. */
  readonly foot: Cartesian3 | null;
  /** Where a camera looks: its place, then along an arc before it; `null` where no heading is stated. */
  readonly wedge: readonly Cartesian3[] | null;
  /** Moved aside on the screen so that those at one place can be told apart, CSS pixels. */
  readonly asideX: number;
  readonly asideY: number;
  readonly distanceM: number;
}

export interface MarkGround {
  /** Ellipsoidal height of the drawn ground, metres. */
  heightAt(lon: number, lat: number): number;
  readonly geoidOffsetM: number;
}

/** Signs nearer to each other than this are one, CSS pixels. */
const GROUP_PX = 31;

/** Zooms are told apart by so much: what lies a little farther is grouped alike. */
const ZOOM_STEP = 0.5;

/** Ground seen at a flat angle is crowded; beyond this many times as long as high nothing is added for it. */
const FLATTEST = 16;

/** Nearer to the ground an eye is reckoned to be here, metres. */
const LEAST_ABOVE_M = 2;

/** At one place so many at most are set apart; more stay a group. */
const MOST_ASIDE = 14;
const ASIDE_LEAST_PX = 15;
const ASIDE_EACH_PX = 24;

/** Length of a camera's wedge, CSS pixels, and half its angle where the angle of view is not told, degrees. */
const WEDGE_PX = 34;
const WEDGE_HALF_DEG = 26;
const WEDGE_STEPS = 6;

/** A device stands on a stem when it is so far from the ground, metres. */
const STEM_FROM_M = 0.8;

const METRES_A_DEGREE = 111_320;
const DEGREE = Math.PI / 180;

/** Where a view is seen from. */
export interface PointEye {
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Metres above the ground. */
  readonly aboveM: number;
  /** Metres a CSS pixel is wide at a distance of one metre. */
  readonly pixelSizeM: number;
}

/** Points with the zoom they are grouped for. */
export interface MarkGroup extends PointGroup<MapPoint> {
  readonly zoom: number;
}

/**
 * The groups of a view; those of one are points that stand alone. Each point is grouped for the scale it has on the screen
 * at its own distance, so that far signs stand no closer to each other than near ones.
 */
export function pointGroups(points: readonly MapPoint[], eye: PointEye): readonly MarkGroup[] {
  const byZoom = new Map<number, MapPoint[]>();
  for (const point of points) {
    const zoom = ownZoom(point, eye);
    const there = byZoom.get(zoom);
    if (there === undefined) byZoom.set(zoom, [point]);
    else there.push(point);
  }
  return [...byZoom].flatMap(([zoom, alike]) =>
    groupPoints(alike, zoom, GROUP_PX).map((group) => ({ ...group, zoom })),
  );
}

/** The zoom whose map shows the ground at a place as large as it is seen, held at the finest told apart. */
export function ownZoom({ lon, lat }: Pick<MapPoint, 'lon' | 'lat'>, eye: PointEye): number {
  const shrink = Math.cos(eye.lat * DEGREE);
  const aboveM = Math.max(LEAST_ABOVE_M, eye.aboveM);
  const east = (lon - eye.lon) * METRES_A_DEGREE * shrink;
  const distanceM = Math.hypot(east, (lat - eye.lat) * METRES_A_DEGREE, aboveM);
  const metresPerPixel = eye.pixelSizeM * distanceM * Math.sqrt(Math.min(FLATTEST, distanceM / aboveM));
  const zoom = Math.log2((360 * METRES_A_DEGREE * shrink) / (TILE_PX * metresPerPixel));
  return Math.min(FINEST_POINT_ZOOM, Math.floor(zoom / ZOOM_STEP) * ZOOM_STEP);
}

/** Style pixels of a tile's side. */
const TILE_PX = 512;

/** The signs of a group: one, or at the finest zoom one for each of a few at one place, in a ring. */
export function groupMarks(
  group: MarkGroup,
  ground: MarkGround,
  eye: Cartesian3,
  pixelSizeM: number,
): readonly PointMark[] {
  const [first] = group.points;
  if (first !== undefined && group.points.length === 1) {
    return [markOf(first, { x: 0, y: 0 }, ground, eye, pixelSizeM)];
  }
  const { length } = group.points;
  if (group.zoom >= FINEST_POINT_ZOOM && length <= MOST_ASIDE) {
    const ringPx = Math.max(ASIDE_LEAST_PX, (length * ASIDE_EACH_PX) / (2 * Math.PI));
    return group.points.map((point, i) => {
      const angle = (i / length) * 2 * Math.PI - Math.PI / 2;
      const aside = { x: Math.cos(angle) * ringPx, y: Math.sin(angle) * ringPx };
      return markOf(point, aside, ground, eye, pixelSizeM);
    });
  }
  const at = Cartesian3.fromDegrees(group.lon, group.lat, ground.heightAt(group.lon, group.lat));
  const distanceM = Cartesian3.distance(at, eye);
  const { points, lon, lat } = group;
  return [{ points, lon, lat, at, foot: null, wedge: null, asideX: 0, asideY: 0, distanceM }];
}

function markOf(
  point: MapPoint,
  aside: { readonly x: number; readonly y: number },
  ground: MarkGround,
  eye: Cartesian3,
  pixelSizeM: number,
): PointMark {
  const { lon, lat, headingDeg } = point;
  const groundM = ground.heightAt(lon, lat);
  const heightM = deviceHeightM(point, groundM, ground.geoidOffsetM);
  const at = Cartesian3.fromDegrees(lon, lat, heightM);
  const distanceM = Cartesian3.distance(at, eye);
  return {
    points: [point],
    lon,
    lat,
    at,
    foot: Math.abs(heightM - groundM) < STEM_FROM_M ? null : Cartesian3.fromDegrees(lon, lat, groundM),
    wedge:
      headingDeg === null
        ? null
        : sector(lon, lat, heightM, headingDeg, 2 * WEDGE_HALF_DEG, WEDGE_PX * pixelSizeM * distanceM),
    asideX: aside.x,
    asideY: aside.y,
    distanceM,
  };
}

/** Ellipsoidal height a device is drawn at: by its level, else by its height above the ground, else on the ground, metres. */
export function deviceHeightM(
  { levelM, heightM }: Pick<MapPoint, 'levelM' | 'heightM'>,
  groundM: number,
  geoidOffsetM: number,
): number {
  return levelM === null ? groundM + (heightM ?? 0) : levelM + geoidOffsetM;
}

/** A level sector: its point, then its arc from the left to the right. */
export function sector(
  lon: number,
  lat: number,
  heightM: number,
  headingDeg: number,
  angleDeg: number,
  radiusM: number,
): readonly Cartesian3[] {
  const arc = Array.from({ length: WEDGE_STEPS + 1 }, (_, i) => {
    const bearing = (headingDeg + (i / WEDGE_STEPS - 0.5) * angleDeg) * DEGREE;
    const east = (Math.sin(bearing) * radiusM) / (METRES_A_DEGREE * Math.cos(lat * DEGREE));
    const north = (Math.cos(bearing) * radiusM) / METRES_A_DEGREE;
    return Cartesian3.fromDegrees(lon + east, lat + north, heightM);
  });
  return [Cartesian3.fromDegrees(lon, lat, heightM), ...arc];
}
