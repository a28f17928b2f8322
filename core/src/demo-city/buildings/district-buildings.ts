import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import type { DemoSite } from '../place/demo-site.ts';
import { distance } from '../place/plan-geometry.ts';
import type { Block, DistrictPlan, PlanRing } from '../plan/district-plan.ts';
import { ringArea } from '../plan/ring-geometry.ts';
import { BlockGround, type BlockObstacles, type PlacedDraft } from './block-ground.ts';
import { buildBlock } from './block-layout.ts';
import { BuildingEntries, type BuildingEntry } from './building-entries.ts';
import { BuildingNames } from './building-names.ts';
import { type BuildingPart, PART_FACTS } from './building-parts.ts';
import type { DemoBuilding } from './demo-building.ts';
import { boxesNear, boxOf } from './plan-box.ts';
import { streetNumbers } from './street-numbers.ts';

/** What stands in a district, and what was kept open for sports. */
export interface BuiltDistrict {
  readonly buildings: readonly DemoBuilding[];
  readonly sportsFields: readonly { readonly blockId: string; readonly ring: PlanRing }[];
}

/** Height of the parapet over the uppermost storey of a flat roof, metres. */
const PARAPET_M = 0.9;
/** Buildings that are not put up where no straight way leads to a street, or only one longer than this, metres. */
const FARTHEST_M = 240;
const NEEDS_ACCESS: ReadonlySet<BuildingPart> = new Set([
  'house',
  'old',
  'shops',
  'kiosk',
  'service',
  'tank',
  'pavilion',
  'hall',
]);
/** No building is younger than the survey. */
const LATEST_YEAR = 2024;
/** Gross floor of a dwelling, and of what needs as much as one in other uses, m2. */
const DWELLING_M2 = 105;
const EQUIVALENT_M2 = 320;

/** The buildings of a district, from its blocks and the site's seed; in the order of the blocks. */
export function districtBuildings(plan: DistrictPlan, site: DemoSite): readonly DemoBuilding[] {
  return buildDistrict(plan, site).buildings;
}

/** `districtBuildings` with the fields that were kept open. */
export function buildDistrict(plan: DistrictPlan, site: DemoSite): BuiltDistrict {
  const entriesOf = new BuildingEntries(plan.network);
  const names = new BuildingNames();
  const obstacles = obstaclesIn(plan);
  const drafts: { draft: PlacedDraft; block: Block; random: SeededRandom; entry: BuildingEntry }[] = [];
  const sportsFields: { blockId: string; ring: PlanRing }[] = [];
  for (const block of plan.blocks) {
    const random = seededRandom(seedOf(block.id, site.seed));
    const ground = new BlockGround(block, obstacles(block), random);
    buildBlock(ground);
    const entries = entriesOf.of(
      block,
      ground.placed.map(({ rings }) => rings[0] ?? []),
    );
    for (const [i, draft] of ground.placed.entries()) {
      const entry = entries[i];
      if (entry && (hasAccess(entry) || !NEEDS_ACCESS.has(draft.part))) drafts.push({ draft, block, random, entry });
    }
    for (const ring of ground.reserved) sportsFields.push({ blockId: block.id, ring });
  }
  const numbers = streetNumbers(drafts.map(({ entry }) => entry));
  const buildings = drafts.map(({ draft, block, random, entry }, i): DemoBuilding => {
    const facts = PART_FACTS[draft.part];
    const roof = draft.roof ?? facts.roof;
    const heightM = draft.storeys * facts.storeyM + (roof === 'flat' ? PARAPET_M : 0) + random.between(0, 0.4);
    return {
      id: `J${String(i + 1).padStart(5, '0')}`,
      blockId: block.id,
      rings: draft.rings,
      storeys: draft.storeys,
      heightM: Math.round(heightM * 10) / 10,
      use: facts.use,
      roof,
      builtYear: builtYear(block, random),
      ...names.of(draft.part, block),
      address: `${entry.street.zh}${numbers[i] ?? 0}号`,
      households: households(draft),
      streetId: entry.street.id,
      entry: entry.at,
    };
  });
  return { buildings, sportsFields };
}

function hasAccess({ isClear, at, foot }: BuildingEntry): boolean {
  return isClear && distance(at, foot) <= FARTHEST_M;
}

function obstaclesIn({ waters, ways }: DistrictPlan): (block: Block) => BlockObstacles {
  const boxedWaters = waters.map(({ ring }) => ({ ring, box: boxOf(ring) }));
  const boxedWays = ways.map(({ line, widthM }) => ({ line, widthM, box: boxOf(line) }));
  return ({ ring }) => {
    const box = boxOf(ring);
    return {
      waters: boxedWaters.filter((each) => boxesNear(box, each.box, 20)).map((each) => each.ring),
      ways: boxedWays.filter((each) => boxesNear(box, each.box, 20)),
    };
  };
}

/** A block's own numbers: a change in one block moves nothing in another (FNV-1a over its id). */
function seedOf(id: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash;
}

function builtYear(block: Block, random: SeededRandom): number {
  const isRenewed = random.chance(0.08);
  const year = block.builtYear + Math.round(isRenewed ? random.between(8, 25) : random.between(-3, 3));
  return Math.min(LATEST_YEAR, year);
}

function households({ rings, part, storeys }: PlacedDraft): number {
  const floorM2 = storeys * rings.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0);
  if (part === 'house' || part === 'old') return Math.max(1, Math.round(floorM2 / (2 * DWELLING_M2)));
  return Math.max(1, Math.round(floorM2 / (PART_FACTS[part].use === 'residential' ? DWELLING_M2 : EQUIVALENT_M2)));
}
