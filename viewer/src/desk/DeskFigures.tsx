import { CASE_SHARES } from '@undercroft/core/cases/kpi';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { CaseKpi, KpiGroup } from '@undercroft/core/protocol/live/case-kpi';
import { Alert } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { clockText, durationText, shareText } from '../cases/case-format.ts';
import { grouped } from '../format/quantity.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { useNow } from '../wall/use-now.ts';
import { deskApi } from './desk-actions.ts';
import { type Bar, type BarsWanted, type FigureChart, figureChart } from './figure-chart.ts';
import { useRecord } from './use-record.ts';

const DAY_MS = 86_400_000;
const DAYS = 30;
/** Figures are asked for anew so often, milliseconds. */
const ASK_EVERY_MS = 60_000;
const MOST_DEPARTMENTS = 8;

/** The figures by which city management is judged, for the cases of the last thirty days. */
export function DeskFigures({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const nowMs = useNow(ASK_EVERY_MS);
  const atMs = useLive((state) => shownMs(state, nowMs));
  const zone = scene.utcOffsetMinutes ?? 0;
  const byDay = useKpi(scene.id, atMs, 'day');
  const byDepartment = useKpi(scene.id, atMs, 'department');
  if (byDay.value === null) {
    if (byDay.error === null) return <p className="desk-empty">{say('desk.kpiLoading')}</p>;
    return <Alert type="error" showIcon title={say('desk.kpiFailed')} description={errorWords(byDay.error, say)} />;
  }
  const { total, names } = byDay.value;
  const tiles = [
    ['kpiReported', total.reported],
    ['kpiOpen', total.open],
    ['kpiOverdue', total.overdue],
    ['kpiClosed', total.closed],
  ] as const;
  return (
    <div data-testid="desk-figures">
      <p className="muted">
        {say('desk.kpi')} · {say('desk.kpiAt', { time: clockText(byDay.value.atMs, zone).slice(11) })}
      </p>
      <ul className="desk-tiles">
        {tiles.map(([key, number]) => (
          <li key={key} className={key === 'kpiOverdue' && number > 0 ? 'is-bad' : ''}>
            <strong className="figures">{grouped(number)}</strong>
            <span className="muted">{say(`desk.${key}`)}</span>
          </li>
        ))}
      </ul>
      <dl className="desk-shares">
        {CASE_SHARES.map((share) => (
          <ShareLine key={share} name={names[share][language]} share={total.shares[share]} />
        ))}
        <div>
          <dt>{say('desk.kpiMean')}</dt>
          <dd className="figures">
            {total.meanHandlingMs === null ? say('panel.unknown') : durationText(total.meanHandlingMs, say)}
            <small className="muted">{say('desk.kpiKnown', { number: total.handlingKnown })}</small>
          </dd>
        </div>
      </dl>
      <h4>{say('desk.kpiByDay')}</h4>
      <Chart bars={dayBars(byDay.value, say)} isLying={false} most={null} label={say('desk.kpiByDay')} />
      <h4>{say('desk.kpiByDepartment')}</h4>
      {byDepartment.value === null ? (
        <p className="muted">
          {byDepartment.error === null ? say('desk.kpiLoading') : errorWords(byDepartment.error, say)}
        </p>
      ) : (
        <Chart bars={departmentBars(byDepartment.value, say)} isLying most={100} label={say('desk.kpiByDepartment')} />
      )}
    </div>
  );
}

function useKpi(scene: string, atMs: number, by: KpiGroup) {
  // A time that is asked for is a whole minute, so that a tick of the clock is no other question.
  const toMs = Math.ceil(atMs / ASK_EVERY_MS) * ASK_EVERY_MS;
  const ask = useCallback(
    (signal: AbortSignal) => deskApi.kpi(scene, { fromMs: toMs - DAYS * DAY_MS, toMs, by: [by] }, signal),
    [scene, toMs, by],
  );
  return useRecord(ask, by);
}

interface ShareLineProps {
  readonly name: string;
  readonly share: CaseKpi['total']['shares']['registered'];
}

function ShareLine({ name, share: { yes, no, unknown } }: ShareLineProps) {
  const say = useSay();
  const text = shareText(yes, yes + no);
  return (
    <div>
      <dt>{name}</dt>
      <dd className="figures">
        {text === null ? <span className="unknown">{say('panel.unknown')}</span> : text}
        <small className="muted">
          {say('desk.kpiKnown', { number: grouped(yes + no) })}
          {unknown > 0 && ` · ${say('desk.kpiUnknown', { number: grouped(unknown) })}`}
        </small>
      </dd>
    </div>
  );
}

function dayBars({ groups }: CaseKpi, say: ReturnType<typeof useSay>): readonly Bar[] {
  return groups
    .flatMap(({ key: [day], figures }) =>
      day === null || day === undefined ? [] : [{ day, number: figures.reported }],
    )
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .map(({ day, number }) => ({ name: day.slice(5), value: number, words: say('desk.kpiDay', { day, number }) }));
}

function departmentBars({ groups }: CaseKpi, say: ReturnType<typeof useSay>): readonly Bar[] {
  return groups
    .toSorted((a, b) => b.figures.reported - a.figures.reported)
    .slice(0, MOST_DEPARTMENTS)
    .map(({ key: [department], figures }) => {
      const { yes, no } = figures.shares.handledInTime;
      const known = yes + no;
      const name = department ?? say('desk.kpiNoDepartment');
      const share = shareText(yes, known) ?? say('panel.unknown');
      return {
        name,
        value: known === 0 ? null : Math.round((1000 * yes) / known) / 10,
        words: `${name}: ${share} (${say('desk.kpiKnown', { number: known })})`,
      };
    });
}

interface ChartProps extends Pick<BarsWanted, 'bars' | 'isLying' | 'most'> {
  readonly label: string;
}

/** A picture of the figures; the same stand in a table for who cannot see it. */
function Chart({ bars, isLying, most, label }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<FigureChart | null>(null);
  const theme = useApp((state) => state.theme);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const made = figureChart(element);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    const isDark = theme === 'dark';
    chart.current?.draw({
      bars,
      isLying,
      most,
      tone: isDark ? '#4fb3c4' : '#1f7a8c',
      ink: isDark ? '#a3afb9' : '#5d6a75',
      line: isDark ? 'rgb(220 230 240 / 0.18)' : 'rgb(30 40 50 / 0.16)',
      calm: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    });
  }, [bars, isLying, most, theme]);
  return (
    <>
      <div
        ref={host}
        className="desk-chart"
        style={{ height: isLying ? 26 + bars.length * 22 : 130 }}
        aria-hidden="true"
      />
      <table className="only-read">
        <caption>{label}</caption>
        <tbody>
          {bars.map(({ name, words }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
