import type { IsolationRequest } from '@undercroft/core/protocol/analysis/isolation';

/** What was found on site beyond the data: ids of valves found open, found closed, or that do not turn. */
export type ValveReports = IsolationRequest['found'];

export const NOTHING_FOUND: ValveReports = { open: [], closed: [], inoperable: [] };
