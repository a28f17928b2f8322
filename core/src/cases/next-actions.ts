import type { LiveCase } from '../live/live-case.ts';
import type { CaseActionName } from '../protocol/live/case-records.ts';
import { type CaseStage, caseStage } from './case-stage.ts';

const ACTIONS: Readonly<Record<CaseStage, readonly CaseActionName[]>> = {
  // One tap dispatches: what is dispatched is registered with it.
  reported: ['register', 'dispatch', 'reject', 'withdraw', 'addNote'],
  registered: ['dispatch', 'withdraw', 'addNote'],
  dispatched: ['handle', 'redispatch', 'return', 'withdraw', 'addNote'],
  handled: ['verifyPass', 'verifyFail', 'addNote'],
  verified: ['close', 'verifyFail', 'addNote'],
  closed: ['reopen', 'addNote'],
  rejected: ['reopen', 'addNote'],
  void: ['addNote'],
  unknown: [],
};

/** What can be done with a case as it stands, the usual first. */
export function nextActions(value: Pick<LiveCase, 'steps' | 'result'>): readonly CaseActionName[] {
  return ACTIONS[caseStage(value)];
}
