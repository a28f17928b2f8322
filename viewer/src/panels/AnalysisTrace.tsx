import type { Amount } from '@undercroft/core/protocol/analysis/network-shapes';
import type { TraceAnswer } from '@undercroft/core/protocol/analysis/trace';
import { FLOW_METHOD_WORDS } from '@undercroft/core/report/network-words';
import { RESULT_TONES } from '../analysis/result-picture.ts';
import { grouped, networkLength } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { AnalysisCautions } from './AnalysisCautions.tsx';
import { AnalysisPlaces } from './AnalysisPlaces.tsx';

/** What a trace reaches: certainly, and possibly. */
export function AnalysisTrace({ answer }: { readonly answer: TraceAnswer }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { summary, ends, closedValves, flowBy, direction } = answer;
  return (
    <>
      <p className="note">{FLOW_METHOD_WORDS[flowBy][language]}</p>
      <dl className="analysis-counts" data-testid="trace-counts">
        <Count name={say('analysis.certain')} amount={summary.certain} tone={RESULT_TONES.certain} />
        {direction !== 'connected' && (
          <Count
            name={say('analysis.possible')}
            note={say('analysis.possibleWhy')}
            amount={summary.possible}
            tone={RESULT_TONES.possible}
          />
        )}
        <div>
          <dt>{say('analysis.customers')}</dt>
          <dd className="figures">{grouped(summary.customers)}</dd>
        </div>
      </dl>
      <AnalysisCautions answer={answer} of="trace" />
      <AnalysisPlaces
        title={say('analysis.closedValves')}
        testId="trace-valves"
        places={closedValves.map(({ featureId, kind, at }) => ({ featureId, kind, at, sign: 'closedValve' }))}
      />
      <AnalysisPlaces
        title={say('analysis.ends')}
        testId="trace-ends"
        places={ends.map(({ featureId, kind, at, certain }) => ({
          featureId,
          kind,
          at,
          sign: certain ? 'end' : 'endPossible',
          note: certain ? undefined : <span className="muted">{say('analysis.endPossible')}</span>,
        }))}
      />
    </>
  );
}

/** How much of links, what is not known of their length said beside it. */
export function Count({
  name,
  note,
  amount: { count, lengthM, lengthUnknown },
  tone,
}: {
  readonly name: string;
  readonly note?: string;
  readonly amount: Amount;
  readonly tone: readonly [number, number, number];
}) {
  const say = useSay();
  return (
    <div>
      <dt>
        <span className="analysis-swatch" style={{ background: `rgb(${tone.join(' ')})` }} /> {name}
      </dt>
      <dd className="figures">
        {say('analysis.links', { number: grouped(count) })} · {networkLength(lengthM)}
        {lengthUnknown > 0 && (
          <span className="unknown">{say('analysis.lengthUnknown', { number: grouped(lengthUnknown) })}</span>
        )}
        {note !== undefined && count > 0 && <span className="muted fact-note">{note}</span>}
      </dd>
    </div>
  );
}
