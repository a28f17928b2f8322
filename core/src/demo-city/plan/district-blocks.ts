import { interiorPoint } from '../../geometry/interior-point.ts';
import type { SeededRandom } from '../../random/seeded-random.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import { BEACH_M, eastOfRiverM, HARBOUR, RIVER_BANK_M, shoreYM } from '../place/shore.ts';
import { blockRing } from './block-ring.ts';
import type { Border } from './border.ts';
import type { Block, BuildPattern } from './district-plan.ts';
import { estateName } from './estate-names.ts';
import { GIVEN_USES, type GivenUse, landUseOf, type Use, ZONE_BUILDS, ZONE_YEARS } from './land-use.ts';
import { isInRing, type PlanRing, ringArea, ringCentre } from './ring-geometry.ts';
import type { TaggedRing } from './tagged-ring.ts';
import { isRiverside, zoneAt } from './zones.ts';

/** Land smaller than this is planted and left open, m2. */
const LEAST_BUILT_M2 = 1100;
/** Small houses stand on blocks no larger than this, so that each is near a street, m2. */
const MOST_SMALL_HOUSES_M2 = 15_000;
/** A use given by hand goes to a free lot this near, and no smaller than this, where its own is taken. */
const NEAREST_GIVEN_M = 400;
const LEAST_GIVEN_M2 = 6000;
/** From here on a residential block is an estate with a name of its own, m2. */
const LEAST_ESTATE_M2 = 9000;

/** Land inside the boundaries of its streets, before it has a use. */
interface Lot {
  readonly piece: TaggedRing;
  readonly ring: PlanRing;
  /** A point well inside. */
  readonly at: PlanPoint;
}

/** The pieces of land as blocks with their uses; the river between its banks is none. */
export function districtBlocks(
  pieces: readonly TaggedRing[],
  borders: readonly Border[],
  random: SeededRandom,
): readonly Block[] {
  const lots = pieces.flatMap((piece): Lot[] => {
    const ring = blockRing(piece, borders);
    const at = ring ? interiorPoint([Float64Array.from(ring.flat())]) : null;
    return ring && at && Math.abs(eastOfRiverM(at)) > RIVER_BANK_M ? [{ piece, ring, at }] : [];
  });
  const byHand = lotsGivenByHand(lots);
  let estates = 0;
  let riversides = 0;
  return lots.map((lot, i): Block => {
    const { piece, ring, at } = lot;
    const id = `B${String(i + 1).padStart(3, '0')}`;
    const given = byHand.get(lot);
    if (given) {
      const { kind, pattern, zh, en, builtYear } = given;
      return { id, ring, kind, pattern, zh, en, builtYear };
    }
    if (isRiverside(piece, borders)) {
      riversides++;
      return { id, ring, kind: 'park', pattern: 'park', builtYear: 2010, ...riversideName(riversides) };
    }
    const use = shoreUse(at) ?? zoneUse(at, ringArea(ring), random);
    if (!isEstate(use, ringArea(ring))) return { id, ring, ...use };
    return { id, ring, ...use, ...estateName(estates++, use.pattern) };
  });
}

function isEstate({ kind, pattern }: Use, areaM2: number): boolean {
  return kind === 'residential' && pattern !== 'courtyards' && pattern !== 'village' && areaM2 > LEAST_ESTATE_M2;
}

/** For each use given by hand the lot that holds its place, or else the nearest that is large enough and still free. */
function lotsGivenByHand(lots: readonly Lot[]): ReadonlyMap<Lot, GivenUse> {
  const taken = new Map<Lot, GivenUse>();
  for (const given of GIVEN_USES) {
    const holding = lots.find(({ ring }) => isInRing(given.at, ring));
    if (holding && !taken.has(holding)) {
      taken.set(holding, given);
      continue;
    }
    let nearest: Lot | null = null;
    let leastM = NEAREST_GIVEN_M;
    for (const lot of lots) {
      const apartM = distance(ringCentre(lot.ring), given.at);
      if (apartM >= leastM || taken.has(lot) || ringArea(lot.ring) < LEAST_GIVEN_M2) continue;
      leastM = apartM;
      nearest = lot;
    }
    if (nearest) taken.set(nearest, given);
  }
  return taken;
}

/** Only the longest strip carries the park's name; `districtPlaces` writes it once. */
function riversideName(count: number): { readonly zh: string | null; readonly en: string | null } {
  return count === 1 ? { zh: '滨河公园', en: 'Riverside Park' } : { zh: null, en: null };
}

function shoreUse([x, y]: PlanPoint): Use | null {
  if (x >= HARBOUR.west) return null;
  const inland = y - shoreYM(x);
  if (inland < BEACH_M) return { kind: 'beach', pattern: null, zh: null, en: null, builtYear: 1980 };
  return y < 200 && inland < 110 ? { kind: 'park', pattern: 'park', zh: null, en: null, builtYear: 2008 } : null;
}

function isOfSmallHouses(pattern: BuildPattern): boolean {
  return pattern === 'villas' || pattern === 'courtyards' || pattern === 'village';
}

function zoneUse(at: PlanPoint, areaM2: number, random: SeededRandom): Use {
  const zone = zoneAt(at);
  const picked = random.pick(ZONE_BUILDS[zone]);
  const pattern = isOfSmallHouses(picked) && areaM2 > MOST_SMALL_HOUSES_M2 ? 'slabs' : picked;
  const builtYear = Math.floor(random.between(...ZONE_YEARS[zone]));
  if (areaM2 < LEAST_BUILT_M2) return { kind: 'grass', pattern: null, zh: null, en: null, builtYear };
  return { kind: landUseOf(pattern), pattern, zh: null, en: null, builtYear };
}
