import type { BlockGround, BuildingDraft, Room } from '../block-ground.ts';

/** A building that waits for its place in a row. */
export interface RowItem {
  readonly draft: Omit<BuildingDraft, 'at'>;
  /** Its extent along and across the row, metres. */
  readonly lengthM: number;
  readonly depthM: number;
}

export interface RowOptions {
  /** The least between neighbours, metres. */
  readonly gapM: number;
  /** Ground that is left over widens the gaps by this at most, metres; the rest stays at the ends. */
  readonly widenM: number;
  /** A building stands out of the row by this at most, metres either way. */
  readonly stepM: number;
  /** Its direction differs from the row's by this at most, radians either way. */
  readonly turn: number;
  readonly room: Room;
}

/**
 * Builds a row between x0 and x1 about the line y, with as many of the items that `next` offers as have room. `next` is
 * asked for one of a length it is given at most, and answers `null` when it has none.
 */
export function buildRow(
  ground: BlockGround,
  y: number,
  [x0, x1]: readonly [number, number],
  next: (leftM: number) => RowItem | null,
  { gapM, widenM, stepM, turn, room }: RowOptions,
): void {
  const items: RowItem[] = [];
  let usedM = 0;
  for (let item = next(x1 - x0); item; item = next(x1 - x0 - usedM)) {
    items.push(item);
    usedM += item.lengthM + gapM;
  }
  if (items.length === 0) return;
  const { random } = ground;
  const spareM = x1 - x0 - usedM + gapM;
  const wideM = gapM + Math.min(widenM, spareM / Math.max(1, items.length - 1));
  const endsM = x1 - x0 - usedM + gapM - (wideM - gapM) * (items.length - 1);
  let x = x0 + endsM * random.pick([0, 0.5, 0.5, 1]);
  const stepped = random.chance(0.5);
  for (const [i, item] of items.entries()) {
    const step = stepped ? stepM * (i % 2 === 0 ? 1 : -1) * random.between(0.6, 1) : random.between(-stepM, stepM) / 3;
    const draft: BuildingDraft = {
      ...item.draft,
      at: [x + item.lengthM / 2, y + step],
      turn: random.between(-turn, turn),
    };
    if (!ground.tryPlace(draft, room)) ground.tryPlace({ ...draft, at: [draft.at[0], y], turn: 0 }, room);
    x += item.lengthM + wideM;
  }
}

/** The free stretches of one row. */
export interface RowPlace {
  /** Its middle. */
  readonly y: number;
  readonly stretch: readonly [x0: number, x1: number];
}

/** Rows are tried from places this far apart, metres. */
const SHIFT_M = 4;

/**
 * Rows between two levels, each `depthM` deep with `spacingM` between them, so placed that they hold the greatest length
 * of buildings; stretches shorter than `leastM` do not count.
 */
export function rowPlaces(
  ground: BlockGround,
  [fromM, toM]: readonly [number, number],
  { depthM, spacingM, setbackM, leastM }: { depthM: number; spacingM: number; setbackM: number; leastM: number },
): readonly RowPlace[] {
  let best: readonly RowPlace[] = [];
  let mostM = 0;
  for (let shiftM = 0; shiftM < depthM + spacingM; shiftM += SHIFT_M) {
    const places: RowPlace[] = [];
    for (let y = fromM + shiftM; y + depthM <= toM; y += depthM + spacingM) {
      for (const stretch of ground.stretches(y, y + depthM, setbackM)) {
        if (stretch[1] - stretch[0] >= leastM) places.push({ y: y + depthM / 2, stretch });
      }
    }
    const lengthM = places.reduce((sum, { stretch }) => sum + stretch[1] - stretch[0], 0);
    if (lengthM <= mostM) continue;
    mostM = lengthM;
    best = places;
  }
  return best;
}

/** A stretch cut into pieces of `fromM` to `toM` with lanes of `laneM` between them. */
export function withLanes(
  ground: BlockGround,
  [x0, x1]: readonly [number, number],
  [fromM, toM]: readonly [number, number],
  laneM: number,
): readonly (readonly [x0: number, x1: number])[] {
  const out: (readonly [number, number])[] = [];
  for (let x = x0; x < x1; ) {
    const end = Math.min(x1, x + ground.random.between(fromM, toM));
    out.push([x, end]);
    x = end + laneM;
  }
  return out;
}
