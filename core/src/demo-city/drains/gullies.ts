import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import type { PipeMake } from '../network/pipe-make.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { Street } from '../plan/street.ts';
import type { StreetLines } from '../plan/street-lines.ts';
import { type DrainNode, type DrainPipe, floorMm, roofM } from './drain-draft.ts';
import { CONCRETE_CONNECTION, LARGE_CONNECTION, PLASTIC_CONNECTION } from './drain-makes.ts';
import type { DrainSetting } from './drain-setting.ts';
import type { GravityIndex } from './gravity-index.ts';

/** Ground to outer top at the kerb, metres: carriageways want 0.70 (GB 50289-2016 table 4.1.1); empty in winter. */
const GULLY_COVER_M = 0.75;
/** Fall of connections: GB 50014-2021 wants 1 % of DN200; laid a little steeper. */
const GULLY_SLOPE = 0.015;
/** A gully stands before the kerb, metres. */
const FROM_KERB_M = 0.45;
/** Gullies of a kerb stand apart by this at least, metres. */
export const GULLY_APART_M = 24;
/** Farther from its manhole a gully would want one of its own, metres. */
const FARTHEST_M = 32;
/** Vertical clearance among drains, metres: GB 50289-2016 table 4.1.14 wants 0.15. */
export const DRAIN_CLEARANCE_M = 0.17;
const GULLY_RADIUS_M = 0.4;
const SHAFT_CLEAR_M = 0.15;

interface Gully {
  readonly at: PlanPoint;
  readonly chainageM: number;
}

/** Gullies on both kerbs at the manholes of storm and combined drains, each with its connection. */
export function gullies(mains: readonly DrainPipe[], laid: GravityIndex, setting: DrainSetting): readonly DrainPipe[] {
  const random = seededRandom(setting.site.seed ^ 0x6011);
  const placed = new Map<string, Gully[]>();
  const out: DrainPipe[] = [];
  for (const [manhole, lowestM] of manholesOf(mains)) {
    for (const place of placesBeside(manhole, setting)) {
      const kerb = `${place.street.id} ${place.side}`;
      const known = placed.get(kerb) ?? [];
      if (known.some((each) => Math.abs(each.chainageM - place.chainageM) < GULLY_APART_M)) continue;
      const pipe = connection(manhole, lowestM, place, laid, setting, random);
      if (!pipe) continue;
      known.push({ at: pipe.from.at, chainageM: place.chainageM });
      placed.set(kerb, known);
      laid.add(pipe);
      laid.addShaft(pipe.from, GULLY_RADIUS_M);
      out.push(pipe);
    }
  }
  return out;
}

interface KerbPlace {
  readonly at: PlanPoint;
  readonly street: Street;
  readonly side: 1 | -1;
  readonly chainageM: number;
}

/** Along the street, metres from the manhole: where gullies are tried. Not abreast of it, where house drains come in. */
const ALONG_M = [2.5, -2.5, 5, -5];
/** A crossing's manhole serves its corners, farther off. */
const AROUND_CORNER_M = [16, -16, 21, -21];

function placesBeside(manhole: DrainNode, { lines, open }: DrainSetting): readonly KerbPlace[] {
  const { street } = manhole;
  const places: KerbPlace[] = [];
  const chainageM = lines.centre(street).chainageOf(manhole.at);
  const isCorner = !lines.isClear(manhole.at, street, 2);
  if (manhole.point === 'outfall' || distance(lines.centre(street).at(chainageM), manhole.at) > street.kerbM) return [];
  for (const side of [1, -1] as const) {
    for (const alongM of isCorner ? AROUND_CORNER_M : ALONG_M) {
      const place = kerbPlace(street, side, chainageM + alongM, lines);
      if (!place || open.isInCarriageway(place.at, [street], 0.6)) continue;
      places.push(place);
      if (!isCorner) break;
    }
  }
  return places;
}

function kerbPlace(street: Street, side: 1 | -1, chainageM: number, lines: StreetLines): KerbPlace | null {
  if (chainageM < 1 || chainageM > street.lengthM - 1) return null;
  return { at: lines.centre(street).at(chainageM, side * (street.kerbM - FROM_KERB_M)), street, side, chainageM };
}

function connection(
  manhole: DrainNode,
  lowestM: number,
  { at, street }: KerbPlace,
  laid: GravityIndex,
  { nodes, site }: DrainSetting,
  random: SeededRandom,
): DrainPipe | null {
  const lengthM = distance(at, manhole.at);
  if (lengthM < 1.2 || lengthM > FARTHEST_M) return null;
  const make = makeOf(manhole.builtYear, random);
  const groundM = Math.min(site.groundLevelM(at), manhole.groundM + GULLY_SLOPE * lengthM);
  const fromLevelM = floorMm(groundM - GULLY_COVER_M - roofM(make));
  const toLevelM = floorMm(fromLevelM - GULLY_SLOPE * lengthM);
  if (toLevelM < lowestM) return null;
  const proposed = { a: at, b: manhole.at, make, fromLevelM, toLevelM, ends: [manhole] };
  if (laid.leastGapM(proposed) < DRAIN_CLEARANCE_M || !laid.hasShaftRoom(proposed, SHAFT_CLEAR_M)) return null;
  if (!laid.hasRoomFor(at, GULLY_RADIUS_M, SHAFT_CLEAR_M, [manhole])) return null;
  const from = nodes.make(manhole.utility, 'gully', at, street, { builtYear: manhole.builtYear });
  return {
    utility: manhole.utility,
    use: 'branch',
    from,
    to: manhole,
    make,
    lengthM,
    fromLevelM,
    toLevelM,
    street,
    builtYear: manhole.builtYear,
    abandoned: false,
    isPressed: false,
  };
}

function makeOf(builtYear: number, random: SeededRandom): PipeMake {
  if (builtYear < 1996) return CONCRETE_CONNECTION;
  return random.chance(0.15) ? LARGE_CONNECTION : PLASTIC_CONNECTION;
}

/** Manholes of drains with the lowest invert in each, in the order of the drains. */
export function manholesOf(pipes: readonly DrainPipe[]): ReadonlyMap<DrainNode, number> {
  const lowest = new Map<DrainNode, number>();
  for (const pipe of pipes) {
    if (pipe.isPressed || pipe.from.point !== 'manhole') continue;
    lowest.set(pipe.from, Math.min(lowest.get(pipe.from) ?? Number.POSITIVE_INFINITY, pipe.fromLevelM));
  }
  return lowest;
}
