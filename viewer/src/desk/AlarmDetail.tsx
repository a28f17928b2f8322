import { CheckOutlined } from '@ant-design/icons';
import type { Alarm } from '@undercroft/core/live/alarm';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { AlarmRecordAnswer } from '@undercroft/core/protocol/live/alarm-answers';
import { Button, Input, Popover } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { clockText } from '../cases/case-format.ts';
import { alarmLook } from '../globe/live/status-sign.ts';
import { useSay } from '../i18n/i18n.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { Fact, FactGroup } from '../panels/Facts.tsx';
import { useApp } from '../state/store.ts';
import { alarmTitle, causeText, deviceKind } from '../wall/alarm-words.ts';
import { useNow } from '../wall/use-now.ts';
import { ageText } from '../wall/wall-format.ts';
import { ActNotice, useActing } from './ActNotice.tsx';
import { AlarmPlace, NearestUnits } from './AlarmPlace.tsx';
import { alarmAdvice } from './alarm-advice.ts';
import { DetailHead } from './DetailHead.tsx';
import { DetailWaiting } from './DetailWaiting.tsx';
import { acknowledge, closeAlarm, deskApi, makeCase, watch } from './desk-actions.ts';
import { useDesk } from './desk-store.ts';
import { leavePlace, loadPlace } from './place-store.ts';
import { SeverityMark } from './SeverityMark.tsx';
import { useRecord } from './use-record.ts';

interface Props {
  readonly scene: PublicScene;
  readonly alarmId: string;
}

/** An alarm with all that helps to decide: what happened, what lies there, who is near, and what was done. */
export function AlarmDetail({ scene, alarmId }: Props) {
  const say = useSay();
  const standing = useLive(({ alarms }) => alarms.get(alarmId));
  const done = useDesk((state) => state.done);
  const ask = useCallback((signal: AbortSignal) => deskApi.alarm(scene.id, alarmId, signal), [scene.id, alarmId]);
  const stamp = `${standing?.state} ${standing?.severity} ${standing?.count} ${standing?.isActive} ${standing?.caseId} ${done}`;
  const record = useRecord(ask, stamp);
  // What stands comes by the stream; one that is closed is known by its record alone.
  const alarm = standing ?? record.value?.alarm;
  if (alarm === undefined) {
    return <DetailWaiting title={alarmId} note={say('desk.alarmOf')} error={record.error} />;
  }
  return <Known scene={scene} alarm={alarm as Alarm} record={record.value} />;
}

interface KnownProps {
  readonly scene: PublicScene;
  readonly alarm: Alarm;
  readonly record: AlarmRecordAnswer | null;
}

function Known({ scene, alarm, record }: KnownProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const nowMs = useNow();
  const ageMs = useLive((state) => shownMs(state, nowMs)) - alarm.openedMs;
  usePlaceOf(scene.id, alarm);
  const cause = causeText(alarm, say, language);
  const advice = alarmAdvice(alarm, language);
  const clock = (ms: number): string => clockText(ms, scene.utcOffsetMinutes ?? 0);
  const active = alarm.isActive === null ? 'unknown' : alarm.isActive ? 'yes' : 'no';
  return (
    <aside
      className="dock dock-right desk-detail"
      data-testid="desk-detail"
      data-alarm={alarm.alarmId}
      data-state={alarm.state}
    >
      <DetailHead
        mark={<SeverityMark look={alarmLook(alarm.severity, alarm.state !== 'open')} sizePx={20} />}
        title={alarmTitle(alarm, language)}
        note={
          <>
            <span>{deviceKind(alarm.sensorKind, language) ?? alarm.sensorKind}</span>
            <span className="figures">{alarm.thingId}</span>
          </>
        }
        place={alarm.position}
      />
      <div className="dock-body">
        <p className="desk-state" data-testid="alarm-state">
          <strong>
            {alarm.state === 'acknowledged'
              ? say('desk.acknowledgedBy', { by: alarm.acknowledgedBy ?? say('panel.unknown') })
              : say(`desk.state.${alarm.state}`)}
          </strong>
          <span className="figures">{ageText(ageMs, say)}</span>
        </p>
        {cause !== null && <p className="desk-cause figures">{cause}</p>}
        <p className="muted">
          {say(`desk.active.${active}`)}
          {alarm.count > 1 && ` · ${say('desk.times', { number: alarm.count })}`}
        </p>
        {advice !== null && alarm.state === 'open' && <p className="desk-advice">{advice}</p>}
        <ActNotice about={`alarm ${alarm.alarmId}`} />
        <AlarmActs alarm={alarm} />
        <NearestUnits alarm={alarm} />
        <AlarmPlace scene={scene} alarm={alarm} />
        <FactGroup title={say('desk.history')}>
          <ol className="desk-history" data-testid="alarm-history">
            {(record?.steps ?? []).map(({ atMs, step, by, note }) => (
              <li key={`${atMs} ${step}`}>
                <span>{alarmStep(step, say)}</span>
                <span className="figures muted">{clock(atMs).slice(5)}</span>
                {by !== null && <span className="muted">{say('desk.by', { by })}</span>}
                {note !== null && <q>{note}</q>}
              </li>
            ))}
          </ol>
          <dl>
            <Fact name={say('desk.openedAt')} text={clock(alarm.openedMs)} />
            <Fact name={say('desk.source')} text={alarm.source} />
            <Fact name={say('desk.rule')} text={`${alarm.ruleId} ${alarm.rulesVersion}`} />
          </dl>
        </FactGroup>
      </div>
    </aside>
  );
}

/** What can be done with an alarm; nothing in the past. */
function AlarmActs({ alarm }: { readonly alarm: Alarm }) {
  const say = useSay();
  const acting = useActing(`alarm ${alarm.alarmId}`);
  const isPast = useLive(({ clock }) => clock.mode !== 'live');
  const { caseId } = alarm;
  if (isPast) return <p className="desk-advice">{say('desk.pastNote')}</p>;
  return (
    <div className="desk-acts">
      {alarm.state === 'open' && (
        <Button
          type="primary"
          icon={<CheckOutlined />}
          loading={acting === 'acknowledge'}
          disabled={acting !== null && acting !== 'acknowledge'}
          data-testid="acknowledge"
          onClick={() => acknowledge(alarm.alarmId)}
        >
          {say(acting === 'acknowledge' ? 'desk.acknowledging' : 'desk.acknowledge')}
        </Button>
      )}
      {caseId === null ? (
        alarm.state !== 'closed' && (
          <Button
            size="small"
            loading={acting === 'makeCase'}
            disabled={acting !== null && acting !== 'makeCase'}
            data-testid="make-case"
            onClick={() => makeCase(alarm.alarmId)}
          >
            {say(acting === 'makeCase' ? 'desk.makingCase' : 'desk.makeCase')}
          </Button>
        )
      ) : (
        <Button size="small" data-testid="open-case" onClick={() => watch({ kind: 'case', id: caseId })}>
          {say('desk.openCase')}
        </Button>
      )}
      {alarm.state !== 'closed' && <CloseAct alarm={alarm} acting={acting} />}
    </div>
  );
}

function CloseAct({ alarm, acting }: { readonly alarm: Alarm; readonly acting: string | null }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const send = (): void => {
    setOpen(false);
    closeAlarm(alarm.alarmId, note.trim());
  };
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      content={
        <form
          className="desk-name"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <div>
            <Input
              autoFocus
              value={note}
              maxLength={2000}
              aria-label={say('desk.closeWhy')}
              placeholder={say('desk.closeWhy')}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button htmlType="submit" danger data-testid="close-alarm-ok">
              {say('desk.closeAlarm')}
            </Button>
          </div>
        </form>
      }
    >
      <Button
        size="small"
        loading={acting === 'close'}
        disabled={acting !== null && acting !== 'close'}
        data-testid="close-alarm"
        aria-expanded={open}
      >
        {say(acting === 'close' ? 'desk.closing' : 'desk.closeAlarm')}
      </Button>
    </Popover>
  );
}

/** Asks what lies about an alarm as long as it is watched, anew when it changes. */
function usePlaceOf(scene: string, alarm: Alarm): void {
  const latest = useRef(alarm);
  useEffect(() => {
    latest.current = alarm;
  });
  const version = `${alarm.alarmId} ${alarm.count} ${alarm.isActive}`;
  useEffect(() => {
    const controller = new AbortController();
    void loadPlace(scene, latest.current, version, controller.signal);
    return () => controller.abort();
  }, [scene, version]);
  useEffect(() => leavePlace, []);
}

const STEPS = ['opened', 'raised', 'repeated', 'returned', 'acknowledged', 'closed', 'caseMade'] as const;

function alarmStep(step: string, say: ReturnType<typeof useSay>): string {
  const known = STEPS.find((each) => each === step);
  return known === undefined ? step : say(`desk.alarmStep.${known}`);
}
