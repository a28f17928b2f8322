import { planLonLat } from '../../place/demo-frame.ts';
import { CHINA_OFFSET_MS } from '../case-calendar.ts';
import type { LivingSignal } from '../devices.ts';
import type { LivingUnit } from '../units.ts';
import { type BeatingSource, SIMULATOR } from './beating-source.ts';
import { hashUnit } from './hash-unit.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Phases of a set of signals: both streets, straight on and turning left. */
const PHASES = 4;
/** Shortest and longest cycle, seconds. */
const CYCLE_S = [80, 124] as const;
const POSITION_PERIOD_MS = 15_000;
/** The plan's x axis runs this far north of east, degrees. */
const TURN_DEG = 18;

/** Traffic signals: an event at the beginning of every phase. */
export function signalSources(signals: readonly LivingSignal[], seed: number): readonly BeatingSource[] {
  return signals.map(({ point }, i): BeatingSource => {
    const cycleS = CYCLE_S[0] + Math.floor(hashUnit(seed, i, 11) * ((CYCLE_S[1] - CYCLE_S[0]) / PHASES)) * PHASES;
    const lastsS = cycleS / PHASES;
    return {
      periodMs: lastsS * 1000,
      offsetMs: Math.floor(hashUnit(seed, i, 12) * lastsS) * 1000,
      eventAt: (beat, eventTimeMs) => ({
        kind: 'signal',
        source: SIMULATOR,
        id: point.sourceId,
        eventTimeMs,
        sequence: beat,
        position: null,
        quality: 'good',
        value: { phase: (((beat % PHASES) + PHASES) % PHASES) + 1, lastsS },
      }),
    };
  });
}

/** Units on duty: where they are on their beat, up and down its streets; silent when off duty. */
export function unitSources(units: readonly LivingUnit[], seed: number): readonly BeatingSource[] {
  return units.map(({ point, route, speedMps, shift }, i): BeatingSource => {
    const aheadM = hashUnit(seed, i, 21) * 2 * route.lengthM;
    return {
      periodMs: POSITION_PERIOD_MS,
      offsetMs: Math.floor(hashUnit(seed, i, 22) * POSITION_PERIOD_MS),
      eventAt: (beat, eventTimeMs) => {
        if (!isOnDuty(shift, (((eventTimeMs + CHINA_OFFSET_MS) % DAY_MS) + DAY_MS) % DAY_MS)) return null;
        const wayM = (aheadM + (speedMps * eventTimeMs) / 1000) % (2 * route.lengthM);
        const isBack = wayM > route.lengthM;
        const chainageM = isBack ? 2 * route.lengthM - wayM : wayM;
        const [ux, uy] = route.direction(chainageM);
        const sign = isBack ? -1 : 1;
        const headingDeg = 90 - TURN_DEG - (Math.atan2(sign * uy, sign * ux) * 180) / Math.PI;
        return {
          kind: 'position',
          source: SIMULATOR,
          id: point.sourceId,
          eventTimeMs,
          sequence: beat,
          position: planLonLat(route.at(chainageM)),
          quality: 'good',
          value: { headingDeg: Math.round((headingDeg + 360) % 360) % 360, speedMps },
        };
      },
    };
  });
}

function isOnDuty([fromH, toH]: LivingUnit['shift'], clockMs: number): boolean {
  const hour = clockMs / HOUR_MS;
  return fromH < toH ? hour >= fromH && hour < toH : hour >= fromH || hour < toH;
}
