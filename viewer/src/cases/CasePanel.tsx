import { CloseOutlined } from '@ant-design/icons';
import type { PublicScene, Summary } from '@undercroft/core/protocol/answers';
import type { CaseSummary } from '@undercroft/core/protocol/cases';
import { Alert, Button, Skeleton, Tag } from 'antd';
import { useCallback, useEffect, useRef } from 'react';
import { useData } from '../data/data-store.ts';
import { grouped } from '../format/quantity.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { usePits } from '../pit/pit-store.ts';
import { useApp } from '../state/store.ts';
import { CaseBars } from './CaseBars.tsx';
import { CaseFigures } from './CaseFigures.tsx';
import { CaseMapControl } from './CaseMapControl.tsx';
import { CasePeriodPick } from './CasePeriodPick.tsx';
import { CaseRanks } from './CaseRanks.tsx';
import { chooseCell, choosePeriod, closeCases, loadCases, monthsYear } from './case-actions.ts';
import { dayText, monthName, weekdayName, zoneText } from './case-format.ts';
import { useCases } from './case-store.ts';

interface Props {
  readonly scene: PublicScene;
  readonly summary: Summary;
}

/** The left dock of city management: how many cases, when, of what, and how well they were handled. */
export function CasePanel({ scene, summary: { gridCells } }: Props) {
  const say = useSay();
  const summary = useCases((state) => state.summary);
  const cell = useCases((state) => state.cell);
  const again = useCaseLoading(scene);
  useOneDock();
  return (
    <section className="dock dock-left case-dock" aria-label={say('cases.title')} data-testid="case-panel">
      <header className="dock-head">
        <h2>{say('cases.title')}</h2>
        <CasePeriodPick />
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined />}
          aria-label={say('cases.close')}
          title={`${say('cases.close')} (C)`}
          onClick={closeCases}
        />
      </header>
      <div className="dock-body">
        {cell !== null && (
          <Tag closable onClose={() => chooseCell(null)} className="case-cell figures">
            {say('cases.ofCell', { cell })}
          </Tag>
        )}
        {summary.state === 'loading' && (
          <div role="status" aria-label={say('cases.loading')}>
            <Skeleton active paragraph={{ rows: 8 }} title={false} />
          </div>
        )}
        {summary.state === 'failed' && (
          <>
            <Alert
              type="error"
              showIcon
              title={say('cases.failed')}
              description={errorWords(summary.error, say)}
              data-testid="cases-failed"
            />
            <Button block className="retry" onClick={again}>
              {say('error.retry')}
            </Button>
          </>
        )}
        {summary.state === 'ready' && <Counted summary={summary.value} scene={scene} hasGrid={gridCells > 0} />}
      </div>
    </section>
  );
}

function Counted({
  summary,
  scene,
  hasGrid,
}: {
  readonly summary: CaseSummary;
  readonly scene: PublicScene;
  readonly hasGrid: boolean;
}) {
  const say = useSay();
  const { total, fromMs, toMs } = summary;
  const clock = scene.utcOffsetMinutes ?? 0;
  return (
    <>
      <p className="case-total">
        <strong className="figures" data-testid="case-total">
          {grouped(total)}
        </strong>
        <span>{say('cases.unit')}</span>
        <span className="muted figures">
          {fromMs === null || toMs === null
            ? total > 0 && say('cases.noTime')
            : say('cases.range', { from: dayText(fromMs, clock), to: dayText(toMs, clock) })}
        </span>
      </p>
      <CaseMapControl hasGrid={hasGrid} />
      {total === 0 ? (
        <p className="muted" data-testid="cases-none">
          {say('cases.none')}
        </p>
      ) : (
        <>
          <CaseFigures summary={summary} />
          <Rhythm summary={summary} />
          <Ranks summary={summary} />
        </>
      )}
      <p className="note">
        {scene.utcOffsetMinutes === undefined
          ? say('cases.noClock')
          : say('cases.clock', { zone: zoneText(scene.utcOffsetMinutes) })}
      </p>
    </>
  );
}

const HOUR_TICKS = [0, 6, 12, 18];

function Rhythm({ summary }: { readonly summary: CaseSummary }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const period = useCases((state) => state.period);
  const year = useCases(monthsYear);
  const yearSummary = useCases((state) => state.yearSummary);
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const weekdays = Array.from({ length: 7 }, (_, day) => weekdayName(day, language));
  const months = Array.from({ length: 12 }, (_, month) => monthName(month, language));
  const timed = summary.byHour.reduce((sum, count) => sum + count, 0);
  const chooseMonth = (index: number): void => {
    if (year === null) return;
    const isChosen = period.kind === 'month' && period.month === index + 1;
    choosePeriod(isChosen ? { kind: 'year', year } : { kind: 'month', year, month: index + 1 });
  };
  return (
    <section className="case-rhythm" aria-label={say('cases.rhythm')}>
      <h3>{say('cases.rhythm')}</h3>
      {year !== null && yearSummary.state === 'ready' && (
        <CaseBars
          title={say('cases.months', { year })}
          names={months}
          values={yearSummary.value.byMonth}
          ticks={months.map((name, i) => (language === 'zh' ? String(i + 1) : name.slice(0, 1)))}
          chosen={period.kind === 'month' ? period.month - 1 : null}
          onChoose={chooseMonth}
        />
      )}
      <CaseBars
        title={say('cases.hours')}
        names={hours.map((hour) => say('cases.hour', { hour }))}
        values={summary.byHour}
        ticks={hours.map((hour) => (HOUR_TICKS.includes(hour) ? String(hour) : ''))}
      />
      <CaseBars
        title={say('cases.weekdays')}
        names={weekdays}
        values={summary.byWeekday}
        ticks={weekdays.map((name) => (language === 'zh' ? name.slice(-1) : name))}
      />
      {timed < summary.total && (
        <p className="note">{say('cases.unknownTime', { number: grouped(summary.total - timed) })}</p>
      )}
    </section>
  );
}

const MOST_KINDS = 8;
const MOST_DEPARTMENTS = 6;
const MOST_CHANNELS = 7;

function Ranks({ summary }: { readonly summary: CaseSummary }) {
  const say = useSay();
  return (
    <>
      <CaseRanks
        title={say('cases.top')}
        most={MOST_KINDS}
        rows={summary.byCategory.map(({ kind, key, title, count }) => ({
          key: `${kind} ${key}`,
          name: title ?? key,
          count,
          ...(title !== null && key !== null && { note: key }),
        }))}
      />
      <CaseRanks
        title={say('cases.departments')}
        most={MOST_DEPARTMENTS}
        rows={summary.byDepartment.map(({ key, count }) => ({ key: String(key), name: key, count }))}
      />
      <CaseRanks
        title={say('cases.channels')}
        most={MOST_CHANNELS}
        rows={summary.byChannel.map(({ key, count }) => ({ key: String(key), name: channelName(key, say), count }))}
      />
    </>
  );
}

const CHANNEL_WORDS = {
  supervisor: 'channel.supervisor',
  hotline: 'channel.hotline',
  citizen: 'channel.citizen',
  camera: 'channel.camera',
  device: 'channel.device',
  department: 'channel.department',
} as const;

/** A channel in words; `null` for one that is unknown. */
function channelName(key: string | null, say: ReturnType<typeof useSay>): string | null {
  const known = Object.entries(CHANNEL_WORDS).find(([name]) => name === key);
  return known === undefined ? null : say(known[1]);
}

/** Keeps the figures in step with the period and the cell; returns what asks again. */
function useCaseLoading({ id, revision }: PublicScene): () => void {
  const period = useCases((state) => state.period);
  const cell = useCases((state) => state.cell);
  const running = useRef(new AbortController());
  const load = useCallback(() => {
    running.current.abort();
    running.current = new AbortController();
    void loadCases({ scene: id, revision, period, cell }, running.current.signal);
  }, [id, revision, period, cell]);
  useEffect(() => {
    load();
    return () => running.current.abort();
  }, [load]);
  return load;
}

/** Layers, pits, data and cases share one place: who opens another leaves this one. */
function useOneDock(): void {
  useEffect(() => {
    const stops = [
      useApp.subscribe((now, before) => {
        if (now.layersOpen && !before.layersOpen) closeCases();
      }),
      usePits.subscribe((now, before) => {
        if (now.panelOpen && !before.panelOpen) closeCases();
      }),
      useData.subscribe((now, before) => {
        if (now.open && !before.open) closeCases();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
}
