import type { PlanPoint } from './plan-geometry.ts';
import { BEACH_M, eastOfRiverM, HARBOUR, QUAY_LEVEL_M, RIVER_BANK_M, RIVER_HALF_WIDTH_M, shoreYM } from './shore.ts';
import { smooth } from './smooth.ts';

/** Level of the ground behind the sea wall and how it rises inland: 0.35 % there, 0.93 % at 3 km. */
const SEA_WALL_TOP_M = 3.3;
const RISE = 0.0035;
const RISE_GROWTH_PER_M = 1e-6;

/** A low hill in the north west, a park: middle, radius and height, metres. */
const HILL = { x: 235, y: 2215, radius: 320, height: 24 } as const;

/** From the top of the river's bank to its bed, and from the bed to the water's surface, metres. */
const RIVER_DEPTH_M = 5.2;
const RIVER_WATER_M = 1.4;
/** The bed at the mouth. */
export const RIVER_MOUTH_BED_M = -2.2;

const BASIN_BED_M = -9;

/**
 * Level of the district's ground above the datum, metres; under water that of the bed. From the sea wall at 3.3 m it rises
 * to 22 m at 3 km, falls towards the river from both sides and a little towards both ends of the shore, so that every
 * drain finds its way.
 */
export function districtGroundM(at: PlanPoint): number {
  const [x, y] = at;
  const d = y - shoreYM(x);
  const natural = d >= BEACH_M ? landM(at, d) : shoreM(d);
  const river = eastOfRiverM(at);
  const dry = Math.abs(river) < RIVER_BANK_M ? channelM(at, d, natural, Math.abs(river)) : natural;
  return harbourM(at, dry);
}

/** Level of still water over the bed, metres; null where the district's ground is dry. */
export function districtWaterM(at: PlanPoint): number | null {
  const ground = districtGroundM(at);
  if (Math.abs(eastOfRiverM(at)) > RIVER_BANK_M) return ground < 0 ? 0 : null;
  const d = at[1] - shoreYM(at[0]);
  const bed = riverBedM(d, landM(at, Math.max(BEACH_M, d)));
  const surface = Math.max(0, bed + RIVER_WATER_M);
  return ground < surface ? surface : null;
}

function landM([x, y]: PlanPoint, inlandM: number): number {
  const d = inlandM - BEACH_M;
  const plain = SEA_WALL_TOP_M + RISE * d + RISE_GROWTH_PER_M * d * d;
  const back = 1.8 * Math.exp(-(((x - 1750) / 900) ** 2)) * smooth(d / 900);
  const river = eastOfRiverM([x, y]);
  const valley = (0.25 + 2.2 * smooth(d / 1600)) * Math.exp(-((river / 380) ** 2));
  const swell = 0.25 * Math.sin(y / 210 + x / 900) * smooth(d / 500);
  return plain + back + swell - valley + hillM(x, y);
}

function hillM(x: number, y: number): number {
  const share = ((x - HILL.x) ** 2 + (y - HILL.y) ** 2) / HILL.radius ** 2;
  return share >= 1 ? 0 : HILL.height * (1 - share) ** 3;
}

/** Sea bed, beach and sea wall by the distance from the water's edge, negative out at sea. */
function shoreM(d: number): number {
  if (d <= 0) return -9 * (1 - Math.exp(d / 450));
  const beach = 1.9 * (d / BEACH_M);
  return beach + (SEA_WALL_TOP_M - 1.9) * smooth((d - BEACH_M + 4) / 4);
}

function riverBedM(d: number, bankM: number): number {
  const mouth = smooth(1 - d / 900);
  return (bankM - RIVER_DEPTH_M) * (1 - mouth) + Math.min(bankM - RIVER_DEPTH_M, RIVER_MOUTH_BED_M) * mouth;
}

/** The river's channel: a bed between two banks that slope down from the top. */
function channelM(at: PlanPoint, d: number, natural: number, fromAxisM: number): number {
  const bed = Math.min(natural, riverBedM(d, d >= BEACH_M ? landM(at, d) : SEA_WALL_TOP_M));
  const floorM = RIVER_HALF_WIDTH_M - 8;
  const share = smooth((fromAxisM - floorM) / (RIVER_BANK_M - floorM));
  return bed + (natural - bed) * share;
}

/** Made ground, quays that stand upright over 3 m, and the basin. */
function harbourM([x, y]: PlanPoint, dry: number): number {
  const { west, moleY, basinWest, basinEast, basinHead } = HARBOUR;
  if (x < west - 3 || y > 600) return dry;
  const isMole = Math.min(x - west, y - moleY);
  const intoBasin = Math.min(x - basinWest, basinEast - x, basinHead - y);
  const made = Math.max(dry, QUAY_LEVEL_M);
  const inland = smooth((y - 400) / 200);
  const platform = made * (1 - inland) + dry * inland;
  const land = dry + (platform - dry) * smooth(isMole / 3);
  return land + (BASIN_BED_M - land) * smooth(intoBasin / 3);
}
