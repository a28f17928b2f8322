import type { StatisticsRequest } from '@undercroft/core/protocol/analysis/statistics';
import { ApiError } from '../api/api-error.ts';
import { closeCases } from '../cases/case-actions.ts';
import { closeData } from '../data/data-actions.ts';
import { closePits } from '../pit/pit-actions.ts';
import { useApp } from '../state/store.ts';
import { DEFAULT_GROUND_OPACITY } from '../state/view-state.ts';
import { analysisClient } from './analysis-client.ts';
import type { AskedQuestion, StatisticsBy } from './analysis-link.ts';
import { type AnalysisResult, type ProfileAlong, useAnalysis } from './analysis-store.ts';
import { type Asked, answerOrBefore, askingPlace } from './asked.ts';
import { cutToLength, LEAST_LINE_M, type LonLat, lengthM, type SectionLine } from './section-line.ts';
import { NOTHING_FOUND, type ValveReports } from './valve-reports.ts';

const api = analysisClient();
const { getState, setState } = useAnalysis;

const sheetPlace = askingPlace();
const resultPlace = askingPlace();
const coverPlace = askingPlace();

/** The path of a profile leads nowhere: no fault of the server's, the data does not join the two. */
export const NOT_JOINED = 'not-joined';

function scene(): string {
  return useApp.getState().sceneId ?? '';
}

/** What an analysis shows lies below ground: closed ground would hide it. */
function seeBelow(): void {
  const { groundOpacity, dive } = useApp.getState();
  if (dive === 'above' && groundOpacity > 0.5) useApp.setState({ groundOpacity: DEFAULT_GROUND_OPACITY });
}

// ---- Cross-section ----

export function toggleSection(): void {
  const { draft } = getState();
  if (draft !== null) setState({ draft: null });
  else beginSection();
}

export function beginSection(): void {
  closePits();
  setState({ draft: { from: null, cursor: null, tooShort: false }, picking: null });
}

export function draftCursor(cursor: LonLat | null): void {
  const { draft } = getState();
  if (draft !== null) setState({ draft: { ...draft, cursor } });
}

export function draftBegin(from: LonLat): void {
  if (getState().draft !== null) setState({ draft: { from, cursor: from, tooShort: false } });
}

export function draftFinish(to: LonLat): void {
  const { draft } = getState();
  if (draft?.from != null) takeLine([draft.from, to]);
}

/** Asks for the section along a line; one that is too short is refused and stays to be drawn. */
export function takeLine(wanted: SectionLine): void {
  if (lengthM(wanted) < LEAST_LINE_M) {
    setState({ draft: { from: null, cursor: null, tooShort: true } });
    return;
  }
  setState({ draft: null, line: cutToLength(wanted) });
  seeBelow();
  useApp.setState({ layersOpen: false });
  askSection();
}

/** An end that is dragged: the drawing follows when the hand rests. */
export function moveLineEnd(end: 0 | 1, to: LonLat): void {
  const { line } = getState();
  if (line === null) return;
  const moved: SectionLine = end === 0 ? [to, line[1]] : [line[0], to];
  if (lengthM(moved) >= LEAST_LINE_M && cutToLength(moved) === moved) setState({ line: moved });
}

export function askSection(): void {
  const { line, sheet } = getState();
  if (line === null) return;
  const before = sheet?.kind === 'section' ? answerOrBefore(sheet.asked) : null;
  sheetPlace.ask(
    (signal) => api.section(scene(), line, signal),
    (asked) => setState({ sheet: { kind: 'section', asked } }),
    before,
  );
}

// ---- Longitudinal profile ----

export function beginPicking(what: 'profile' | 'distance', from: string): void {
  setState({ picking: { what, from, refused: false }, draft: null });
}

export function endPicking(): void {
  setState({ picking: null });
}

/** Along the shortest way between two features; along one conduit where both are the same. */
export function askProfile(from: string, to: string): void {
  setState({ picking: null, line: null });
  seeBelow();
  useApp.setState({ layersOpen: false });
  sheetPlace.ask<ProfileAlong>(
    (signal) => profileAlong(from, to, signal),
    (asked) => setState({ sheet: { kind: 'profile', ends: [from, to], asked } }),
  );
}

async function profileAlong(from: string, to: string, signal: AbortSignal): Promise<ProfileAlong> {
  if (from === to) {
    return { profile: await api.profile(scene(), [from], null, signal), path: null, links: [from] };
  }
  const path = await api.trace(scene(), { direction: 'path', from, to }, signal);
  if (path.path === null || path.path.joined === 'no' || path.links.length === 0) {
    throw new ApiError('refused', 'The data does not join the two.', NOT_JOINED);
  }
  const startNode = path.links.includes(from) ? null : from;
  return { profile: await api.profile(scene(), path.links, startNode, signal), path, links: path.links };
}

/** Asks again what did not come. */
export function retrySheet(): void {
  const { sheet } = getState();
  if (sheet === null) return;
  if (sheet.kind === 'section') askSection();
  else askProfile(...sheet.ends);
}

export function closeSheet(): void {
  sheetPlace.stop();
  setState({ sheet: null, line: null, enlarged: false, lit: null });
}

export function setEnlarged(enlarged: boolean): void {
  setState({ enlarged });
}

export function light(lit: string | null): void {
  if (getState().lit !== lit) setState({ lit });
}

// ---- Questions of the network ----

export function askQuestion(question: AskedQuestion): void {
  switch (question.kind) {
    case 'trace':
      askTrace(question.direction, question.id);
      break;
    case 'isolation':
      askIsolation(question.id);
      break;
    case 'distance':
      askDistance(question.a, question.b);
      break;
    case 'statistics':
      askStatistics(question.by);
      break;
  }
}

export function askTrace(direction: 'upstream' | 'downstream' | 'connected', id: string): void {
  seeBelow();
  ask(
    (signal) => api.trace(scene(), { direction, features: [id] }, signal),
    (asked) => ({ kind: 'trace', direction, id, asked }),
  );
}

/** `found` is what was found on site: it may change which valves are to be closed. */
export function askIsolation(id: string, found: ValveReports = NOTHING_FOUND): void {
  seeBelow();
  const { result } = getState();
  const before = result?.kind === 'isolation' && result.id === id ? answerOrBefore(result.asked) : null;
  ask(
    (signal) => api.isolation(scene(), { features: [id], found }, signal),
    (asked) => ({ kind: 'isolation', id, found, fewer: false, asked }),
    before,
  );
}

/** Takes a valve for one that does not turn, or takes that back. */
export function reportInoperable(valve: string): void {
  const { result } = getState();
  if (result?.kind !== 'isolation') return;
  const { inoperable } = result.found;
  const next = inoperable.includes(valve) ? inoperable.filter((id) => id !== valve) : [...inoperable, valve];
  askIsolation(result.id, { ...result.found, inoperable: next });
}

export function showFewer(fewer: boolean): void {
  const { result } = getState();
  if (result?.kind === 'isolation') setState({ result: { ...result, fewer } });
}

export function askDistance(a: string, b: string): void {
  setState({ picking: null });
  seeBelow();
  ask(
    (signal) => api.clearance(scene(), [a, b], signal),
    (asked) => ({ kind: 'distance', a, b, asked }),
  );
}

export function askStatistics(by: StatisticsBy): void {
  const attributes: StatisticsRequest['by'] = [by];
  const { result } = getState();
  const before = result?.kind === 'statistics' ? answerOrBefore(result.asked) : null;
  ask(
    (signal) => api.statistics(scene(), attributes, signal),
    (asked) => ({ kind: 'statistics', by, asked }),
    before,
  );
}

export function toggleStatistics(): void {
  if (getState().result?.kind === 'statistics') closeResult();
  else askStatistics('utility');
}

/** The left dock holds one panel: what else is in it goes. */
function ask<T>(
  work: (signal: AbortSignal) => Promise<T>,
  result: (asked: Asked<T>) => AnalysisResult,
  before: T | null = null,
): void {
  if (getState().result === null) {
    closePits();
    closeCases();
    closeData();
    useApp.setState({ layersOpen: false });
  }
  resultPlace.ask(work, (asked) => setState({ result: result(asked) }), before);
}

export function retryResult(): void {
  const { result } = getState();
  if (result === null) return;
  if (result.kind === 'isolation') askIsolation(result.id, result.found);
  else askQuestion(result);
}

export function closeResult(): boolean {
  if (getState().result === null) return false;
  resultPlace.stop();
  setState({ result: null, lit: null });
  return true;
}

export function askCover(id: string): void {
  coverPlace.ask(
    (signal) => api.cover(scene(), id, signal),
    (asked) => setState({ cover: { id, asked } }),
  );
}

/** One step back; false when there is nothing of analyses to step back from. */
export function stepBackAnalysis(): boolean {
  const { draft, picking, enlarged, sheet } = getState();
  if (draft !== null) {
    setState({ draft: draft.from === null ? null : { ...draft, from: null } });
    return true;
  }
  if (picking !== null) {
    endPicking();
    return true;
  }
  if (enlarged) {
    setEnlarged(false);
    return true;
  }
  // What is selected steps back first.
  const { selection, building } = useApp.getState();
  if (selection !== null || building !== null) return false;
  if (sheet !== null) {
    closeSheet();
    return true;
  }
  return closeResult();
}

/** The scene is another one, or is gone: nothing asked of it holds. */
export function forgetAnalyses(): void {
  for (const place of [sheetPlace, resultPlace, coverPlace]) place.stop();
  setState({ draft: null, picking: null, sheet: null, result: null, lit: null, cover: null });
}
