import type { BlockGround, BuildingDraft, Room } from '../block-ground.ts';
import type { BuildingPart } from '../building-parts.ts';
import { ASTANA } from '../building-targets.ts';
import { drawnSize } from '../drawn-size.ts';
import { angle, bone, bowed, box, comb, courtyard, notchedPoint, type Plan, round, tee } from '../footprint-shapes.ts';
import { buildFrontage } from './frontage.ts';
import { buildRow, type RowItem, rowPlaces } from './row-building.ts';
import { scatterBuildings } from './scatter.ts';
import { roundOff, type SizedPlan } from './slab-plans.ts';

const ROOM: Room = { setbackM: 6, gapM: 9 };
const SMALL_ROOM: Room = { setbackM: 3, gapM: 4.5 };
/** Movement joint between a tower and the podium about it, metres. */
const JOINT_M = 0.4;

/** Offices, hotels and malls, some of them a tower in the corner of a podium. */
export function buildOfficeBlock(ground: BlockGround): void {
  const { extent } = ground;
  const widthM = extent.x1 - extent.x0;
  for (const depthM of [52, 40, 30, 22]) {
    const rows = { depthM, spacingM: 16, setbackM: ROOM.setbackM, leastM: 26 };
    const places = rowPlaces(ground, [extent.y0, extent.y1], rows);
    const lengthM = places.reduce((sum, { stretch }) => sum + stretch[1] - stretch[0], 0);
    if (lengthM < 0.6 * widthM) continue;
    for (const { y, stretch } of places) buildOfficeRow(ground, y, stretch, depthM);
    break;
  }
  buildKiosks(ground, 1.5);
}

function buildOfficeRow(ground: BlockGround, y: number, [x0, x1]: readonly [number, number], depthM: number): void {
  const { random } = ground;
  for (let x = x0; x1 - x > 26; ) {
    const widthM = Math.min(x1 - x, random.between(34, 84));
    const at = [x + widthM / 2, y] as const;
    if (widthM > 46 && random.chance(0.3)) buildPodium(ground, at, widthM, depthM);
    else buildOffice(ground, at, widthM - 4, depthM);
    x += widthM + 10;
  }
}

function buildOffice(ground: BlockGround, at: BuildingDraft['at'], widthM: number, depthM: number): void {
  const { random } = ground;
  const part: BuildingPart = random.pick(['office', 'office', 'office', 'hotel', 'mall']);
  const isHigh = part !== 'mall' && random.chance(0.65);
  const { plan, lengthM } = officePlan(ground, isHigh, widthM, depthM - 4);
  const storeys = isHigh ? random.pick([8, 9, 9, 10, 12, 14, 16, 20, 24]) : random.pick([3, 4, 5, 5, 6]);
  const x = at[0] + ((widthM - lengthM) / 2) * random.between(-1, 1);
  ground.tryPlace(
    { part, plan, at: [x, at[1] + random.between(-2, 2)], turn: random.between(-0.02, 0.02), storeys },
    ROOM,
  );
}

function officePlan(ground: BlockGround, isHigh: boolean, widthM: number, depthM: number): SizedPlan {
  const { random } = ground;
  const kind = isHigh ? ASTANA.classes.high : ASTANA.classes.middle;
  const areaM2 = Math.min(drawnSize(random, kind.areaM2, 0.05, 1), widthM * depthM * 0.8);
  const lot = random.next();
  const shaped = (fill: number): SizedPlan => {
    const lengthM = roundOff(Math.min(widthM, Math.sqrt((areaM2 / fill) * random.between(1.05, 1.9))));
    return { plan: [], lengthM, depthM: roundOff(Math.min(depthM, areaM2 / fill / lengthM)) };
  };
  if (areaM2 < 900 || lot < 0.3) {
    const { lengthM, depthM: deepM } = shaped(1);
    return {
      plan: [lot < 0.12 ? notchedPoint(lengthM, deepM, roundOff(deepM * 0.12)) : box(lengthM, deepM)],
      lengthM,
      depthM: deepM,
    };
  }
  const { lengthM, depthM: deepM } = shaped(0.6);
  const wingM = roundOff(Math.min(deepM, lengthM) * 0.36);
  if (lot < 0.5) return { plan: [angle(lengthM, deepM, wingM)], lengthM, depthM: deepM };
  if (lot < 0.65) return { plan: [comb(lengthM, deepM, wingM, 2)], lengthM, depthM: deepM };
  if (lot < 0.78) return { plan: [tee(lengthM, deepM, wingM)], lengthM, depthM: deepM };
  if (lot < 0.9) return { plan: [bone(lengthM, deepM, wingM, wingM)], lengthM, depthM: deepM };
  return { plan: courtyard(lengthM, deepM, Math.max(9, wingM * 0.8)), lengthM, depthM: deepM };
}

/**
 * A mall with a tower set into its south-west corner:
 *
 * ```
 *   +-----------+
 *   |   mall    |
 *   |    +------+        the tower's own walls look to the street
 *   |    | tower|
 *   +----+------+
 * ```
 */
function buildPodium(ground: BlockGround, at: BuildingDraft['at'], widthM: number, depthM: number): void {
  const { random } = ground;
  const wide = roundOff(widthM - 2);
  const deep = roundOff(depthM - 2);
  const [towerW, towerD] = [roundOff(random.between(22, 30)), roundOff(random.between(20, 27))];
  const [x, y] = [wide / 2, deep / 2];
  const podium: Plan = [
    [
      [-x, -y],
      [x - towerW - JOINT_M, -y],
      [x - towerW - JOINT_M, -y + towerD + JOINT_M],
      [x, -y + towerD + JOINT_M],
      [x, y],
      [-x, y],
    ],
  ];
  if (!ground.tryPlace({ part: 'mall', plan: podium, at, storeys: random.pick([3, 4, 5]) }, ROOM)) return;
  ground.tryPlace(
    {
      part: random.pick(['office', 'hotel', 'office']),
      plan: [box(towerW, towerD)],
      at: [at[0] + x - towerW / 2, at[1] - y + towerD / 2],
      storeys: random.pick([18, 22, 24, 26, 28]),
    },
    { setbackM: ROOM.setbackM, gapM: JOINT_M - 0.01 },
  );
}

/** A market: a hall or two, rows of stalls, shops along the streets. */
export function buildMarket(ground: BlockGround): void {
  const { extent, random } = ground;
  const depthM = roundOff(random.between(30, 42));
  const middle = (extent.y0 + extent.y1) / 2;
  for (const stretch of ground.stretches(middle - depthM / 2, middle + depthM / 2, 20)) {
    const next = (leftM: number): RowItem | null => {
      const lengthM = roundOff(Math.min(random.between(48, 76), leftM));
      if (lengthM < 30) return null;
      return {
        draft: { part: 'market', plan: [box(lengthM, depthM)], storeys: random.pick([1, 2, 3]) },
        lengthM,
        depthM,
      };
    };
    buildRow(ground, middle, stretch, next, { gapM: 12, widenM: 10, stepM: 0, turn: 0.01, room: ROOM });
  }
  buildFrontage(
    ground,
    () => {
      if (random.chance(0.1)) return null;
      const isHigh = random.chance(0.3);
      const areaM2 = isHigh
        ? drawnSize(random, ASTANA.classes.middle.areaM2, 0, 0.5)
        : drawnSize(random, ASTANA.classes.low.areaM2, 0.2, 0.95);
      const depthM = roundOff(Math.min(15, Math.max(8, Math.sqrt(areaM2 / 2))));
      const lengthM = roundOff(areaM2 / depthM);
      return {
        draft: {
          part: 'shops',
          plan: [box(lengthM, depthM)],
          storeys: isHigh ? random.pick([3, 4, 5]) : random.pick([1, 2]),
        },
        lengthM,
        depthM,
      };
    },
    { setbackM: 3.5, gapM: 4.6, room: SMALL_ROOM },
  );
  const rows = { depthM: 6, spacingM: 5, setbackM: 18, leastM: 14 };
  for (const { y, stretch } of rowPlaces(ground, [extent.y0, extent.y1], rows)) {
    const next = (leftM: number): RowItem | null => {
      const lengthM = roundOff(Math.min(random.between(16, 40), leftM));
      if (lengthM < 14) return null;
      return { draft: { part: 'kiosk', plan: [box(lengthM, 6)], storeys: 1, roof: 'gabled' }, lengthM, depthM: 6 };
    };
    buildRow(ground, y, stretch, next, { gapM: 5, widenM: 2, stepM: 0, turn: 0, room: { setbackM: 4, gapM: 4 } });
  }
}

/** A school: teaching in the north, its field in the south or beside it, a gymnasium. */
export function buildSchool(ground: BlockGround): void {
  const { random } = ground;
  const isWide =
    tryField(ground, [random.between(96, 108), random.between(62, 70)]) ||
    tryField(ground, [72, 44]) ||
    tryField(ground, [40, 24]);
  const room = { setbackM: 6, gapM: isWide ? 8 : 6 };
  const sizes = [1, 0.85, 0.7, 0.5];
  const arms = random.pick([2, 3, 3]);
  placeSomewhere(ground, room, sizes, (scale) => {
    const lengthM = roundOff(random.between(58, 78) * scale);
    const plan = [comb(lengthM, roundOff(random.between(36, 46) * scale), roundOff(9.6), arms)];
    return { part: 'teaching', plan, storeys: random.pick([4, 5, 5]) };
  });
  placeSomewhere(ground, room, sizes, (scale) => ({
    part: 'gym',
    plan: [bowed(roundOff(40 * scale), roundOff(25 * scale), 2.5)],
    storeys: 1,
  }));
  for (const storeys of [4, 3, 5, 6]) {
    placeSomewhere(ground, room, sizes, (scale) => {
      const lengthM = roundOff(random.between(38, 62) * scale);
      const depthM = roundOff(random.between(11, 15));
      const plan = [random.chance(0.4) ? angle(lengthM, depthM * 1.9, depthM) : box(lengthM, depthM)];
      return { part: 'teaching', plan, storeys };
    });
  }
  buildKiosks(ground, 0.8);
}

function tryField(ground: BlockGround, [lengthM, depthM]: readonly [number, number]): boolean {
  const { random, extent } = ground;
  for (let attempt = 0; attempt < 30; attempt++) {
    const isAcross = attempt % 2 === 1;
    const at = [random.between(extent.x0, extent.x1), random.between(extent.y0, extent.y1)] as const;
    if (ground.tryReserve(isAcross ? box(depthM, lengthM) : box(lengthM, depthM), at, { setbackM: 5, gapM: 5 }))
      return true;
  }
  return false;
}

/** Tries ever smaller ones at many places. */
function placeSomewhere(
  ground: BlockGround,
  room: Room,
  scales: readonly number[],
  make: (scale: number) => Omit<BuildingDraft, 'at' | 'turn'>,
): void {
  const { random, extent } = ground;
  for (const scale of scales) {
    const draft = make(scale);
    for (let attempt = 0; attempt < 24; attempt++) {
      const at = [random.between(extent.x0, extent.x1), random.between(extent.y0, extent.y1)] as const;
      const turn = random.pick([0, 0, Math.PI / 2]);
      if (ground.tryPlace({ ...draft, at, turn }, room)) return;
    }
  }
}

/** A hospital: wards high, the clinic in front of them, laboratories and rooms for services. */
export function buildHospital(ground: BlockGround): void {
  const { random } = ground;
  const sizes = [1, 0.8, 0.6, 0.45];
  placeSomewhere(ground, { setbackM: 10, gapM: 14 }, sizes, (scale) => ({
    part: 'ward',
    plan: [bone(roundOff(82 * scale), roundOff(44 * scale), roundOff(20 * scale), roundOff(19 * scale))],
    storeys: random.pick([12, 14, 17]),
  }));
  placeSomewhere(ground, ROOM, sizes, (scale) => ({
    part: 'clinic',
    plan: [comb(roundOff(74 * scale), roundOff(48 * scale), roundOff(16 * scale), 3)],
    storeys: 5,
  }));
  for (const storeys of [9, 6, 4, 3, 4]) {
    placeSomewhere(ground, ROOM, sizes, (scale) => ({
      part: storeys > 6 ? 'ward' : 'clinic',
      plan: [box(roundOff(random.between(40, 62) * scale), roundOff(random.between(14, 18)))],
      storeys,
    }));
  }
  buildKiosks(ground, 1.5);
}

/** The railway station with what gathers in front of one. */
export function buildStation(ground: BlockGround): void {
  const { random } = ground;
  placeSomewhere(ground, { setbackM: 8, gapM: 20 }, [1, 0.8, 0.6, 0.4], (scale) => ({
    part: 'station',
    plan: [bowed(roundOff(128 * scale), roundOff(38 * scale), roundOff(7 * scale))],
    storeys: 2,
  }));
  for (let i = 0; i < 3; i++) {
    placeSomewhere(ground, ROOM, [1, 0.7], (scale) => {
      const lengthM = roundOff(random.between(36, 52) * scale);
      return {
        part: random.pick(['hotel', 'mall', 'office']),
        plan: [box(lengthM, roundOff(random.between(16, 24)))],
        storeys: random.pick([4, 5, 9, 12]),
      };
    });
  }
  buildKiosks(ground, 3);
}

/** Pavilions, kiosks and rooms for the gardeners. */
export function buildPark(ground: BlockGround): void {
  const { random, extent } = ground;
  const hectares = ((extent.x1 - extent.x0) * (extent.y1 - extent.y0)) / 10_000;
  scatterBuildings(
    ground,
    // A few pavilions and a tea house; more of them would litter the lawn.
    Math.min(5, Math.max(1, Math.round(hectares * 0.2))),
    () =>
      random.chance(0.4)
        ? { part: 'pavilion', plan: [round(roundOff(random.between(9, 14)), 8)], storeys: 1 }
        : {
            part: 'pavilion',
            plan: [box(roundOff(random.between(11, 18)), roundOff(random.between(8, 11)))],
            storeys: 1,
          },
    { setbackM: 8, gapM: 20 },
  );
}

function buildKiosks(ground: BlockGround, perHectare: number): void {
  const { random, extent } = ground;
  const hectares = ((extent.x1 - extent.x0) * (extent.y1 - extent.y0)) / 10_000;
  scatterBuildings(
    ground,
    Math.round(hectares * perHectare),
    () => {
      const areaM2 = drawnSize(random, ASTANA.classes.low.areaM2, 0, 0.7);
      const lengthM = roundOff(Math.sqrt(areaM2 * random.between(1, 2)));
      return { part: random.pick(['kiosk', 'service']), plan: [box(lengthM, roundOff(areaM2 / lengthM))], storeys: 1 };
    },
    SMALL_ROOM,
  );
}
