import type { LayingRules } from './line-choice.ts';
import { hasShaftRoom, type MainsWorld } from './mains-world.ts';
import type { Run, Stop } from './run.ts';

/** Stops keep this far from each other and from both junctions, metres. */
const APART_M = 1.6;
const FROM_JUNCTION_M = 3;
/** Longest stretch between two points of a line; a survey asks for 75 m at most. */
export const LONGEST_M = 70;

/** The devices wanted along a run, each at its first place with room, and plain points where the line is long. */
export function placeStops(run: Run, choice: LayingRules, world: MainsWorld): readonly Stop[] {
  const { base, network } = run;
  const stops: Stop[] = [];
  const isFree = (stationM: number): boolean =>
    stationM >= FROM_JUNCTION_M &&
    stationM <= base.lengthM - FROM_JUNCTION_M &&
    stops.every((stop) => Math.abs(stop.stationM - stationM) >= APART_M) &&
    !world.isOverWater(base.at(stationM));
  for (const { device, stationsM, otherwise } of choice.wishes(run)) {
    const free = stationsM.filter(isFree);
    const { shaftMm } = device;
    const stationM =
      shaftMm === null ? free[0] : free.find((each) => hasShaftRoom(world, base.at(each), shaftMm, network));
    if (stationM !== undefined) stops.push({ stationM, device });
    else if (otherwise !== null && free[0] !== undefined) stops.push({ stationM: free[0], device: otherwise });
  }
  stops.sort((a, b) => a.stationM - b.stationM);
  return withPlainStops(run, stops, world);
}

function withPlainStops({ base }: Run, stops: readonly Stop[], world: MainsWorld): readonly Stop[] {
  const out: Stop[] = [];
  let beforeM = 0;
  for (const stop of [...stops, { stationM: base.lengthM, device: null }]) {
    const gapM = stop.stationM - beforeM;
    const count = Math.ceil(gapM / LONGEST_M);
    for (let k = 1; k < count; k++) {
      const stationM = beforeM + (gapM * k) / count;
      if (!world.isOverWater(base.at(stationM))) out.push({ stationM, device: null });
    }
    if (stop.stationM < base.lengthM) out.push(stop);
    beforeM = stop.stationM;
  }
  return out;
}
