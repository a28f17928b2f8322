import type { AlarmSeverity } from '@undercroft/core/live/alarm';
import { ALARM_SEVERITIES } from '@undercroft/core/live/alarm';
import type { CaseAction } from '@undercroft/core/protocol/live/case-records';
import { asApiError } from '../api/api-error.ts';
import { clearCase, closeCases } from '../cases/case-actions.ts';
import { closeData } from '../data/data-actions.ts';
import { putAlarm, putCase } from '../live/live-actions.ts';
import { closePits } from '../pit/pit-actions.ts';
import { clearSelection } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { deskClient } from './desk-client.ts';
import { type CaseFilter, type DeskAct, type DeskSelection, type DeskTab, useDesk } from './desk-store.ts';
import { rememberOperator } from './remembered-operator.ts';

export const deskApi = deskClient();
const { getState, setState } = useDesk;

/** The layers were open when the desk took their place. */
let layersWereOpen = false;

export function openDesk(tab?: DeskTab): void {
  if (tab !== undefined) setState({ tab });
  if (getState().open) return;
  closeData();
  closePits();
  closeCases();
  layersWereOpen = useApp.getState().layersOpen;
  useApp.setState({ layersOpen: false });
  setState({ open: true });
}

/** False when it was not open. */
export function closeDesk(): boolean {
  if (!getState().open) return false;
  setState({ open: false, selected: null });
  if (layersWereOpen) useApp.setState({ layersOpen: true });
  return true;
}

/** Selects an alarm, a case or a unit; whatever else is selected is let go. */
export function watch(selected: DeskSelection): void {
  clearSelection();
  clearCase();
  setState({ selected });
}

/** False when nothing was. */
export function unwatch(): boolean {
  if (getState().selected === null) return false;
  setState({ selected: null });
  return true;
}

export function chooseTab(tab: DeskTab): void {
  setState({ tab });
}

export function chooseCases(caseFilter: CaseFilter): void {
  setState({ caseFilter });
}

/** Lists a severity or leaves it out; the last one that is left out brings all back. */
export function toggleSeverity(severity: AlarmSeverity): void {
  const { severities } = getState();
  const next = ALARM_SEVERITIES.filter((each) => severities.includes(each) !== (each === severity));
  setState({ severities: next.length === 0 ? ALARM_SEVERITIES : next });
}

export function setOnlyOpen(onlyOpen: boolean): void {
  setState({ onlyOpen });
}

/** Says who sits here, and does what waited for that. */
export function setOperator(name: string): void {
  const operator = name.trim().slice(0, 80);
  if (operator !== '') rememberOperator(operator);
  setState({ operator, asksName: false });
  const act = waiting;
  waiting = null;
  if (operator !== '' && act !== null) act(operator);
}

/** Lets go of what waited for a name. */
export function stopAsking(): void {
  waiting = null;
  setState({ asksName: false });
}

export function askName(): void {
  setState({ asksName: true });
}

/** What waits for the operator's name. */
let waiting: ((by: string) => void) | null = null;

/** Does something in somebody's name; asks for it first where it is not known. */
function inName(act: (by: string) => void): void {
  const { operator } = getState();
  if (operator !== '') {
    act(operator);
    return;
  }
  waiting = act;
  setState({ asksName: true });
}

/** Puts away what could not be done. */
export function dismiss(about: string): void {
  put(about, null);
}

function put(about: string, act: DeskAct | null): void {
  const acts = new Map(getState().acts);
  if (act === null) acts.delete(about);
  else acts.set(about, act);
  setState({ acts });
}

/** Says that it is under way, and whether it was done; one thing at a time about one thing. */
async function run(about: string, act: string, work: (scene: string) => Promise<void>): Promise<void> {
  const { loading } = useApp.getState();
  const held = getState().acts.get(about);
  if (loading.state !== 'ready' || (held !== undefined && held.error === null)) return;
  put(about, { act, error: null });
  try {
    await work(loading.scene.id);
    put(about, null);
  } catch (error) {
    put(about, { act, error: asApiError(error) });
  }
  setState({ done: getState().done + 1 });
}

export function acknowledge(alarmId: string): void {
  inName((by) => {
    void run(`alarm ${alarmId}`, 'acknowledge', async (scene) => {
      putAlarm((await deskApi.acknowledge(scene, alarmId, by)).alarm);
    });
  });
}

export function closeAlarm(alarmId: string, note: string): void {
  inName((by) => {
    void run(`alarm ${alarmId}`, 'close', async (scene) => {
      putAlarm((await deskApi.closeAlarm(scene, alarmId, by, note === '' ? undefined : note)).alarm);
    });
  });
}

export function makeCase(alarmId: string): void {
  inName((by) => {
    void run(`alarm ${alarmId}`, 'makeCase', async (scene) => {
      putAlarm((await deskApi.makeCase(scene, alarmId, by)).alarm);
    });
  });
}

/** One tap: a case is made of the alarm where it has none, and handed to the unit. */
export function dispatchAlarm(alarmId: string, unit: string | null): void {
  inName((by) => {
    void run(`alarm ${alarmId}`, 'dispatch', async (scene) => {
      const { alarm } = await deskApi.makeCase(scene, alarmId, by);
      putAlarm(alarm);
      if (alarm.caseId === null) throw new Error(`The alarm ${alarmId} has no case.`);
      const record = await deskApi.case(scene, alarm.caseId);
      const step = { action: 'dispatch', by, ...(unit === null ? {} : { unit }) } as const;
      putCase((await deskApi.step(scene, alarm.caseId, record.version, step)).case);
    });
  });
}

/** A step of a case without its `by`. */
export type StepWanted = CaseAction extends infer Step ? (Step extends CaseAction ? Omit<Step, 'by'> : never) : never;

/** Takes a step with a case, as it was seen: another desk that was first is told of, not overwritten. */
export function takeStep(caseId: string, version: number, step: StepWanted): void {
  inName((by) => {
    void run(`case ${caseId}`, step.action, async (scene) => {
      putCase((await deskApi.step(scene, caseId, version, { ...step, by } as CaseAction)).case);
    });
  });
}
