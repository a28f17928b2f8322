import type { IsolationAnswer } from '@undercroft/core/protocol/analysis/isolation';
import type { TraceAnswer } from '@undercroft/core/protocol/analysis/trace';
import type { AnalysisSign } from '../globe/analysis-glyphs.ts';
import type { PlacedSign } from '../globe/analysis-signs.ts';
import type { NetworkTints } from '../globe/analysis-tints.ts';
import type { Rgb } from '../globe/palette.ts';
import type { Theme } from '../state/view-state.ts';
import type { AnalysisState } from './analysis-store.ts';

/** Tones of what analyses speak of. */
export const RESULT_TONES = {
  certain: [214, 0, 110],
  possible: [122, 84, 226],
  isolated: [214, 40, 40],
  path: [0, 150, 170],
} as const satisfies Record<string, Rgb>;

/** What an analysis does not speak of. */
const OTHERS: Readonly<Record<Theme, Rgb>> = { light: [150, 155, 159], dark: [84, 90, 96] };

/** A valve as it stands in the list and in the view, with the same number. */
export type NumberedValve = IsolationAnswer['valves'][number] & { readonly number: string };

/** Valves in the order in which they are dealt with, those to close numbered from 1; of the way with fewer, those alone. */
export function numberedValves(answer: IsolationAnswer, fewer: boolean): readonly NumberedValve[] {
  const chosen =
    fewer && answer.fewer !== null
      ? [
          ...answer.fewer.valves.map((valve) => ({ ...valve, use: 'close' as const })),
          ...answer.valves.filter(({ use }) => use === 'keepClosed' || use === 'doesNotTurn'),
        ]
      : answer.valves;
  let number = 0;
  return chosen.map((valve) => {
    const isClosed = valve.use === 'close' || valve.use === 'closeToBeSure';
    if (isClosed) number += 1;
    return { ...valve, number: isClosed ? String(number) : '' };
  });
}

/** Colours of the network for what is shown; null for its own. */
export function tintsOf({ result, sheet }: AnalysisState, theme: Theme): NetworkTints | null {
  const byId = new Map<string, Rgb>();
  const paint = (ids: readonly string[], tone: Rgb): void => {
    for (const id of ids) byId.set(id, tone);
  };
  if (result?.kind === 'trace' && result.asked.state === 'ready') {
    paint(result.asked.answer.possibleLinks, RESULT_TONES.possible);
    paint(result.asked.answer.links, RESULT_TONES.certain);
  } else if (result?.kind === 'isolation' && result.asked.state === 'ready') {
    // Fewer valves shut off more than this section; what more is not told, and the panel says so.
    paint(result.asked.answer.links, RESULT_TONES.isolated);
  } else if (sheet?.kind === 'profile' && sheet.asked.state === 'ready') {
    paint(sheet.asked.answer.links, RESULT_TONES.path);
  }
  return byId.size === 0 ? null : { byId, others: OTHERS[theme] };
}

/** Signs over the view for what is shown. */
export function signsOf({ result }: Pick<AnalysisState, 'result'>): readonly PlacedSign[] {
  if (result?.kind === 'trace' && result.asked.state === 'ready') return traceSigns(result.asked.answer);
  if (result?.kind === 'isolation' && result.asked.state === 'ready') {
    return isolationSigns(result.asked.answer, result.fewer);
  }
  return [];
}

function traceSigns({ ends, closedValves }: TraceAnswer): readonly PlacedSign[] {
  return [
    ...ends.map(({ featureId, at, certain }) => sign(featureId, certain ? 'end' : 'endPossible', at)),
    ...closedValves.flatMap(({ featureId, at }) => (at === null ? [] : [sign(featureId, 'closedValve', at)])),
  ];
}

function isolationSigns(answer: IsolationAnswer, fewer: boolean): readonly PlacedSign[] {
  return [
    ...answer.customers.map(({ featureId, at, where }) =>
      sign(featureId, where === 'inside' ? 'customerInside' : 'customerBeyond', at),
    ),
    ...answer.sources.map(({ featureId, at }) => sign(featureId, 'source', at)),
    ...numberedValves(answer, fewer).flatMap(({ featureId, at, use, number }) =>
      at === null ? [] : [sign(featureId, use, at, number)],
    ),
  ];
}

function sign(id: string, kind: AnalysisSign, at: readonly [number, number], text = ''): PlacedSign {
  return { id, kind, at, text };
}
