import type { AlarmSeverity } from '@undercroft/core/live/alarm';
import { ALARM_SEVERITIES } from '@undercroft/core/live/alarm';
import { create } from 'zustand';
import type { ApiError } from '../api/api-error.ts';
import { decodeDesk } from './desk-link.ts';
import { rememberedOperator } from './remembered-operator.ts';

export const DESK_TABS = ['alarms', 'cases', 'figures'] as const;
export type DeskTab = (typeof DESK_TABS)[number];

/** What the right dock tells of. */
export interface DeskSelection {
  readonly kind: 'alarm' | 'case' | 'unit';
  readonly id: string;
}

/** Which cases are listed. */
export const CASE_FILTERS = ['all', 'toDispatch', 'handling', 'toVerify', 'late'] as const;
export type CaseFilter = (typeof CASE_FILTERS)[number];

/** What was sent and is not answered yet, or was refused: shown where it was asked for, until it is done or put away. */
export interface DeskAct {
  /** Names what is being done, for its button. */
  readonly act: string;
  /** `null` while the answer is awaited. */
  readonly error: ApiError | null;
}

export interface DeskState {
  readonly open: boolean;
  readonly tab: DeskTab;
  readonly selected: DeskSelection | null;
  /** Severities that are listed. */
  readonly severities: readonly AlarmSeverity[];
  /** Only alarms that nobody has acknowledged. */
  readonly onlyOpen: boolean;
  readonly caseFilter: CaseFilter;
  /** Who sits here; empty until it was said. */
  readonly operator: string;
  /** An act waits for the operator's name. */
  readonly asksName: boolean;
  readonly feedsOpen: boolean;
  /** By what they are about: `alarm ID`, `case ID`. */
  readonly acts: ReadonlyMap<string, DeskAct>;
  /** Rises with everything that was done here: what the server tells of it is asked for anew. */
  readonly done: number;
}

const linked = decodeDesk(new URLSearchParams(window.location.search));

/** The dispatcher's desk; what changes it stands in `desk-actions.ts`. */
export const useDesk = create<DeskState>()(() => ({
  open: linked.tab !== null,
  tab: linked.tab ?? 'alarms',
  selected: linked.selected,
  severities: ALARM_SEVERITIES,
  onlyOpen: false,
  caseFilter: 'all',
  operator: rememberedOperator(),
  asksName: false,
  feedsOpen: false,
  acts: new Map(),
  done: 0,
}));
