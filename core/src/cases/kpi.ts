import type { CaseResult, CaseStep } from '../model/city-case.ts';

/** Figures by which city management is judged, in the order in which people read them. */
export const CASE_SHARES = [
  'registered',
  'registeredInTime',
  'dispatchedInTime',
  'dispatchedRight',
  'handledInTime',
  'closedInTime',
] as const;

export type CaseShare = (typeof CASE_SHARES)[number];

/** What each is called. */
export const CASE_SHARE_NAMES: Readonly<Record<CaseShare, { readonly en: string; readonly zh: string }>> = {
  registered: { en: 'Registered', zh: '立案率' },
  registeredInTime: { en: 'Registered in time', zh: '按时立案率' },
  dispatchedInTime: { en: 'Dispatched in time', zh: '按时派遣率' },
  dispatchedRight: { en: 'Dispatched to the right department', zh: '准确派遣率' },
  handledInTime: { en: 'Handled in time', zh: '按期处置率' },
  closedInTime: { en: 'Closed in time', zh: '按期结案率' },
};

/**
 * What is known of a share. Every case stands in one of the five; the rate is `yes` of `yes` and `no`, and nothing that is
 * not known is in it. `notYet`: its time is not over. `notAsked`: it was refused or withdrawn before. `unknown`: the source
 * does not say.
 */
export interface KnownShare {
  readonly yes: number;
  readonly no: number;
  readonly notYet: number;
  readonly notAsked: number;
  readonly unknown: number;
}

export type ShareWord = keyof KnownShare;

/** What figures are made of: a case under way, or one of the tables, of which less is known. */
export interface KpiFact {
  readonly steps: Readonly<Record<CaseStep, number | null>>;
  /** When each step was due; `report` and `verify` have none here. */
  readonly dues: Readonly<Record<'register' | 'dispatch' | 'handle' | 'close', number | null>>;
  /** Steps that were too late in an earlier round. */
  readonly lateSteps: readonly CaseStep[];
  /** Null where the source does not say. */
  readonly returnedCount: number | null;
  readonly reopenedCount: number | null;
  readonly result: CaseResult;
}

/** Figures of some cases as they stand at an instant. */
export interface KpiCounts {
  readonly reported: number;
  readonly open: number;
  readonly closed: number;
  readonly rejected: number;
  /** 作废. */
  readonly withdrawn: number;
  /** Open cases whose next step is overdue; once handled, that is closing. */
  readonly overdue: number;
  readonly shares: Readonly<Record<CaseShare, KnownShare>>;
  /** 平均处置时长: from dispatching to handling, natural time; the sum, and the number of cases that it is of. */
  readonly handlingMs: { readonly sum: number; readonly known: number };
  /** Cases that were opened again, of those of which that is known. */
  readonly reopened: { readonly count: number; readonly known: number };
}

/** `yes` of `yes` and `no`; null when nothing is known. */
export function rateOf({ yes, no }: KnownShare): number | null {
  return yes + no === 0 ? null : yes / (yes + no);
}

/** Milliseconds; null when nothing is known. */
export function meanHandlingMs({ handlingMs: { sum, known } }: KpiCounts): number | null {
  return known === 0 ? null : sum / known;
}

/**
 * The definition of every figure. The store counts the same in SQL; a test holds the two against each other.
 */
export function kpiOf(facts: Iterable<KpiFact>, nowMs: number): KpiCounts {
  const shares = Object.fromEntries(CASE_SHARES.map((share) => [share, nothing()])) as Record<CaseShare, Tally>;
  const sums = { reported: 0, open: 0, closed: 0, rejected: 0, withdrawn: 0, overdue: 0 };
  const handling = { sum: 0, known: 0 };
  const reopened = { count: 0, known: 0 };
  for (const fact of facts) {
    const { steps, result, reopenedCount } = fact;
    sums.reported++;
    if (result === 'open') sums.open++;
    if (result === 'closed') sums.closed++;
    if (result === 'rejected') sums.rejected++;
    if (result === 'void') sums.withdrawn++;
    if (isOverdue(fact, nowMs)) sums.overdue++;
    for (const share of CASE_SHARES) shares[share][wordOf(share, fact, nowMs)]++;
    if (steps.dispatch !== null && steps.handle !== null) {
      handling.sum += steps.handle - steps.dispatch;
      handling.known++;
    }
    if (reopenedCount !== null) {
      reopened.known++;
      if (reopenedCount > 0) reopened.count++;
    }
  }
  return { ...sums, shares, handlingMs: handling, reopened };
}

type Tally = { -readonly [Word in ShareWord]: number };

function nothing(): Tally {
  return { yes: 0, no: 0, notYet: 0, notAsked: 0, unknown: 0 };
}

function isOverdue({ steps, dues, result }: KpiFact, nowMs: number): boolean {
  if (result !== 'open') return false;
  const dueMs =
    steps.handle !== null
      ? dues.close
      : steps.dispatch !== null
        ? dues.handle
        : steps.register !== null
          ? dues.dispatch
          : dues.register;
  return dueMs !== null && dueMs < nowMs;
}

/** In which of the five a case stands. */
function wordOf(share: CaseShare, fact: KpiFact, nowMs: number): ShareWord {
  switch (share) {
    case 'registered':
      return registeredWord(fact);
    case 'dispatchedRight':
      return rightWord(fact);
    case 'registeredInTime':
      return timeWord(fact, 'register', 'report', nowMs);
    case 'dispatchedInTime':
      return timeWord(fact, 'dispatch', 'register', nowMs);
    case 'handledInTime':
      return timeWord(fact, 'handle', 'dispatch', nowMs);
    case 'closedInTime':
      return timeWord(fact, 'close', 'dispatch', nowMs);
  }
}

function registeredWord({ steps, result }: KpiFact): ShareWord {
  if (steps.register !== null) return 'yes';
  if (result === 'rejected') return 'no';
  if (result === 'open') return 'notYet';
  return result === 'void' ? 'notAsked' : 'unknown';
}

/** Right is known when it was handled: until then the department may still send it back. */
function rightWord({ steps, returnedCount, result }: KpiFact): ShareWord {
  if (returnedCount !== null && returnedCount > 0) return 'no';
  if (returnedCount !== null && steps.handle !== null) return 'yes';
  if (steps.handle !== null) return 'unknown';
  if (result === 'open') return 'notYet';
  return result === 'rejected' || result === 'void' ? 'notAsked' : 'unknown';
}

/** A step that is overdue and not done counts as late now, not when it is done; so does what was late in an earlier round. */
function timeWord(
  { steps, dues, lateSteps, result }: KpiFact,
  step: 'register' | 'dispatch' | 'handle' | 'close',
  before: CaseStep,
  nowMs: number,
): ShareWord {
  const doneMs = steps[step];
  const dueMs = dues[step];
  if (lateSteps.includes(step)) return 'no';
  if (doneMs !== null) return dueMs === null ? 'unknown' : doneMs <= dueMs ? 'yes' : 'no';
  if (result === 'open' && dueMs !== null) return dueMs < nowMs ? 'no' : 'notYet';
  if (result === 'open') return steps[before] === null ? 'notYet' : 'unknown';
  return result === 'rejected' || result === 'void' ? 'notAsked' : 'unknown';
}
