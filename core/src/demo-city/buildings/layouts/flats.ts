import type { SeededRandom } from '../../../random/seeded-random.ts';
import type { BlockGround, Room } from '../block-ground.ts';
import { PART_FACTS } from '../building-parts.ts';
import { ASTANA } from '../building-targets.ts';
import { drawnSize } from '../drawn-size.ts';
import { angle, box, comb } from '../footprint-shapes.ts';
import { buildFrontage } from './frontage.ts';
import { buildRow, type RowItem, rowPlaces } from './row-building.ts';
import { scatterBuildings } from './scatter.ts';
import { complexPlan, roundOff, slabPlan, towerPlan } from './slab-plans.ts';

/** Setback from the boundary and gap between buildings (GB 50016-2014, 5.2.2: 6 m between fire-resistant ones), metres. */
const ROOM: Room = { setbackM: 6, gapM: 7 };
const SMALL_ROOM: Room = { setbackM: 3, gapM: 4.5 };

/** Sun: open ground north of a slab, of its height (about 1.2 at this latitude for slabs of the time). */
const SUN_FACTOR = 1.2;
/** Towers throw slender shadows: hours of sun are met at less, metres. */
const TOWER_SPACING_M = 32;

/** Slabs in rows that look south, all of about one height; or joined houses about yards. */
export function buildSlabs(ground: BlockGround): void {
  const { random, extent } = ground;
  const storeys = slabStoreys(ground.block.builtYear, random);
  const [fromM, toM] = [extent.y0 + ROOM.setbackM, extent.y1 - ROOM.setbackM];
  if (random.chance(0.44)) buildYardRows(ground, fromM, toM, storeys);
  else buildSlabRows(ground, fromM, toM, storeys);
  buildPoints(ground, storeys);
  buildCommons(ground);
}

/** Slabs on the south half, towers on the north, where their shadows fall on the street. */
export function buildMixed(ground: BlockGround): void {
  const { extent, random } = ground;
  const heightM = extent.y1 - extent.y0;
  const towersM = heightM < 90 ? 0 : heightM * random.between(0.35, 0.5);
  const usual = random.pick([6, 6, 9, 9, 10, 11]);
  const toM = extent.y1 - towersM - ROOM.setbackM;
  if (usual > 7 && random.chance(0.85)) buildYardRows(ground, extent.y0 + ROOM.setbackM, toM, usual);
  else buildSlabRows(ground, extent.y0 + ROOM.setbackM, toM, usual);
  if (towersM > 0) buildTowerRows(ground, extent.y1 - towersM, extent.y1 - ROOM.setbackM);
  buildCommons(ground);
}

export function buildTowers(ground: BlockGround): void {
  const { extent, random } = ground;
  const [fromM, toM] = [extent.y0 + ROOM.setbackM, extent.y1 - ROOM.setbackM];
  if (random.chance(0.45)) buildYardRows(ground, fromM, toM, random.pick([9, 12, 16, 18]));
  else buildTowerRows(ground, fromM, toM);
  buildCommons(ground);
}

function slabStoreys(builtYear: number, random: SeededRandom): number {
  if (builtYear < 1990) return random.pick([4, 5, 5, 6]);
  if (builtYear < 2004) return random.pick([5, 6, 6, 6, 7]);
  return random.pick([6, 6, 6, 9, 11]);
}

function buildSlabRows(ground: BlockGround, fromM: number, toM: number, usualStoreys: number): void {
  const { random } = ground;
  const depthM = roundOff(random.between(12.8, 16) + (usualStoreys > 7 ? 3 : 0));
  const stepM = 1.2;
  const heightM = slabHeightM(usualStoreys);
  const rows = { depthM: depthM + 2 * stepM, spacingM: SUN_FACTOR * heightM, setbackM: ROOM.setbackM, leastM: 24 };
  let rowY = 0;
  let storeys = usualStoreys;
  for (const { y, stretch } of rowPlaces(ground, [fromM, toM], rows)) {
    if (y !== rowY) storeys = random.chance(0.12) ? Math.max(3, usualStoreys - 1) : usualStoreys;
    rowY = y;
    const next = (leftM: number): RowItem | null => {
      const sized = slabPlan(random, leftM, depthM);
      return sized && { ...sized, draft: { part: 'slab', plan: sized.plan, storeys } };
    };
    buildRow(ground, y, stretch, next, { gapM: 8, widenM: 6, stepM, turn: 0.012, room: ROOM });
  }
}

/** Joined houses of slabs, open to the south or the north. */
function buildYardRows(ground: BlockGround, fromM: number, toM: number, usualStoreys: number): void {
  const { random } = ground;
  const isHigh = usualStoreys > 6;
  const known = (isHigh ? ASTANA.classes.high : ASTANA.classes.middle).areaM2;
  const depthM = Math.min(toM - fromM, 44);
  const spacingM = SUN_FACTOR * Math.min(slabHeightM(usualStoreys), 36);
  const rows = { depthM, spacingM, setbackM: ROOM.setbackM, leastM: 40 };
  for (const { y, stretch } of rowPlaces(ground, [fromM, toM], rows)) {
    const next = (leftM: number): RowItem | null => {
      const part = usualStoreys > 11 ? 'tower' : 'slab';
      const sized =
        complexPlan(random, drawnSize(random, known, 0.68, 1), leftM, depthM) ??
        (isHigh ? towerPlan(random, leftM) : slabPlan(random, leftM, 14));
      return sized && { ...sized, draft: { part, plan: sized.plan, storeys: usualStoreys } };
    };
    buildRow(ground, y, stretch, next, { gapM: 14, widenM: 10, stepM: 0, turn: 0.012, room: ROOM });
  }
}

function slabHeightM(storeys: number): number {
  return storeys * PART_FACTS.slab.storeyM + 0.9;
}

function buildTowerRows(ground: BlockGround, fromM: number, toM: number): void {
  const { random } = ground;
  const depthM = 26;
  const rows = { depthM, spacingM: TOWER_SPACING_M, setbackM: ROOM.setbackM, leastM: 22 };
  let rowY = 0;
  let usual = 18;
  for (const { y, stretch } of rowPlaces(ground, [fromM, toM], rows)) {
    if (y !== rowY) usual = random.pick([9, 11, 11, 12, 16, 18, 18, 24, 27, 33]);
    rowY = y;
    const storeys = usual;
    const next = (leftM: number): RowItem | null => {
      const sized = towerPlan(random, leftM);
      const lower = random.chance(0.3) ? 1 : 0;
      return sized && { ...sized, draft: { part: 'tower', plan: sized.plan, storeys: storeys - lower } };
    };
    const room = { ...ROOM, gapM: 13 };
    buildRow(ground, y, stretch, next, { gapM: 15, widenM: 22, stepM: 4, turn: 0.03, room });
  }
}

/** Houses of one entrance where a row has left room. */
function buildPoints(ground: BlockGround, storeys: number): void {
  const { random, extent } = ground;
  const hectares = ((extent.x1 - extent.x0) * (extent.y1 - extent.y0)) / 10_000;
  const next = () => {
    const lengthM = roundOff(random.between(24, 40));
    return {
      part: 'slab',
      plan: [box(lengthM, roundOff(random.between(13, 19)))],
      storeys: Math.min(storeys, 6),
    } as const;
  };
  scatterBuildings(ground, Math.round(hectares * 1.2), next, { ...ROOM, gapM: 13 });
}

/** What belongs to a housing estate besides its flats: shops at the street, a nursery, rooms for services. */
function buildCommons(ground: BlockGround): void {
  const { random, extent } = ground;
  const hectares = ((extent.x1 - extent.x0) * (extent.y1 - extent.y0)) / 10_000;
  if (hectares > 2.5 && random.chance(0.6)) {
    const lengthM = roundOff(random.between(34, 46));
    const depthM = roundOff(random.between(22, 30));
    const ring = random.chance(0.5) ? angle(lengthM, depthM, 12) : comb(lengthM, depthM, 11, 2);
    scatterBuildings(ground, 1, () => ({ part: 'nursery', plan: [ring], storeys: random.pick([2, 3, 3]) }), SMALL_ROOM);
  }
  buildFrontage(
    ground,
    () => {
      if (random.chance(0.42)) return null;
      const areaM2 = drawnSize(random, ASTANA.classes.low.areaM2, 0.4, 1);
      const depthM = roundOff(Math.min(random.between(10, 17), Math.sqrt(areaM2 / 1.2)));
      const lengthM = roundOff(areaM2 / depthM);
      return {
        draft: { part: 'shops', plan: [box(lengthM, depthM)], storeys: random.pick([1, 2, 2]) },
        lengthM,
        depthM,
      };
    },
    { setbackM: 3.2, gapM: 9, room: SMALL_ROOM },
  );
  scatterBuildings(
    ground,
    Math.round(hectares * 4),
    () => {
      const areaM2 = drawnSize(random, ASTANA.classes.low.areaM2, 0, 0.6);
      const lengthM = roundOff(Math.sqrt(areaM2 * random.between(1, 1.5)));
      return { part: 'service', plan: [box(lengthM, roundOff(areaM2 / lengthM))], storeys: 1 };
    },
    SMALL_ROOM,
  );
}
