import type { CasesByCell, CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { ApiError, asApiError } from '../api/api-error.ts';
import { closeData } from '../data/data-actions.ts';
import { closePits } from '../pit/pit-actions.ts';
import { clearSelection } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { caseClient } from './case-client.ts';
import type { CaseRef } from './case-link.ts';
import { type CasePeriod, type CaseRange, caseRange, caseYears } from './case-period.ts';
import { type Asked, type CaseState, LOADING, useCases } from './case-store.ts';
import { type CellMeasure, type CellPicture, cellPicture } from './cell-classes.ts';

export const caseApi = caseClient();
const { getState, setState } = useCases;

/** The layers were open when the cases took their place, and how solid the ground was. */
let before = { layersOpen: false, groundOpacity: 1 };

export function openCases(): void {
  if (getState().open) return;
  closeData();
  closePits();
  before = useApp.getState();
  // Colours on the ground are read where the ground is solid.
  useApp.setState({ layersOpen: false, groundOpacity: 1 });
  setState({ open: true });
}

/** False when they were not open. */
export function closeCases(): boolean {
  if (!getState().open) return false;
  setState({ open: false, selected: null });
  const { layersOpen, groundOpacity } = before;
  if (layersOpen) useApp.setState({ layersOpen });
  if (useApp.getState().groundOpacity === 1) useApp.setState({ groundOpacity });
  return true;
}

export function choosePeriod(period: CasePeriod): void {
  setState({ period });
}

export function chooseMeasure(measure: CellMeasure | null): void {
  setState({ measure });
}

export function chooseCell(cell: string | null): void {
  setState({ cell });
  openCases();
}

/** Selects a case; whatever else is selected is let go. */
export function selectCase(one: CityCaseAnswer): void {
  clearSelection();
  const [lon, lat] = one.position;
  setState({ selected: { ref: { id: one.id, lon, lat }, one, error: null } });
}

/** False when none was selected. */
export function clearCase(): boolean {
  if (getState().selected === null) return false;
  setState({ selected: null });
  return true;
}

/** Minutes that the city's clocks are ahead of UTC; `null` where the scene does not declare them. */
export function caseClockMinutes(): number | null {
  const { loading } = useApp.getState();
  return loading.state === 'ready' ? (loading.scene.utcOffsetMinutes ?? null) : null;
}

/** The year whose months can be chosen: the one of the period, else the last that the data tell of. */
export function monthsYear({ period, extent }: Pick<CaseState, 'period' | 'extent'>): number | null {
  if (period.kind === 'year' || period.kind === 'month') return period.year;
  if (extent.state !== 'ready') return null;
  return caseYears(extent.value, caseClockMinutes() ?? 0).at(-1) ?? null;
}

/** The moments of the period that is chosen; `null` while they cannot be said. */
export function chosenRange({ period, extent }: Pick<CaseState, 'period' | 'extent'>): CaseRange | null {
  return caseRange(period, caseClockMinutes() ?? 0, extent.state === 'ready' ? extent.value.toMs : null);
}

/** What the panel asks about. */
export interface CasesWanted {
  readonly scene: string;
  readonly revision: string;
  readonly period: CasePeriod;
  readonly cell: string | null;
}

/** The scene and revision whose extent is known. */
let extentOf = '';

/** Fetches what the panel shows, each part by itself: a part that fails says so and hides none of the others. */
export async function loadCases(wanted: CasesWanted, signal: AbortSignal): Promise<void> {
  const { scene, revision, period, cell } = wanted;
  const clock = caseClockMinutes() ?? 0;
  const all = { fromMs: null, toMs: null };
  const put = (part: Partial<CaseState>): void => {
    if (!signal.aborted) setState(part);
  };
  put({ summary: LOADING, picture: LOADING });
  const known = getState().extent;
  const isKnown = known.state === 'ready' && extentOf === `${scene} ${revision}`;
  const extent = isKnown ? known : await asked(caseApi.summary(scene, { ...all, cell: null }, clock, signal));
  if (signal.aborted) return;
  extentOf = `${scene} ${revision}`;
  put({ extent });
  if (extent.state !== 'ready') {
    put({ summary: extent, yearSummary: extent, picture: extent });
    return;
  }
  const range = chosenRange({ period, extent }) ?? all;
  const year = monthsYear({ period, extent });
  const yearRange = year === null ? all : (caseRange({ kind: 'year', year }, clock, null) ?? all);
  await Promise.all([
    asked(caseApi.summary(scene, { ...range, cell }, clock, signal)).then((summary) => put({ summary })),
    asked(caseApi.summary(scene, { ...yearRange, cell }, clock, signal)).then((yearSummary) => put({ yearSummary })),
    asked(caseApi.byCell(scene, range, signal)).then((cells) => {
      if (cells.state === 'ready' && !signal.aborted) coloured = cells.value.cells;
      put({ picture: cells.state === 'ready' ? { state: 'ready', value: pictured(cells.value.cells) } : cells });
    }),
  ]);
}

/** The counts that the cells are coloured by. */
let coloured: CasesByCell['cells'] | null = null;

function pictured(cells: CasesByCell['cells']): CellPicture {
  return cellPicture(cells, getState().measure ?? 'count', useApp.getState().theme);
}

/** Colours the cells anew by what is known of them. */
export function repicture(): void {
  if (getState().picture.state !== 'ready' || coloured === null) return;
  setState({ picture: { state: 'ready', value: pictured(coloured) } });
}

async function asked<T>(answer: Promise<T>): Promise<Exclude<Asked<T>, typeof LOADING>> {
  try {
    return { state: 'ready', value: await answer };
  } catch (error) {
    return { state: 'failed', error: asApiError(error) };
  }
}

/** About a metre, degrees: a case is told by its place, and that is exact. */
const NEAR_DEG = 1e-5;
const MOST_AT_ONE_PLACE = 2000;

/** Fetches the case of an address by its place and id. */
export async function fetchSelected(scene: string, ref: CaseRef, signal: AbortSignal): Promise<void> {
  const { id, lon, lat } = ref;
  const box = [lon - NEAR_DEG, lat - NEAR_DEG, lon + NEAR_DEG, lat + NEAR_DEG] as const;
  const everything = { fromMs: null, toMs: null, cell: null };
  const found = await asked(caseApi.within(scene, everything, box, MOST_AT_ONE_PLACE, signal));
  if (signal.aborted) return;
  const one = found.state === 'ready' ? (found.value.cases.find((each) => each.id === id) ?? null) : null;
  const gone = new ApiError('notFound', `No case "${id}" lies at ${lon}, ${lat}.`);
  const error = found.state === 'failed' ? found.error : one === null ? gone : null;
  if (getState().selected?.ref.id === id) setState({ selected: { ref, one, error } });
}
