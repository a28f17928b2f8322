import type { LiveCase } from '../live/live-case.ts';
import type { NextDue } from '../protocol/live/case-records.ts';
import { caseStage } from './case-stage.ts';

/** The step that is due next and when; null when the case is over. */
export function nextDue(value: LiveCase): NextDue | null {
  switch (caseStage(value)) {
    case 'reported':
      return { step: 'register', dueMs: value.registerDueMs };
    case 'registered':
      return { step: 'dispatch', dueMs: value.dispatchDueMs };
    case 'dispatched':
      return { step: 'handle', dueMs: value.handleDueMs };
    case 'handled':
      return { step: 'verify', dueMs: value.verifyDueMs };
    case 'verified':
      return { step: 'close', dueMs: value.closeDueMs };
    case 'closed':
    case 'rejected':
    case 'void':
    case 'unknown':
      return null;
  }
}
