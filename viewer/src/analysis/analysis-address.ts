import { encodeEnds, encodeLine, encodeQuestion } from './analysis-link.ts';
import { type AnalysisState, useAnalysis } from './analysis-store.ts';

/** Browsers refuse addresses that change more than a few times a second. */
const SETTLE_MS = 300;

/** Keeps in the address which section, profile and question is shown, so that copying it shares them. Returns what ends it. */
export function syncAnalysisAddress(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = (): void => {
    const query = new URLSearchParams(window.location.search);
    const { line, sheet, result } = useAnalysis.getState();
    put(query, 'section', line === null ? null : encodeLine(line));
    put(query, 'profile', sheet?.kind === 'profile' ? encodeEnds(sheet.ends) : null);
    put(query, 'analysis', result === null ? null : encodeQuestion(result));
    if (`?${query}` === window.location.search) return;
    window.history.replaceState(null, '', query.size === 0 ? window.location.pathname : `?${query}`);
  };
  const stop = useAnalysis.subscribe((now, before) => {
    if (!isOther(now, before)) return;
    clearTimeout(timer);
    timer = setTimeout(write, SETTLE_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function isOther(now: AnalysisState, before: AnalysisState): boolean {
  return now.line !== before.line || now.sheet !== before.sheet || now.result !== before.result;
}

function put(query: URLSearchParams, name: string, value: string | null): void {
  if (value === null) query.delete(name);
  else query.set(name, value);
}
