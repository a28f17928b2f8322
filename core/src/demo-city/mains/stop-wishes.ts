import type { Device } from './draft.ts';
import type { StopWish } from './line-choice.ts';
import type { Run } from './run.ts';

/** Beyond the meeting: behind the lines of the street that crosses, metres. */
const VALVE_PLACES_M = [4.5, 6, 8, 10.5, 13, 16, 19, 22, 26, 30];
/** Runs shorter than this have one valve in their middle, metres. */
const SHORT_RUN_M = 45;

/** A valve at each end at which others meet, so that every stretch between two crossings can be shut by itself. */
export function valveWishes(run: Run, device: Device, otherwise: Device): readonly StopWish[] {
  const { lengthM } = run.base;
  const wish = (stationsM: readonly number[]): StopWish => ({ device, otherwise, stationsM });
  if (lengthM < SHORT_RUN_M) return [wish(around(lengthM / 2, [0, 3, -3, 6, -6]))];
  const wishes: StopWish[] = [];
  if (run.from.runs.length > 1) wishes.push(wish(VALVE_PLACES_M));
  if (run.to.runs.length > 1) wishes.push(wish(VALVE_PLACES_M.map((m) => lengthM - m)));
  return wishes;
}

/** A valve at the start only, where others meet there: a stretch is shut by it and by those of its neighbours. */
export function startValveWish(run: Run, device: Device, otherwise: Device): readonly StopWish[] {
  return run.from.runs.length > 1 ? [{ device, otherwise, stationsM: VALVE_PLACES_M }] : [];
}

const SHIFTS_M = [0, 2, -2, 4, -4, 6, -6, 8, -8];

/** The same thing evenly along a run, `everyM` apart or less, with none at its ends. */
export function spacedWishes(run: Run, device: Device, everyM: number, otherwise: Device | null): readonly StopWish[] {
  const { lengthM } = run.base;
  const count = Math.ceil(lengthM / everyM);
  const wishes: StopWish[] = [];
  for (let k = 1; k < count; k++)
    wishes.push({ device, otherwise, stationsM: around((lengthM * k) / count, SHIFTS_M) });
  return wishes;
}

/** One near a share of the run's length. */
export function wishAt(run: Run, share: number, device: Device, otherwise: Device | null): StopWish {
  return { device, otherwise, stationsM: around(run.base.lengthM * share, SHIFTS_M) };
}

function around(stationM: number, shiftsM: readonly number[]): readonly number[] {
  return shiftsM.map((shiftM) => stationM + shiftM);
}
