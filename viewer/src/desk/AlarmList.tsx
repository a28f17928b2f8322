import { ALARM_SEVERITIES, type Alarm } from '@undercroft/core/live/alarm';
import { Checkbox } from 'antd';
import { alarmLook } from '../globe/live/status-sign.ts';
import { useSay } from '../i18n/i18n.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { useAlarmsKnown } from '../replay/alarms-known.ts';
import { useApp } from '../state/store.ts';
import { alarmTitle, causeText } from '../wall/alarm-words.ts';
import { useNow } from '../wall/use-now.ts';
import { ageText } from '../wall/wall-format.ts';
import { DeskEmpty } from './DeskEmpty.tsx';
import { setOnlyOpen, toggleSeverity, watch } from './desk-actions.ts';
import { listedAlarms } from './desk-lists.ts';
import { useDesk } from './desk-store.ts';
import { SeverityMark } from './SeverityMark.tsx';

/** More rows than a person reads are counted, not listed. */
const MOST_ROWS = 150;

/** Alarms that are not closed: what nobody has seen first, of these the worst. */
export function AlarmList() {
  const say = useSay();
  const alarms = useLive((state) => state.alarms);
  const severities = useDesk((state) => state.severities);
  const onlyOpen = useDesk((state) => state.onlyOpen);
  const isKnown = useLive((state) => state.isKnown);
  const isAlarmsKnown = useAlarmsKnown();
  const listed = listedAlarms(alarms.values(), { severities, onlyOpen });
  return (
    <>
      <Filters alarms={isKnown && isAlarmsKnown ? alarms : null} />
      {listed.length === 0 && (
        <DeskEmpty
          words={
            !isAlarmsKnown
              ? say('replay.alarmsUnknown')
              : alarms.size === 0
                ? say('desk.noAlarms')
                : say('desk.noAlarmsListed', { number: alarms.size })
          }
        />
      )}
      <ul className="desk-rows" data-testid="alarm-list">
        {listed.slice(0, MOST_ROWS).map((alarm) => (
          <AlarmRow key={alarm.alarmId} alarm={alarm} />
        ))}
      </ul>
      {listed.length > MOST_ROWS && <p className="muted">{say('desk.more', { number: listed.length - MOST_ROWS })}</p>}
    </>
  );
}

/** How many there are of each severity, to show or leave out; `alarms` is null while nobody knows. */
function Filters({ alarms }: { readonly alarms: ReadonlyMap<string, Alarm> | null }) {
  const say = useSay();
  const severities = useDesk((state) => state.severities);
  const onlyOpen = useDesk((state) => state.onlyOpen);
  return (
    <div className="desk-filters">
      {ALARM_SEVERITIES.map((severity) => {
        const number = alarms === null ? null : countOf(alarms, severity);
        const isShown = severities.includes(severity);
        const name = say(`desk.severity.${severity}`);
        const words =
          number === null
            ? say('desk.severityUnknown', { severity: name })
            : say(isShown ? 'desk.severityShow' : 'desk.severityHide', { severity: name, number });
        return (
          <button
            key={severity}
            type="button"
            className="desk-chip"
            aria-pressed={isShown}
            aria-label={words}
            title={words}
            onClick={() => toggleSeverity(severity)}
          >
            <SeverityMark look={severity} sizePx={14} />
            <span className="figures">{number ?? '–'}</span>
          </button>
        );
      })}
      <Checkbox checked={onlyOpen} onChange={(event) => setOnlyOpen(event.target.checked)} title={say('desk.onlyOpen')}>
        {say('desk.onlyOpenShort')}
      </Checkbox>
    </div>
  );
}

function countOf(alarms: ReadonlyMap<string, Alarm>, severity: Alarm['severity']): number {
  return [...alarms.values()].filter((alarm) => alarm.severity === severity).length;
}

/** Whether its condition holds, where there is no figure to show. */
function activeWord({ isActive }: Alarm): 'yes' | 'no' | 'unknown' {
  if (isActive === null) return 'unknown';
  return isActive ? 'yes' : 'no';
}

function AlarmRow({ alarm }: { readonly alarm: Alarm }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const selected = useDesk(({ selected }) => selected?.kind === 'alarm' && selected.id === alarm.alarmId);
  const act = useDesk(({ acts }) => acts.get(`alarm ${alarm.alarmId}`));
  const nowMs = useNow();
  const ageMs = useLive((state) => shownMs(state, nowMs)) - alarm.openedMs;
  const isSeen = alarm.state === 'acknowledged';
  const state = isSeen
    ? say('desk.acknowledgedBy', { by: alarm.acknowledgedBy ?? say('panel.unknown') })
    : say('desk.state.open');
  return (
    <li>
      <button
        type="button"
        className={`desk-row${isSeen ? ' is-seen' : ''}`}
        aria-pressed={selected}
        data-testid="alarm-row"
        data-alarm={alarm.alarmId}
        data-state={alarm.state}
        data-severity={alarm.severity}
        onClick={() => watch({ kind: 'alarm', id: alarm.alarmId })}
      >
        <SeverityMark look={alarmLook(alarm.severity, isSeen)} sizePx={22} />
        <span className="desk-row-title">{alarmTitle(alarm, language)}</span>
        <span className="desk-row-age figures">{ageText(ageMs, say)}</span>
        <span className="desk-row-note muted">
          {causeText(alarm, say, language) ?? say(`desk.active.${activeWord(alarm)}`)}
        </span>
        <span className="desk-row-state muted">
          {act === undefined ? state : say(act.error === null ? 'desk.acting' : 'desk.actFailed')}
          <span className="figures"> · {alarm.thingId}</span>
          {alarm.count > 1 && <span className="figures"> · {say('desk.times', { number: alarm.count })}</span>}
          {alarm.caseId !== null && <span> · {say('desk.caseOf')}</span>}
          {alarm.position === null && <span className="unknown"> · {say('desk.noPlace')}</span>}
        </span>
      </button>
    </li>
  );
}
