import type { ClearanceFinding } from '@undercroft/core/protocol/analysis/clearance';
import { apiClient } from '../api/client.ts';
import { useCases } from '../cases/case-store.ts';
import { useData } from '../data/data-store.ts';
import { metres } from '../format/quantity.ts';
import type { AnalysisDesk, ShownDistance } from '../globe/analysis-desk.ts';
import { sayNow } from '../i18n/i18n.ts';
import { usePits } from '../pit/pit-store.ts';
import { useApp } from '../state/store.ts';
import {
  askProfile,
  askQuestion,
  askSection,
  closeResult,
  draftBegin,
  draftCursor,
  draftFinish,
  forgetAnalyses,
  light,
  moveLineEnd,
  takeLine,
} from './analysis-actions.ts';
import { type AnalysisState, LINKED_ANALYSIS, type LinkedAnalysis, useAnalysis } from './analysis-store.ts';
import { answerOrBefore } from './asked.ts';
import { litFeature } from './lit-feature.ts';
import { type numberedValves, signsOf, tintsOf } from './result-picture.ts';
import { lengthM, pointsAlong, type SectionLine } from './section-line.ts';

/** A hand that has rested so long has done what it wanted, ms. */
const REST_MS = 300;

/** The ground of the curtain is sampled so finely, metres. */
const STEP_M = 1;

/** The curtain hangs at least so far below the ground, and so far below the lowest thing it cuts, metres. */
const LEAST_DROP_M = 4;
const BELOW_LOWEST_M = 0.6;

let desk: AnalysisDesk | null = null;

/** What is asked as soon as a view stands: what the address says, later what was asked of the view before. */
let toAsk: LinkedAnalysis = LINKED_ANALYSIS;

/** Joins the analyses of the page to a 3D view; returns what parts them. */
export function attachAnalysis(next: AnalysisDesk, sceneId: string): () => void {
  desk = next;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const attached = next.attach({
    cursor: draftCursor,
    begin: draftBegin,
    finish: draftFinish,
    moveEnd(end, to) {
      moveLineEnd(end, to);
      clearTimeout(resting);
      resting = setTimeout(askSection, REST_MS);
    },
    pointed: light,
  });
  const lit = litFeature(
    (id, signal) => apiClient().feature(sceneId, id, signal),
    (feature) => next.light(feature),
  );

  const show = (now: AnalysisState, before: AnalysisState | null): void => {
    const { line, draft, result, sheet } = now;
    attached.line.show(shownLine(now));
    attached.watchPointer(sheet !== null && draft === null && now.picking === null);
    if (line !== before?.line || sheet !== before?.sheet) hang(next, now);
    if (line !== null && sheet?.kind === 'section' && before?.sheet?.kind !== 'section') {
      // The dock stands after the next frame of the page.
      requestAnimationFrame(() => next.keepAbove(line, coveredFootPx()));
    }
    if (result !== before?.result || sheet !== before?.sheet) {
      next.tint(tintsOf(now, useApp.getState().theme));
      next.signs.show(signsOf(now));
      attached.measure(result?.kind === 'distance' ? shownDistance(next, result) : null);
    }
    if (now.lit !== before?.lit) {
      next.signs.point(now.lit);
      lit.show(now.lit);
    }
  };
  show(useAnalysis.getState(), null);
  const stops = [
    useAnalysis.subscribe(show),
    useApp.subscribe((now, before) => {
      if (now.theme !== before.theme) next.tint(tintsOf(useAnalysis.getState(), now.theme));
      if (now.language !== before.language) show(useAnalysis.getState(), null);
      // The left dock holds one panel.
      if (now.layersOpen && !before.layersOpen) closeResult();
    }),
    usePits.subscribe((now, before) => {
      if (now.panelOpen && !before.panelOpen) closeResult();
    }),
    useCases.subscribe((now, before) => {
      if (now.open && !before.open) closeResult();
    }),
    useData.subscribe((now, before) => {
      if (now.open && !before.open) closeResult();
    }),
  ];
  askAgain(toAsk);
  return () => {
    clearTimeout(resting);
    for (const stop of stops) stop();
    lit.stop();
    attached.end();
    toAsk = askedNow();
    forgetAnalyses();
    desk = null;
  };
}

/** The view stands anew when other data is published: an answer from before it would be a stale one. */
function askedNow(): LinkedAnalysis {
  const { line, sheet, result } = useAnalysis.getState();
  return { line, ends: sheet?.kind === 'profile' ? sheet.ends : null, question: result };
}

function askAgain({ line, ends, question }: LinkedAnalysis): void {
  if (line !== null) takeLine(line);
  else if (ends !== null) askProfile(...ends);
  if (question !== null) askQuestion(question);
}

/** Draws the line across the middle of the view: the way for those who use no mouse. */
export function drawAcross(): void {
  const line = desk?.lineAcross() ?? null;
  if (line !== null) takeLine(line);
}

/** From how far one looks at a sign, metres. */
const LOOK_M = 70;

export function lookAtSign([lon, lat]: readonly [number, number]): void {
  desk?.lookAt(lon, lat, LOOK_M);
}

const METRES_PER_DEGREE = 111_320;

/** Looks at all signs of what is shown; what feeds a section may lie anywhere, and is left out. */
export function lookAtAll(): void {
  const { result } = useAnalysis.getState();
  const places = signsOf({ result }).flatMap(({ at, kind }) => (kind === 'source' ? [] : [at]));
  if (places.length === 0) return;
  const [lons, lats] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)];
  const [west, east] = [least(lons), -least(lons.map((lon) => -lon))];
  const [south, north] = [least(lats), -least(lats.map((lat) => -lat))];
  const widthM = (east - west) * METRES_PER_DEGREE * Math.cos((south * Math.PI) / 180);
  const heightM = (north - south) * METRES_PER_DEGREE;
  desk?.lookAt((west + east) / 2, (south + north) / 2, LOOK_M + 1.5 * Math.hypot(widthM, heightM));
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

/** How much of the view's foot the dock below covers. */
function coveredFootPx(): number {
  const dock = document.querySelector('.analysis-sheet:not(.is-enlarged)')?.getBoundingClientRect();
  const stage = document.querySelector('.stage')?.getBoundingClientRect();
  return dock === undefined || stage === undefined ? 0 : stage.bottom - dock.top;
}

function shownLine({ draft, line }: AnalysisState) {
  const names = [sayNow('analysis.lineStart'), sayNow('analysis.lineEnd')] as const;
  if (draft !== null) {
    const { from, cursor } = draft;
    const length = from === null || cursor === null ? '' : lengthWords([from, cursor]);
    return { from, to: from === null ? null : cursor, isDrawn: true, length, names };
  }
  return line === null ? null : { from: line[0], to: line[1], isDrawn: false, length: lengthWords(line), names };
}

function lengthWords(line: SectionLine): string {
  return metres(lengthM(line));
}

/** Hangs the curtain from the ground to below what the section cuts. */
function hang({ curtain, levelAt }: AnalysisDesk, { line, sheet }: AnalysisState): void {
  if (line === null) {
    curtain.clear();
    return;
  }
  const places = pointsAlong(line, STEP_M).map(([lon, lat]) => [lon, lat, levelAt(lon, lat)] as const);
  const answer = sheet?.kind === 'section' ? answerOrBefore(sheet.asked) : null;
  const bottoms = (answer?.section.cuts ?? []).flatMap(({ outerBottomM, band }) => {
    const bottom = outerBottomM ?? band?.leastM ?? null;
    return bottom === null ? [] : [bottom - BELOW_LOWEST_M];
  });
  curtain.show(places, Math.min(least(places.map(([, , groundM]) => groundM)) - LEAST_DROP_M, least(bottoms)));
}

const DISTANCE_TONES: Readonly<Record<ClearanceFinding['verdict'], string>> = {
  collision: 'hit',
  unknown: 'unknown',
  insideUncertainty: 'insideUncertainty',
  belowTable: 'inProtectionZone',
  ok: 'clear',
};

/** Between the nearest points in space where both levels are known, else on the ground over them. */
function shownDistance(
  { levelAt }: AnalysisDesk,
  { asked }: Extract<AnalysisState['result'], { readonly kind: 'distance' }>,
): ShownDistance | null {
  const finding = asked.state === 'ready' ? asked.answer.findings[0] : undefined;
  if (finding === undefined) return null;
  const { a, b } = finding.closest;
  const inSpace = a[2] !== null && b[2] !== null && finding.spatialM !== null;
  const found = inSpace ? finding.spatialM : finding.horizontal.foundM;
  const place = ([lon, lat, levelM]: typeof a) => [lon, lat, inSpace ? (levelM ?? 0) : levelAt(lon, lat)] as const;
  return {
    from: place(a),
    to: place(b),
    text: found === null ? sayNow('analysis.unknownDistance') : metres(found),
    tone: DISTANCE_TONES[finding.verdict],
  };
}

/** Flies to a valve of the list; its place is not always known. */
export function lookAtValve(valve: ReturnType<typeof numberedValves>[number]): void {
  if (valve.at !== null) lookAtSign(valve.at);
}
