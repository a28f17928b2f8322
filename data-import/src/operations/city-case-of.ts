import {
  CASE_CHANNELS,
  CASE_KINDS,
  CASE_RESULTS,
  CASE_STEPS,
  type CaseKind,
  type CaseResult,
  type CaseStep,
  type CityCase,
} from '@undercroft/core/model/city-case';
import type { Placement } from '../placing/placement.ts';
import { readDuration, readMoment } from '../profiles/values/read-moment.ts';
import type { RawRow } from '../tables/table-format.ts';
import { componentCode, gridCode } from './china-codes.ts';
import { pointPosition } from './point-position.ts';
import type { RowReader } from './row-reader.ts';

export interface ReadCase {
  /** `null` where it has no number, no place or no kind, which is then among the row's issues. */
  readonly value: CityCase | null;
  /** A time of the row is unknown because nobody has said whose clock it is of. */
  readonly lacksClock: boolean;
}

/**
 * The case of a row. Times without a zone are of the clock so many minutes ahead of UTC; those that cannot be read stay
 * unknown, each with an issue, and steps that come before the one they follow are said to.
 */
export function cityCaseOf(
  row: RawRow,
  reader: RowReader,
  placement: Placement,
  utcOffsetMinutes: number | null,
): ReadCase {
  reader.turnTo(row);
  const sourceId = reader.id('id');
  if (sourceId === null) {
    reader.say('missing-value', 'id', `Row ${row.row} has no number of its own: one was wanted for every case.`);
    return { value: null, lacksClock: false };
  }
  reader.name(sourceId);
  const position = pointPosition(row, reader, placement, sourceId);
  if (position === null) return { value: null, lacksClock: false };
  reader.name(sourceId, position);
  const component = codeOf(reader, 'component', 'component-code', componentCode);
  const kind = kindOf(reader, component);
  if (kind === null) return { value: null, lacksClock: false };
  const times = timesOf(reader, utcOffsetMinutes);
  const { steps, lacksClock } = times;
  const value: CityCase = {
    sourceId,
    kind,
    category: categoryOf(reader),
    title: reader.text('title'),
    channel: CASE_CHANNELS.find((channel) => channel === reader.word('channel', 'caseChannel')) ?? 'unknown',
    position,
    gridCell: codeOf(reader, 'gridCell', 'grid-code', gridCode),
    component,
    address: reader.text('address'),
    department: reader.text('department'),
    steps,
    dispatchDueMs: dueOf(reader, 'dispatchDue', steps.register, utcOffsetMinutes),
    handleDueMs: dueOf(reader, 'handleDue', steps.dispatch, utcOffsetMinutes),
    result: resultOf(reader, steps),
    raw: reader.raw(),
  };
  return { value, lacksClock };
}

type CodeReading = typeof componentCode | typeof gridCode;

/** A code of the standard; one that is none is said to be and stays unknown. */
function codeOf(
  reader: RowReader,
  field: 'component' | 'gridCell',
  issueCode: 'component-code' | 'grid-code',
  read: CodeReading,
): string | null {
  const code = reader.id(field);
  if (code === null) return null;
  const reading = read(code);
  if ('parts' in reading) return code;
  reader.say(issueCode, field, `The code "${code}" ${reading.fault}.`);
  return null;
}

/** As the source says; a case about a component is one of components where it says nothing. */
function kindOf(reader: RowReader, component: string | null): CaseKind | null {
  const word = reader.word('kind', 'caseKind');
  const stated = CASE_KINDS.find((kind) => kind === word);
  if (stated !== undefined) return stated;
  if (component !== null) return 'component';
  reader.say('missing-value', 'kind', `Case "${reader.label}" is neither of components (部件) nor of events (事件).`);
  return null;
}

/** Four digits: a whole minor class, or the two of the major and of the minor class. Words are no class. */
function categoryOf(reader: RowReader): string | null {
  const major = reader.id('majorClass');
  const minor = reader.id('minorClass');
  if (minor === null) return null;
  const code = /^\d{1,2}$/.test(minor) && major !== null ? two(major) + two(minor) : minor.padStart(4, '0');
  if (/^\d{4}$/.test(code)) return code;
  reader.say('case-class', 'minorClass', `Four digits of GB/T 30428 were wanted for the class; "${code}" came.`);
  return null;
}

function two(digits: string): string {
  return digits.padStart(2, '0');
}

const STEP_FIELDS: Readonly<Record<CaseStep, string>> = {
  report: 'reportTime',
  register: 'registerTime',
  dispatch: 'dispatchTime',
  handle: 'handleTime',
  verify: 'verifyTime',
  close: 'closeTime',
};

function timesOf(reader: RowReader, clock: number | null): Pick<CityCase, 'steps'> & { readonly lacksClock: boolean } {
  let lacksClock = false;
  const steps: Record<CaseStep, number | null> = {
    report: null,
    register: null,
    dispatch: null,
    handle: null,
    verify: null,
    close: null,
  };
  let before: CaseStep | null = null;
  for (const step of CASE_STEPS) {
    const reading = readMoment(reader.cell(STEP_FIELDS[step]), clock);
    if (reading === null) continue;
    if ('fault' in reading) {
      reader.say('unreadable-date', STEP_FIELDS[step], `Case "${reader.label}": ${reading.fault} It stays unknown.`);
    } else if ('lacksClock' in reading) {
      lacksClock = true;
    } else {
      steps[step] = reading.ms;
      const last = before === null ? null : steps[before];
      if (before !== null && last !== null && reading.ms < last) {
        const early = Math.round((last - reading.ms) / 60_000);
        reader.say(
          'steps-out-of-order',
          STEP_FIELDS[step],
          `Case "${reader.label}": "${step}" was done ${early} min before "${before}", which comes first.`,
        );
      } else before = step;
    }
  }
  return { steps, lacksClock };
}

/** A moment, or a length of time from the step before; unknown where that step is. */
function dueOf(
  reader: RowReader,
  field: 'dispatchDue' | 'handleDue',
  fromMs: number | null,
  clock: number | null,
): number | null {
  const cell = reader.cell(field);
  const moment = readMoment(cell, clock);
  if (moment === null || 'lacksClock' in moment) return null;
  if ('ms' in moment) return moment.ms;
  const duration = readDuration(cell);
  if (duration === null) return null;
  if ('ms' in duration) return fromMs === null ? null : fromMs + duration.ms;
  reader.say('unreadable-date', field, `Case "${reader.label}": ${duration.fault} It stays unknown.`);
  return null;
}

/** As the source says; where it says nothing, a closed case is closed and of the others it is not known. */
function resultOf(reader: RowReader, steps: CityCase['steps']): CaseResult {
  const word = reader.word('result', 'caseResult');
  const stated = CASE_RESULTS.find((result) => result === word && result !== 'unknown');
  return stated ?? (steps.close === null ? 'unknown' : 'closed');
}
