import type { LiveCase } from '../live/live-case.ts';
import type { CaseAction } from '../protocol/live/case-records.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { caseStage } from './case-stage.ts';

/** How simulated crews sign what they do. */
export const SIMULATED_CREW = '模拟处置队 simulated crew';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Shares as the city of reference states them: 98.5 % handled in time, and of what is handled a few have to go back. */
const HANDLED_LATE = 0.015;
const FAILS_VERIFICATION = 0.02;
/** For a class without a time of its own. */
const USUAL_HANDLING_MS = 4 * HOUR_MS;

/** What a simulated crew does next, and when. */
export interface CrewStep {
  readonly atMs: number;
  readonly action: CaseAction;
}

/**
 * The next step of the made-up crews that work on the cases of a simulator, so that its city does not fill up with cases
 * that nobody handles. It follows from the case alone: number, stage, and how often it came there. Null for a case that is
 * over. A person may always be first; the crew goes on from there.
 */
export function simulatedCrewStep(value: LiveCase): CrewStep | null {
  const stage = caseStage(value);
  const random = seededRandom(hashOf(`${value.sourceId} ${stage} ${value.reopenedCount} ${value.returnedCount}`));
  const by = SIMULATED_CREW;
  const { steps } = value;
  const after = (sinceMs: number | null, medianMinutes: number, sigma: number): number =>
    Math.round((sinceMs ?? 0) + logNormal(medianMinutes, sigma, random.next(), random.next()) * MINUTE_MS);
  switch (stage) {
    case 'reported':
      return { atMs: after(steps.report, 4, 0.4), action: { action: 'register', by } };
    case 'registered':
      return { atMs: after(latest(steps.register, value), 2.4, 0.4), action: { action: 'dispatch', by } };
    case 'dispatched': {
      const sinceMs = steps.dispatch ?? 0;
      const allowedMs =
        value.handleDueMs === null ? USUAL_HANDLING_MS : Math.max(value.handleDueMs - sinceMs, HOUR_MS / 2);
      const spent = logNormal(0.38, 0.5, random.next(), random.next());
      const share = random.next() < HANDLED_LATE ? 1 + spent : Math.min(0.98, spent);
      return { atMs: Math.round(sinceMs + share * allowedMs), action: { action: 'handle', by } };
    }
    case 'handled': {
      const atMs = after(steps.handle, 45, 0.6);
      return value.reopenedCount === 0 && random.next() < FAILS_VERIFICATION
        ? { atMs, action: { action: 'verifyFail', by, note: '核查不通过(模拟) simulated: not yet done' } }
        : { atMs, action: { action: 'verifyPass', by } };
    }
    case 'verified':
      return { atMs: after(steps.verify, 12, 0.6), action: { action: 'close', by } };
    case 'closed':
    case 'rejected':
    case 'void':
    case 'unknown':
      return null;
  }
}

/** When a case that went back came to wait for its dispatch again: as long before that is due as a new one's. */
function latest(registerMs: number | null, { dispatchDueMs }: LiveCase): number | null {
  if (dispatchDueMs === null) return registerMs;
  return Math.max(registerMs ?? 0, dispatchDueMs - 5 * MINUTE_MS);
}

/** With that median, of two draws from [0, 1); Box and Muller 1958. */
function logNormal(median: number, sigma: number, one: number, other: number): number {
  return median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other));
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
