import type { SeededRandom } from '../../../random/seeded-random.ts';
import type { BlockGround, Room } from '../block-ground.ts';
import { ASTANA } from '../building-targets.ts';
import { drawnSize } from '../drawn-size.ts';
import { angle, box, comb, courtyard, type Plan } from '../footprint-shapes.ts';
import { buildFrontage } from './frontage.ts';
import { buildRow, type RowItem, rowPlaces, withLanes } from './row-building.ts';
import { roundOff } from './slab-plans.ts';

const VILLA_ROOM: Room = { setbackM: 4, gapM: 4 };
const VILLAGE_ROOM: Room = { setbackM: 3, gapM: 1.1 };
const OLD_ROOM: Room = { setbackM: 3, gapM: 1.6 };

/** Detached houses on plots of their own. */
export function buildVillas(ground: BlockGround): void {
  const { extent, random } = ground;
  const rows = { depthM: 14, spacingM: 6.5, setbackM: VILLA_ROOM.setbackM, leastM: 14 };
  for (const { y, stretch } of rowPlaces(ground, [extent.y0 + 4, extent.y1 - 4], rows)) {
    const next = (leftM: number): RowItem | null => {
      const areaM2 = Math.min(400, drawnSize(random, ASTANA.classes.low.areaM2, 0.15, 0.93));
      const lengthM = roundOff(Math.min(26, Math.sqrt(areaM2 * random.between(1.02, 1.5))));
      if (lengthM > leftM) return null;
      const deepM = roundOff(areaM2 / lengthM);
      const plan: Plan = random.chance(0.06)
        ? [angle(lengthM, deepM + 2, roundOff(deepM * 0.6))]
        : [box(lengthM, deepM)];
      const roof = random.pick(['hipped', 'hipped', 'gabled'] as const);
      return { draft: { part: 'house', plan, storeys: random.pick([1, 2, 2]), roof }, lengthM, depthM: deepM };
    };
    const turn = random.chance(0.2) ? 0.25 : 0.07;
    buildRow(ground, y, stretch, next, { gapM: 4.4, widenM: 3, stepM: 1.6, turn, room: VILLA_ROOM });
  }
}

/** Houses of a former village, wall by wall in rows that look south, with narrow ways between; some plots are empty. */
export function buildVillage(ground: BlockGround): void {
  const { extent, random } = ground;
  const depthM = 11;
  const rows = { depthM, spacingM: 4.4, setbackM: VILLAGE_ROOM.setbackM, leastM: 11 };
  for (const { y, stretch } of rowPlaces(ground, [extent.y0 + 3, extent.y1 - 3], rows)) {
    for (const piece of withLanes(ground, stretch, [34, 90], 4.5)) {
      const next = (leftM: number): RowItem | null => {
        const item = villageHouse(random, depthM);
        if (item.lengthM > leftM) return null;
        return random.chance(0.08) ? { ...item, lengthM: item.lengthM + 6 } : item;
      };
      const turn = random.chance(0.25) ? 0.12 : 0.05;
      buildRow(ground, y + random.between(-0.8, 0.8), piece, next, {
        gapM: 1.6,
        widenM: 1.6,
        stepM: 0.9,
        turn,
        room: VILLAGE_ROOM,
      });
    }
  }
}

/** The house in the north, sometimes with a wing along its yard. */
function villageHouse(random: SeededRandom, depthM: number): RowItem {
  const areaM2 = drawnSize(random, ASTANA.classes.low.areaM2, 0, 0.83);
  const deepM = roundOff(Math.min(depthM, Math.sqrt(areaM2 / random.between(1.03, 1.6))));
  const lengthM = roundOff(areaM2 / deepM);
  const storeys = random.pick([1, 1, 1, 1, 2]);
  const roof = storeys === 2 && random.chance(0.6) ? 'flat' : 'gabled';
  const lot = random.next();
  if (lot < 0.03)
    return {
      draft: { part: 'house', plan: [comb(lengthM + 3, deepM, 4.2, 2)], storeys, roof: 'gabled' },
      lengthM: lengthM + 3,
      depthM: deepM,
    };
  if (lot < 0.06)
    return {
      draft: { part: 'house', plan: [angle(lengthM + 2, deepM, 5)], storeys, roof: 'gabled' },
      lengthM: lengthM + 2,
      depthM: deepM,
    };
  return { draft: { part: 'house', plan: [box(lengthM, deepM)], storeys, roof }, lengthM, depthM: deepM };
}

/** The old quarter: houses of two or three storeys along the streets, courts of one behind them. */
export function buildCourtyards(ground: BlockGround): void {
  const { extent, random } = ground;
  buildFrontage(
    ground,
    () => {
      if (random.chance(0.07)) return null;
      const isHigh = random.chance(0.22);
      const areaM2 = isHigh
        ? drawnSize(random, ASTANA.classes.middle.areaM2, 0.05, 0.6)
        : drawnSize(random, ASTANA.classes.low.areaM2, 0.1, 0.9);
      const depthM = roundOff(Math.min(isHigh ? 14 : 11.5, Math.sqrt(areaM2 / random.between(1.1, 2.4))));
      const lengthM = roundOff(areaM2 / depthM);
      const storeys = isHigh ? random.pick([3, 3, 4]) : random.pick([1, 1, 2, 2]);
      return {
        draft: {
          part: random.chance(0.5) ? 'shops' : 'old',
          plan: [box(lengthM, depthM)],
          storeys,
          roof: isHigh ? 'hipped' : 'gabled',
        },
        lengthM,
        depthM,
      };
    },
    { setbackM: 3.1, gapM: 1.8, room: OLD_ROOM },
  );
  const depthM = 17;
  const rows = { depthM, spacingM: 4.5, setbackM: OLD_ROOM.setbackM + 13, leastM: 14 };
  for (const { y, stretch } of rowPlaces(ground, [extent.y0, extent.y1], rows)) {
    const next = (leftM: number): RowItem | null => {
      if (random.chance(0.5)) {
        const house = villageHouse(random, depthM);
        const item = { ...house, draft: { ...house.draft, part: 'old' as const } };
        return item.lengthM > leftM ? null : item;
      }
      const lengthM = roundOff(random.between(15, 24));
      const deepM = roundOff(random.between(13.5, depthM));
      const plan = courtyard(lengthM, deepM, roundOff(random.between(4, 5.2)));
      if (lengthM > leftM) return null;
      return { draft: { part: 'old', plan, storeys: random.pick([1, 1, 2]), roof: 'gabled' }, lengthM, depthM: deepM };
    };
    buildRow(ground, y, stretch, next, { gapM: 2.2, widenM: 2, stepM: 1, turn: 0.03, room: OLD_ROOM });
  }
}
