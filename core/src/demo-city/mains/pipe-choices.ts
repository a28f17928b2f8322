import type { StreetLine } from '../plan/street.ts';
import {
  AIR_VALVE_CHAMBER,
  COMPENSATOR,
  REGULATOR,
  REGULATOR_STATION,
  TEST_POST,
  VALVE,
  VALVE_CHAMBER,
  WASHOUT_CHAMBER,
} from './device.ts';
import type { Device, DraftNode, Laying } from './draft.ts';
import {
  gasLaying,
  gasPressureMpa,
  heatLaying,
  isHeated,
  isOldLane,
  reclaimedLaying,
  streetShare,
  type Trunks,
  waterLaying,
} from './layings.ts';
import type { JunctionDevice, LineChoice, StopWish } from './line-choice.ts';
import type { Junction, Run } from './run.ts';
import { spacedWishes, startValveWish, valveWishes, wishAt } from './stop-wishes.ts';

const MOST_COVER_M = 5;

function pipeChoice(
  line: StreetLine,
  aimCoverM: number,
  leastCoverM: number,
): Pick<
  LineChoice,
  'line' | 'aimCoverM' | 'leastCoverM' | 'mostCoverM' | 'endWord' | 'junctionDevice' | 'layingsAlong'
> {
  return {
    line,
    aimCoverM,
    leastCoverM,
    mostCoverM: MOST_COVER_M,
    endWord: '盖堵',
    junctionDevice: changeChamber,
    layingsAlong: uniform,
  };
}

/** Where two lines of different size or material meet they meet in a chamber. */
function changeChamber(runs: readonly Run[]): JunctionDevice | null {
  const [first, second] = runs;
  if (first === undefined || second === undefined || runs.length > 2) return null;
  const [a, b] = [first.laying.make, second.laying.make];
  if (a.nominal === b.nominal && a.material === b.material) return null;
  return { device: VALVE_CHAMBER, otherwise: { ...VALVE_CHAMBER, shaftMm: null } };
}

export function uniform(run: Run, nodes: readonly DraftNode[]): Laying[] {
  return nodes.slice(1).map(() => run.laying);
}

/** Below the frost (0.85 m) and with room for a valve above. */
export function waterChoice(): LineChoice {
  return {
    ...pipeChoice('water', 1.2, 0.95),
    layingOf: ({ street }) => waterLaying(street),
    wishes(run) {
      const share = streetShare(run.edge.street, run.edge.index);
      const extra: StopWish[] = [];
      if (run.base.lengthM > 140 && share < 0.3) extra.push(wishAt(run, 0.42, AIR_VALVE_CHAMBER, null));
      if (run.base.lengthM > 140 && share > 0.8) extra.push(wishAt(run, 0.58, WASHOUT_CHAMBER, null));
      return [...valveWishes(run, VALVE_CHAMBER, VALVE), ...extra];
    },
  };
}

export function reclaimedChoice(): LineChoice {
  return {
    ...pipeChoice('reclaimed', 1.4, 0.95),
    layingOf: ({ street }) => (street.kind === 'arterial' ? reclaimedLaying(street) : null),
    wishes: (run) => startValveWish(run, VALVE_CHAMBER, VALVE),
  };
}

/** Supply and return lie side by side without chambers: valves and compensators are buried with them. */
export function heatChoice(isReturn: boolean): LineChoice {
  return {
    ...pipeChoice(isReturn ? 'heatReturn' : 'heatSupply', 1.2, 1),
    layingOf: ({ street }) => (isHeated(street) ? heatLaying(street, isReturn) : null),
    wishes: (run) => [...startValveWish(run, VALVE, VALVE), ...spacedWishes(run, COMPENSATOR, 180, null)],
  };
}

/** Regulators stand where a street of less pressure leaves one of more. */
export function gasChoice(trunks: Trunks): LineChoice {
  const pressure = (run: Run): number => gasPressureMpa(run.edge.street, trunks);
  const pressureAt = (junction: Junction): number => Math.max(...junction.runs.map(pressure));
  const regulator = (junction: Junction): Device => (pressureAt(junction) > 0.4 ? REGULATOR_STATION : REGULATOR);
  return {
    ...pipeChoice('gas', 1.1, 0.9),
    layingOf: ({ street }) => (isOldLane(street) ? null : gasLaying(street, trunks)),
    wishes(run) {
      const { lengthM } = run.base;
      const wishes: StopWish[] = [];
      const places = [12, 15, 18, 9, 21, 7, 5, 4].filter((m) => m < lengthM / 2 - 1);
      for (const [junction, isStart] of [[run.from, true] as const, [run.to, false] as const]) {
        if (pressureAt(junction) <= pressure(run)) continue;
        const stationsM = places.map((m) => (isStart ? m : lengthM - m));
        wishes.push({ device: regulator(junction), otherwise: null, stationsM });
      }
      wishes.push(...startValveWish(run, VALVE_CHAMBER, VALVE));
      if (run.laying.make.material === '钢' && lengthM > 90) wishes.push(wishAt(run, 0.5, TEST_POST, null));
      return wishes;
    },
    layingsAlong(run, nodes) {
      const isRegulator = (node: DraftNode | undefined): boolean =>
        node?.device?.word === REGULATOR.word || node?.device?.word === REGULATOR_STATION.word;
      const found = nodes.flatMap((node, i) => (isRegulator(node) ? [i] : []));
      const startMpa = pressureAt(run.from) > pressure(run) ? pressureAt(run.from) : null;
      const endMpa = pressureAt(run.to) > pressure(run) ? pressureAt(run.to) : null;
      const first = startMpa === null ? 0 : (found[0] ?? 0);
      const last = endMpa === null ? nodes.length - 1 : (found.at(-1) ?? nodes.length - 1);
      return nodes.slice(1).map((_, i): Laying => {
        if (i < first && startMpa !== null) return { ...run.laying, pressureMpa: startMpa };
        if (i >= last && endMpa !== null) return { ...run.laying, pressureMpa: endMpa };
        return run.laying;
      });
    },
  };
}
