import type { IsolationAnswer } from '@undercroft/core/protocol/analysis/isolation';
import { SUPPLY_WORDS, VALVE_USE_WORDS } from '@undercroft/core/report/network-words';
import { Button, Tooltip } from 'antd';
import { reportInoperable, showFewer } from '../analysis/analysis-actions.ts';
import { type NumberedValve, numberedValves, RESULT_TONES } from '../analysis/result-picture.ts';
import type { ValveReports } from '../analysis/valve-reports.ts';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { AnalysisCautions } from './AnalysisCautions.tsx';
import { AnalysisPlaces } from './AnalysisPlaces.tsx';
import { Count } from './AnalysisTrace.tsx';

interface Props {
  readonly answer: IsolationAnswer;
  readonly found: ValveReports;
  readonly fewer: boolean;
}

/** Which valves shut something off, and who is then without supply. */
export function AnalysisIsolation({ answer, found, fewer }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { summary, supply, customers, sources } = answer;
  const valves = numberedValves(answer, fewer);
  const isFewer = fewer && answer.fewer !== null;
  return (
    <>
      <Headline answer={answer} fewer={isFewer} />
      {supply !== 'known' && <p className="analysis-supply">{SUPPLY_WORDS[supply][language]}</p>}
      <AnalysisCautions answer={answer} of="isolation" />
      <Fewer answer={answer} isShown={isFewer} />
      <AnalysisPlaces
        title={say('analysis.valves')}
        testId="isolation-valves"
        most={12}
        places={valves.map((valve) => ({
          featureId: valve.featureId,
          kind: valve.kind,
          at: valve.at,
          sign: valve.use,
          number: valve.number,
          note: <ValveNote valve={valve} isReported={found.inoperable.includes(valve.featureId)} />,
        }))}
      />
      <dl className="analysis-counts">
        <Count name={say('analysis.isolated')} amount={summary.links} tone={RESULT_TONES.isolated} />
        <div>
          <dt />
          <dd className="figures muted">
            {say('analysis.volume', { volume: grouped(summary.links.volumeM3, 1) })}
            {summary.links.volumeUnknown > 0 && (
              <span className="unknown">
                {say('analysis.volumeUnknown', { number: grouped(summary.links.volumeUnknown) })}
              </span>
            )}
          </dd>
        </div>
      </dl>
      {!isFewer && (
        <AnalysisPlaces
          title={say('analysis.customersOut')}
          testId="isolation-customers"
          places={customers.map(({ featureId, kind, at, where }) => ({
            featureId,
            kind,
            at,
            sign: where === 'inside' ? 'customerInside' : 'customerBeyond',
            note: <span className="muted">{say(where === 'inside' ? 'analysis.inside' : 'analysis.beyond')}</span>,
          }))}
        />
      )}
      <AnalysisPlaces
        title={say('analysis.sources')}
        testId="isolation-sources"
        places={sources.map(({ featureId, kind, at, where }) => ({
          featureId,
          kind,
          at,
          sign: 'source',
          note: (
            <span className="muted">
              {say(where === 'inside' ? 'analysis.sourceInside' : 'analysis.sourceReaching')}
            </span>
          ),
        }))}
      />
    </>
  );
}

/** Valves to close and customers without supply, large. */
function Headline({
  answer: { summary, fewer: less },
  fewer,
}: {
  readonly answer: IsolationAnswer;
  readonly fewer: boolean;
}) {
  const say = useSay();
  const { valves, customers } = summary;
  const toClose = fewer && less !== null ? less.valves.length : (valves.needed ?? valves.boundary);
  const out = fewer && less !== null ? less.customersOut : customers.inside + (customers.beyond ?? 0);
  const isAtLeast = customers.beyond === null && !fewer;
  return (
    <div className="analysis-headline" data-testid="isolation-headline">
      <p>
        <strong className="figures">{grouped(toClose)}</strong> {say('analysis.valvesToClose')}
        {valves.needed === null && <span className="unknown">{say('analysis.valvesUnknown')}</span>}
      </p>
      <p>
        <strong className="figures">
          {isAtLeast ? '≥ ' : ''}
          {grouped(out)}
        </strong>{' '}
        {say('analysis.customersOut')}
        {!fewer && (
          <span className="muted figures fact-note">
            {say('analysis.customersInside', { number: grouped(customers.inside) })} ·{' '}
            {customers.beyond === null ? (
              <span className="unknown">{say('analysis.customersBeyondUnknown')}</span>
            ) : (
              say('analysis.customersBeyond', { number: grouped(customers.beyond) })
            )}
            {customers.inDoubt > 0 && (
              <> · {say('analysis.customersInDoubt', { number: grouped(customers.inDoubt) })}</>
            )}
          </span>
        )}
      </p>
    </div>
  );
}

/** Fewer valves at the price of more customers: a choice of whoever acts. */
function Fewer({ answer, isShown }: { readonly answer: IsolationAnswer; readonly isShown: boolean }) {
  const say = useSay();
  if (answer.fewer === null) return null;
  const { valves, customersOut } = answer.fewer;
  return (
    <section className="analysis-fewer" data-testid="isolation-fewer">
      <span>
        {isShown
          ? say('analysis.fewerNow', { customers: grouped(customersOut) })
          : say('analysis.fewerWords', {
              valves: valves.length,
              needed: answer.summary.valves.needed ?? '?',
              customers: grouped(customersOut),
            })}
      </span>
      <Button size="small" onClick={() => showFewer(!isShown)}>
        {say(isShown ? 'analysis.fewerLeave' : 'analysis.fewerTake')}
      </Button>
    </section>
  );
}

function ValveNote({ valve, isReported }: { readonly valve: NumberedValve; readonly isReported: boolean }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  return (
    <span className="analysis-valve-note">
      <span className="muted">{VALVE_USE_WORDS[valve.use][language]}</span>
      {valve.state === null && <span className="unknown">{say('analysis.stateUnknown')}</span>}
      {(valve.use === 'close' || valve.use === 'closeToBeSure') && (
        <Tooltip title={say('analysis.wontTurnTip')}>
          <Button type="link" size="small" onClick={() => reportInoperable(valve.featureId)}>
            {say('analysis.wontTurn')}
          </Button>
        </Tooltip>
      )}
      {isReported && (
        <Button type="link" size="small" onClick={() => reportInoperable(valve.featureId)}>
          {say('analysis.turns')}
        </Button>
      )}
    </span>
  );
}
