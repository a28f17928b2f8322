import type { BlockGround, Room } from '../block-ground.ts';
import { ASTANA } from '../building-targets.ts';
import { drawnSize } from '../drawn-size.ts';
import { angle, box, round } from '../footprint-shapes.ts';
import { buildFrontage } from './frontage.ts';
import { buildRow, type RowItem, rowPlaces, withLanes } from './row-building.ts';
import { scatterBuildings } from './scatter.ts';
import { roundOff } from './slab-plans.ts';

const ROOM: Room = { setbackM: 6, gapM: 6 };

/** Works: rows of halls of very different sizes with yards between them, an office at the gate, sheds. */
export function buildHalls(ground: BlockGround): void {
  const { extent, random } = ground;
  buildOffices(ground, 3);
  for (let y = extent.y0 + ROOM.setbackM; y < extent.y1 - 20; ) {
    const depthM = roundOff(random.pick([random.between(15, 24), random.between(20, 34), random.between(32, 54)]));
    for (const stretch of ground.stretches(y, y + depthM, ROOM.setbackM)) {
      for (const piece of withLanes(ground, stretch, [70, 180], random.between(14, 30))) {
        if (!random.chance(0.16)) buildHallRow(ground, y + depthM / 2, piece, depthM);
      }
    }
    y += depthM + random.between(10, 18);
  }
  buildSheds(ground, 7);
}

function buildHallRow(ground: BlockGround, y: number, piece: readonly [number, number], depthM: number): void {
  const { random } = ground;
  const isLong = random.chance(0.35);
  const next = (leftM: number): RowItem | null => {
    const deepM = roundOff(depthM * random.between(0.7, 1));
    const lengthM = roundOff(Math.min(random.between(1.05, isLong ? 3.2 : 1.9) * deepM, leftM));
    if (lengthM < 18) return null;
    const roof = random.pick(['gabled', 'gabled', 'flat'] as const);
    const plan =
      random.chance(0.1) && lengthM > 40 ? angle(lengthM, deepM, roundOff(deepM * 0.6)) : box(lengthM, deepM);
    return { draft: { part: 'hall', plan: [plan], storeys: random.pick([1, 1, 1, 2]), roof }, lengthM, depthM: deepM };
  };
  buildRow(ground, y, piece, next, { gapM: 8, widenM: 8, stepM: 1.5, turn: 0.008, room: ROOM });
}

/** Quay: long warehouses in parallel, tanks in a group, an office. */
export function buildPort(ground: BlockGround): void {
  const { extent, random } = ground;
  buildOffices(ground, 1);
  buildTanks(ground);
  const depthM = roundOff(random.between(26, 34));
  const rows = { depthM, spacingM: 20, setbackM: ROOM.setbackM, leastM: 40 };
  for (const { y, stretch } of rowPlaces(ground, [extent.y0, extent.y1], rows)) {
    const next = (leftM: number): RowItem | null => {
      const lengthM = roundOff(Math.min(random.between(70, 130), leftM));
      if (lengthM < 40) return null;
      return { draft: { part: 'hall', plan: [box(lengthM, depthM)], storeys: 1, roof: 'gabled' }, lengthM, depthM };
    };
    buildRow(ground, y, stretch, next, { gapM: 14, widenM: 10, stepM: 0, turn: 0, room: ROOM });
  }
  buildSheds(ground, 3);
}

function buildOffices(ground: BlockGround, count: number): void {
  const { random } = ground;
  let left = count;
  buildFrontage(
    ground,
    () => {
      if (left === 0 || random.chance(0.6)) return null;
      left -= 1;
      const areaM2 = drawnSize(random, ASTANA.classes.middle.areaM2, 0.05, 0.8);
      const isAngle = random.chance(0.4);
      const wingM = roundOff(random.between(12, 16));
      const depthM = isAngle ? 2 * wingM : wingM;
      const lengthM = roundOff(Math.max(20, isAngle ? areaM2 / wingM - wingM : areaM2 / wingM));
      const plan = isAngle ? angle(lengthM, depthM, wingM) : box(lengthM, depthM);
      return { draft: { part: 'office', plan: [plan], storeys: random.pick([3, 4, 4, 5]) }, lengthM, depthM };
    },
    { setbackM: 8, gapM: 40, room: ROOM },
  );
}

/** Two rows of four, where the first of them finds room. */
function buildTanks(ground: BlockGround): void {
  const { extent, random } = ground;
  const diameterM = roundOff(random.between(16, 26));
  const pitchM = diameterM + 9;
  const plan = [round(diameterM, 24)];
  for (let attempt = 0; attempt < 12; attempt++) {
    const [x, y] = [random.between(extent.x0, extent.x1), random.between(extent.y0, extent.y1)];
    if (!ground.tryPlace({ part: 'tank', plan, at: [x, y], storeys: 1 }, ROOM)) continue;
    for (let i = 1; i < 8; i++) {
      const at = [x + (i % 4) * pitchM, y + Math.floor(i / 4) * pitchM] as const;
      ground.tryPlace({ part: 'tank', plan, at, storeys: 1 }, ROOM);
    }
    return;
  }
}

function buildSheds(ground: BlockGround, perHectare: number): void {
  const { random, extent } = ground;
  const hectares = ((extent.x1 - extent.x0) * (extent.y1 - extent.y0)) / 10_000;
  scatterBuildings(
    ground,
    Math.round(hectares * perHectare),
    () => {
      const areaM2 = drawnSize(random, ASTANA.classes.low.areaM2, 0.25, 1);
      const lengthM = roundOff(Math.sqrt(areaM2 * random.between(1, 1.9)));
      return {
        part: 'service',
        plan: [box(lengthM, roundOff(areaM2 / lengthM))],
        storeys: 1,
        roof: random.chance(0.4) ? 'gabled' : 'flat',
      };
    },
    { setbackM: 4, gapM: 4.5 },
  );
}
