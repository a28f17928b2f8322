import { planPointAt } from './demo-frame.ts';
import { type PlanLine, type PlanPoint, smoothLine } from './plan-geometry.ts';
import { districtCoast } from './shore.ts';

type LonLat = readonly [lon: number, lat: number];

/** The rectangle drawn around the district: the coast of Beidaihe, Haigang and Shanhaiguan; degrees. */
export const REGION = { west: 119.42, south: 39.79, east: 119.84, north: 40.05 } as const;

/** How far the district's own shore runs on beyond its edges, metres in plan. */
const OWN_SHORE = { fromX: -900, toX: 3900 } as const;

/*
 * The coast outside the district by hand, good to some 300 m, from south west to north east: the mouth of the Dai river,
 * Tiger Rocks, cape Jinshanzui and Pigeon's Nest at Beidaihe, the mouth of the Xin river, the bay before Haigang; then the
 * piers of the port, the mouth of the Shi river and the Old Dragon's Head at Shanhaiguan.
 */
const WEST: readonly LonLat[] = [
  [119.37, 39.764],
  [119.41, 39.783],
  [119.435, 39.797],
  [119.448, 39.8005],
  [119.463, 39.806],
  [119.478, 39.8108],
  [119.486, 39.8112],
  [119.49, 39.8142],
  [119.501, 39.8162],
  [119.512, 39.816],
  [119.521, 39.8128],
  [119.5265, 39.8138],
  [119.5275, 39.82],
  [119.5245, 39.829],
  [119.5288, 39.835],
  [119.525, 39.8415],
  [119.5212, 39.85],
  [119.526, 39.862],
  [119.535, 39.8735],
  [119.546, 39.886],
  [119.557, 39.8975],
  [119.567, 39.9038],
];
const PIERS: readonly LonLat[] = [
  [119.6335, 39.9178],
  [119.6415, 39.9142],
  [119.6525, 39.9085],
  [119.6555, 39.9108],
  [119.6468, 39.9192],
  [119.6545, 39.9258],
  [119.6675, 39.9262],
  [119.6718, 39.9178],
  [119.6765, 39.9188],
  [119.6785, 39.9292],
];
const EAST: readonly LonLat[] = [
  [119.6785, 39.9292],
  [119.695, 39.938],
  [119.712, 39.947],
  [119.728, 39.953],
  [119.742, 39.958],
  [119.757, 39.961],
  [119.77, 39.9625],
  [119.782, 39.965],
  [119.794, 39.9662],
  [119.7972, 39.9636],
  [119.7992, 39.967],
  [119.815, 39.975],
  [119.835, 39.985],
  [119.86, 39.998],
  [119.89, 40.01],
];
/** Spacing of the points of a natural shore, metres. */
const STEP_M = 180;

/** Far out at sea, to close the ring. */
const OPEN_SEA: readonly LonLat[] = [
  [119.89, 39.7],
  [119.37, 39.7],
];

/** The water's edge of the region in plan metres, from west to east. */
export function regionCoast(): PlanLine {
  const own = districtCoast(OWN_SHORE.fromX, OWN_SHORE.toX);
  const [first = [0, 0]] = own;
  // The natural shore is drawn smooth, the piers as they were built.
  const west = smoothLine([...WEST.map(inPlan), first], STEP_M).slice(0, -1);
  const east = smoothLine(EAST.map(inPlan), STEP_M).slice(1);
  return [...west, ...own, ...PIERS.map(inPlan), ...east];
}

/** The sea before it, anticlockwise, in plan metres. */
export function regionSea(): readonly PlanPoint[] {
  return [...regionCoast(), ...OPEN_SEA.map(inPlan)].toReversed();
}

function inPlan([lon, lat]: LonLat): PlanPoint {
  return planPointAt(lon, lat);
}
