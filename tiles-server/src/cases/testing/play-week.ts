import { type CaseAction, type CaseRecordAnswer, caseRecordSchema } from '@undercroft/core/protocol/live/case-records';
import { routePath } from '@undercroft/core/protocol/routes';
import type { ServedDesk } from './served-desk.ts';

/** `9/21 09:00` of the week. */
export function at(text: string): number {
  const [, month, day, time] = /^(\d+)\/(\d+) (.+)$/.exec(text) ?? [];
  return Date.parse(`2026-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}T${time}:00+08:00`);
}

const KINDS = {
  rubbish: { kind: 'event', category: '0102' },
  road: { kind: 'event', category: '0104' },
  cover: { kind: 'component', category: '0102' },
  classless: { kind: 'component', category: null },
} as const;

/** Two streets of one cell each; the third place lies in no cell. */
export const PLACES = { one: [119.6, 39.93], two: [119.62, 39.93], outside: [119.7, 39.93] } as const;

/** A case of the week: where, what, when reported, and what was done with it when. */
export type WeekLine = readonly [
  name: string,
  place: keyof typeof PLACES,
  kind: keyof typeof KINDS,
  reported: string,
  ...steps: readonly (readonly [action: string, time: string])[],
];

/** Who is named where no rule says it, and where the wrong one is. */
export const ROADS = '市政设施管理单位';

function actionOf(word: string): CaseAction {
  const by = '调度员';
  const note = 'by hand';
  switch (word) {
    case 'wrong':
      return { action: 'dispatch', by, department: ROADS };
    case 'roads':
      return { action: 'dispatch', by, department: ROADS };
    case 'register':
    case 'dispatch':
    case 'handle':
    case 'verifyPass':
    case 'close':
      return { action: word, by };
    case 'reject':
    case 'return':
    case 'verifyFail':
    case 'reopen':
    case 'withdraw':
      return { action: word, by, note };
  }
  throw new RangeError(word);
}

/** Plays the week through the interface and resolves to the tracking number of each case by its name here. */
export async function played(
  desk: ServedDesk,
  scene: string,
  week: readonly WeekLine[],
): Promise<ReadonlyMap<string, string>> {
  const numbers = new Map<string, string>();
  for (const [name, place, kind, reported, ...steps] of week) {
    desk.clock.nowMs = at(reported);
    const body = { ...KINDS[kind], channel: 'hotline', position: PLACES[place], by: '值班员' };
    let record: CaseRecordAnswer = await desk.post(routePath('caseRecords', { scene }), body, 201, caseRecordSchema);
    const id = record.case.sourceId;
    numbers.set(name, id);
    for (const [word, time] of steps) {
      desk.clock.nowMs = at(time);
      const request = { version: record.version, step: actionOf(word) };
      record = await desk.post(routePath('caseSteps', { scene, id }), request, 200, caseRecordSchema);
    }
  }
  return numbers;
}
