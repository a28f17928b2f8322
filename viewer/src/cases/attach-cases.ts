import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { asApiError } from '../api/api-error.ts';
import type { CaseDesk } from '../globe/case-desk.ts';
import { sayNow } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { caseApi, chosenRange, clearCase, fetchSelected, repicture, selectCase } from './case-actions.ts';
import { CASE_STATES, caseState } from './case-state.ts';
import { type CaseState, LOADING, useCases } from './case-store.ts';

/** A camera that moves on is asked after when it pauses, milliseconds. */
const PAUSE_MS = 280;

/** Most signs of a view; where there are more, the newest are drawn and the panel says so. */
const MOST_NEAR = 2500;

let desk: CaseDesk | null = null;

/** Joins the cases of the page to a 3D view; returns what parts them. */
export function attachCases(next: CaseDesk, scene: string): () => void {
  desk = next;
  const near = nearCases(next, scene);
  const start = useCases.getState();
  next.select(start.selected?.one ?? null);
  next.setOpen(start.open);
  tint(next, start);
  near.look();
  const linked = new AbortController();
  if (start.selected !== null && start.selected.one === null) {
    void fetchSelected(scene, start.selected.ref, linked.signal);
  }
  const stopCases = useCases.subscribe((now, before) => {
    if (now.selected?.one !== before.selected?.one) next.select(now.selected?.one ?? null);
    if (now.open !== before.open) next.setOpen(now.open);
    if (now.measure !== before.measure) repicture();
    if (now.picture !== before.picture || now.measure !== before.measure || now.open !== before.open) tint(next, now);
    if (now.near !== before.near) next.show(now.near.state === 'ready' ? now.near.value.cases : [], sayCases);
    if (asksOther(now, before)) near.again();
  });
  const stopApp = useApp.subscribe((now, before) => {
    if (now.theme !== before.theme) repicture();
    if (now.camera !== before.camera || now.dive !== before.dive) near.look();
    const isOther =
      (now.selection !== before.selection && now.selection !== null) ||
      (now.modelPart !== before.modelPart && now.modelPart !== null);
    if (isOther || (now.building !== before.building && now.building !== null)) clearCase();
  });
  return () => {
    stopCases();
    stopApp();
    linked.abort();
    near.end();
    desk = null;
  };
}

export function flyToCase({ position: [lon, lat] }: CityCaseAnswer): void {
  desk?.lookAt(lon, lat);
}

/** Selects a case whose sign was clicked. */
export function pickCase(id: string): void {
  const { near } = useCases.getState();
  const one = near.state === 'ready' ? near.value.cases.find((each) => each.id === id) : undefined;
  if (one !== undefined) selectCase(one);
}

function tint(to: CaseDesk, { open, measure, picture }: CaseState): void {
  to.setTints(open && measure !== null && picture.state === 'ready' ? picture.value.tints : null);
}

function asksOther(now: CaseState, before: CaseState): boolean {
  return (
    now.open !== before.open ||
    now.period !== before.period ||
    now.cell !== before.cell ||
    (now.extent !== before.extent && now.period.kind === 'last30')
  );
}

type Box = NonNullable<ReturnType<CaseDesk['nearView']>>;

/** Asks for the cases of the view whenever it leaves the rectangle asked for last, or that is far too large for it. */
function nearCases(view: CaseDesk, scene: string) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let held: Box | null = null;
  let asking = new AbortController();
  const stop = (): void => {
    asking.abort();
    asking = new AbortController();
    held = null;
  };
  const ask = async (): Promise<void> => {
    const state = useCases.getState();
    const range = chosenRange(state);
    const box = state.open && range !== null && useApp.getState().dive === 'above' ? view.nearView() : null;
    if (box === null || range === null) {
      stop();
      if (state.near.state !== 'far') useCases.setState({ near: { state: 'far' } });
      return;
    }
    if (held !== null && isGoodFor(held, box)) return;
    stop();
    const { signal } = asking;
    const [west, south, east, north] = box;
    const [roomX, roomY] = [(east - west) / 4, (north - south) / 4];
    const asked: Box = [west - roomX, south - roomY, east + roomX, north + roomY];
    held = asked;
    if (state.near.state !== 'ready') useCases.setState({ near: LOADING });
    try {
      const value = await caseApi.within(scene, { ...range, cell: state.cell }, asked, MOST_NEAR, signal);
      if (!signal.aborted) useCases.setState({ near: { state: 'ready', value } });
    } catch (error) {
      if (signal.aborted) return;
      held = null;
      useCases.setState({ near: { state: 'failed', error: asApiError(error) } });
    }
  };
  const look = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MS);
  };
  return {
    look,
    again() {
      stop();
      look();
    },
    end() {
      clearTimeout(timer);
      asking.abort();
    },
  };
}

/** The view lies in the rectangle and is not much smaller: then the newest of it are not those of the view. */
function isGoodFor(held: Box, view: Box): boolean {
  const inside = view[0] >= held[0] && view[1] >= held[1] && view[2] <= held[2] && view[3] <= held[3];
  return inside && held[2] - held[0] < 3 * (view[2] - view[0]);
}

/** Title of a case, or how many there are of each state. */
function sayCases(cases: readonly CityCaseAnswer[]): string {
  const [only] = cases;
  if (cases.length === 1 && only !== undefined) {
    return `${only.title ?? only.category ?? only.sourceId} · ${sayNow(`caseState.${caseState(only)}`)}`;
  }
  const counts = CASE_STATES.flatMap((state) => {
    const count = cases.filter((each) => caseState(each) === state).length;
    return count === 0 ? [] : [`${sayNow(`caseState.${state}`)} ${count}`];
  });
  return `${sayNow('cases.number', { number: cases.length })}: ${counts.join(', ')}`;
}
