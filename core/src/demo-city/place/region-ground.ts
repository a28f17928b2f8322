import { coastDistance } from './coast-distance.ts';
import { planPointAt } from './demo-frame.ts';
import { districtGroundM, districtWaterM } from './demo-ground.ts';
import { SITE_SIDE_M } from './demo-site.ts';
import type { PlanPoint } from './plan-geometry.ts';
import { smooth } from './smooth.ts';

/** How far beyond its edges the district's ground passes into that of the region, metres. */
const BLEND_M = 1200;

/** The plain rises inland: 0.35 % at the shore, 0.6 % from `STEADY_M` on. */
const SHORE_LEVEL_M = 3.1;
const RISE = 0.0035;
const STEADY_M = 1250;
const STEADY_RISE = 0.006;

/** The Yanshan's foothills: where they begin and where they stand in full, metres north of the district's middle. */
const FOOTHILLS = { fromNorthM: 6800, fullNorthM: 14_500 } as const;

/** Single hills: place, height and reach, metres. Lianfeng hill at Beidaihe, Jiao hill and Changshou hill. */
const HILLS = [
  [119.462, 39.8265, 122, 900],
  [119.479, 39.8275, 78, 620],
  [119.735, 40.0285, 330, 1700],
  [119.797, 40.041, 240, 1800],
  [119.512, 39.955, 46, 900],
  [119.655, 39.972, 38, 1100],
] as const;

/** The ground of the whole region. */
export interface RegionGround {
  /** Level above the datum, metres; under water that of the bed. The district's own ground inside it. */
  readonly groundLevelM: (at: PlanPoint) => number;
  /** What is seen from above: the ground, or the water's surface over it. */
  readonly surfaceLevelM: (at: PlanPoint) => number;
}

const TURN = (18 * Math.PI) / 180;

/** Prepares the region's ground: takes a tenth of a second once, then a microsecond a place. */
export function regionGround(): RegionGround {
  const inland = coastDistance();
  const hills = HILLS.map(([lon, lat, heightM, reachM]) => ({ at: planPointAt(lon, lat), heightM, reachM }));
  const coarse = (at: PlanPoint): number => {
    const d = inland(at);
    if (d <= 0) return -12 * (1 - Math.exp(d / 700));
    const rise = d < STEADY_M ? RISE * d + 1e-6 * d * d : STEADY_RISE * (d - STEADY_M) + 5.94;
    let level = SHORE_LEVEL_M * smooth(d / 60) + rise;
    for (const hill of hills) {
      const dx = at[0] - hill.at[0];
      const dy = at[1] - hill.at[1];
      if (Math.abs(dx) > 1.5 * hill.reachM || Math.abs(dy) > 1.5 * hill.reachM) continue;
      // No hill is a cone: a slow noise pushes its outline in and out.
      const wider = 0.65 + 0.7 * turnedNoise(at[0], at[1], hill.reachM * 0.7, 0.9);
      const share = (dx * dx + dy * dy) / (wider * hill.reachM) ** 2;
      if (share < 1) level += hill.heightM * (1 - share) ** 3 * smooth(d / 150);
    }
    return level + foothillsM(at);
  };
  const groundLevelM = (at: PlanPoint): number => {
    const share = ownShare(at);
    if (share >= 1) return districtGroundM(at);
    if (share <= 0) return coarse(at);
    return districtGroundM(at) * share + coarse(at) * (1 - share);
  };
  return {
    groundLevelM,
    surfaceLevelM: (at) => {
      // Half the region is open sea: no need to ask how deep.
      if (ownShare(at) <= 0 && inland(at) <= 0) return 0;
      const ground = groundLevelM(at);
      const water = ownShare(at) > 0 ? districtWaterM(at) : null;
      return Math.max(ground, 0, water ?? ground);
    },
  };
}

/** 1 in the district, 0 far outside. */
function ownShare([x, y]: PlanPoint): number {
  const outside = Math.max(-x, x - SITE_SIDE_M, y - SITE_SIDE_M, 0);
  return outside >= BLEND_M ? 0 : 1 - smooth(outside / BLEND_M);
}

function foothillsM([x, y]: PlanPoint): number {
  const dx = x - SITE_SIDE_M / 2;
  const dy = y - SITE_SIDE_M / 2;
  const north = dx * Math.sin(TURN) + dy * Math.cos(TURN);
  const east = dx * Math.cos(TURN) - dy * Math.sin(TURN);
  // The foot of the hills lies farther north in the east.
  const from = FOOTHILLS.fromNorthM + 0.1 * Math.max(0, east) + 900 * Math.sin(east / 5200);
  if (north <= from) return 0;
  const share = smooth((north - from) / (FOOTHILLS.fullNorthM - FOOTHILLS.fromNorthM));
  // Every kind of form lies turned against the lattice and against the others, and is bent by a slow noise.
  const bendM = 900 * (noise(east / 3100 + 5.2, north / 3100 + 2.6) - 0.5);
  const ridges = ridge(turnedNoise(east + bendM, north - bendM, 2400, 0.5));
  const spurs = ridge(turnedNoise(east - bendM, north + bendM, 1000, 1.2));
  const gullies = ridge(turnedNoise(east, north, 430, 2.1));
  return share * (25 + 230 * ridges * ridges + 100 * spurs * (0.3 + ridges) + 34 * gullies * (0.2 + spurs));
}

/** 1 along the lines where a noise is at its middle, 0 far from them: crests. */
function ridge(value: number): number {
  return 1 - Math.abs(2 * value - 1);
}

function turnedNoise(east: number, north: number, sizeM: number, turn: number): number {
  const cos = Math.cos(turn) / sizeM;
  const sin = Math.sin(turn) / sizeM;
  return noise(east * cos - north * sin, east * sin + north * cos);
}

/** Smooth noise between 0 and 1: values at whole places, interpolated. */
function noise(x: number, y: number): number {
  const i = Math.floor(x);
  const j = Math.floor(y);
  const s = smooth(x - i);
  const t = smooth(y - j);
  const below = valueAt(i, j) * (1 - s) + valueAt(i + 1, j) * s;
  const above = valueAt(i, j + 1) * (1 - s) + valueAt(i + 1, j + 1) * s;
  return below * (1 - t) + above * t;
}

function valueAt(i: number, j: number): number {
  let mixed = Math.imul(i, 0x27d4_eb2d) ^ Math.imul(j, 0x1656_67b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
}
