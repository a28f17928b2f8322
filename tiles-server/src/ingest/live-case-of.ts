import { type LiveCase, NEW_LIVE_CASE } from '@undercroft/core/live/live-case';
import type { EventInput } from '@undercroft/core/protocol/live/event-input';
import { momentOf } from './event-time.ts';

type CaseInput = Extract<EventInput, { readonly kind: 'case' }>;

/** A case as another system or a citizen reports it; what it does not say is not known. */
export function liveCaseOf(
  { id, value }: CaseInput,
  eventTimeMs: number,
  position: readonly [number, number],
): LiveCase {
  const { kind, category, title, description, channel, gridCell, component, address, department, steps, result } =
    value;
  return {
    ...NEW_LIVE_CASE,
    sourceId: id,
    kind,
    category,
    title,
    channel,
    position,
    gridCell,
    component,
    address,
    department,
    steps: {
      report: moment(steps.report) ?? eventTimeMs,
      register: moment(steps.register),
      dispatch: moment(steps.dispatch),
      handle: moment(steps.handle),
      verify: moment(steps.verify),
      close: moment(steps.close),
    },
    dispatchDueMs: moment(value.dispatchDue),
    handleDueMs: moment(value.handleDue),
    result,
    raw: description === null ? {} : { description },
  };
}

function moment(time: string | number | undefined): number | null {
  return time === undefined ? null : momentOf(time);
}
