import { caseStage } from '@undercroft/core/cases/case-stage';
import type { LiveCaseAnswer } from '@undercroft/core/protocol/live/live-messages';
import { useSay } from '../i18n/i18n.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { useNow } from '../wall/use-now.ts';
import { ClockRing } from './ClockRing.tsx';
import { clockWords, countdownText } from './clock-words.ts';
import { DeskEmpty } from './DeskEmpty.tsx';
import { chooseCases, watch } from './desk-actions.ts';
import { caseClock, listedCases } from './desk-lists.ts';
import { CASE_FILTERS, useDesk } from './desk-store.ts';
import { caseTitle } from './desk-words.ts';

const MOST_ROWS = 150;

/** Cases under way by their clocks: what is late first, then what is due soonest. */
export function CaseList() {
  const say = useSay();
  const cases = useLive((state) => state.cases);
  const filter = useDesk((state) => state.caseFilter);
  const nowMs = useNow();
  const atMs = useLive((state) => shownMs(state, nowMs));
  const listed = listedCases(cases.values(), filter, atMs);
  return (
    <>
      <div className="desk-filters">
        {CASE_FILTERS.map((each) => (
          <button
            key={each}
            type="button"
            className="desk-chip"
            aria-pressed={each === filter}
            onClick={() => chooseCases(each)}
          >
            {say(`desk.filter.${each}`)}
          </button>
        ))}
      </div>
      {listed.length === 0 && (
        <DeskEmpty words={cases.size === 0 ? say('desk.noCases') : say('desk.noCasesListed', { number: cases.size })} />
      )}
      <ul className="desk-rows" data-testid="live-case-list">
        {listed.slice(0, MOST_ROWS).map((one) => (
          <CaseRow key={one.sourceId} one={one} atMs={atMs} />
        ))}
      </ul>
      {listed.length > MOST_ROWS && <p className="muted">{say('desk.more', { number: listed.length - MOST_ROWS })}</p>}
    </>
  );
}

function CaseRow({ one, atMs }: { readonly one: LiveCaseAnswer; readonly atMs: number }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const selected = useDesk(({ selected }) => selected?.kind === 'case' && selected.id === one.sourceId);
  const clock = caseClock(one, atMs);
  const stage = caseStage(one);
  return (
    <li>
      <button
        type="button"
        className="desk-row"
        aria-pressed={selected}
        data-testid="live-case-row"
        data-case={one.sourceId}
        data-stage={stage}
        data-clock={clock.state}
        title={clockWords(clock, say)}
        onClick={() => watch({ kind: 'case', id: one.sourceId })}
      >
        <ClockRing clock={clock} />
        <span className="desk-row-title">{caseTitle(one, language)}</span>
        <span className={`desk-row-age figures is-${clock.state}`}>
          {clock.leftMs === null
            ? say('panel.unknown')
            : `${clock.leftMs < 0 ? '+' : ''}${countdownText(clock.leftMs, say)}`}
        </span>
        <span className="desk-row-note muted">
          {[one.department, one.unit, one.address].filter((part) => part !== null).join(' · ') || one.sourceId}
        </span>
        <span className="desk-row-state muted">
          {say(`desk.stage.${stage}`)} · {say(`channel.${one.channel}`)}
          {one.duplicateOf !== null && <span> · {say('desk.duplicates')}</span>}
        </span>
      </button>
    </li>
  );
}
