import type { Alarm } from '@undercroft/core/live/alarm';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { ReactNode } from 'react';
import { materialName } from '../format/material-name.ts';
import { useSay } from '../i18n/i18n.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { UtilityMark } from '../panels/UtilityMark.tsx';
import { useApp } from '../state/store.ts';
import { AlarmNear } from './AlarmNear.tsx';
import type { JoinedPipe, WallContext } from './alarm-context.ts';
import { useAlarmScene } from './alarm-scene.ts';
import { alarmTitle, causeText, deviceKind } from './alarm-words.ts';
import { useNow } from './use-now.ts';
import { waiting } from './wall-director.ts';
import { ageText, distanceText, timeText } from './wall-format.ts';
import { useWall } from './wall-store.ts';
import { waterWords } from './water-words.ts';

/** Beside the opened street: what happened, since when, what lies there, and who can be there first. */
export function AlarmCard({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const nowMs = useNow();
  const language = useApp((state) => state.language);
  const { alarm, context } = useAlarmScene();
  const director = useWall((state) => state.director);
  const alarms = useLive((state) => state.alarms);
  const aheadMs = useLive((state) => state.aheadMs);
  const clock = useLive((state) => state.clock);
  if (alarm === null) return null;
  const instantMs = shownMs({ clock, aheadMs }, nowMs);
  const others = waiting(director, { alarms, nowMs: 0, instantMs }).length;
  const cause = causeText(alarm, say, language);
  const known = context.state === 'ready' ? context.value : null;
  const offset = scene.utcOffsetMinutes ?? 0;
  const title = known?.rule?.title[language] ?? alarmTitle(alarm, language);
  const name = known?.thing?.name[language] ?? deviceKind(alarm.sensorKind, language) ?? alarm.sensorKind;
  const well = known?.manhole;
  return (
    <aside
      className={`wall-card is-${alarm.severity} is-${alarm.state}`}
      data-testid="alarm-card"
      data-alarm={alarm.alarmId}
      data-state={alarm.state}
      data-context={context.state}
    >
      <header>
        <span className={`severity-mark is-${alarm.severity}`} aria-hidden="true" />
        <h2>{title}</h2>
        <span className="severity-word">{say(`wall.severity.${alarm.severity}`)}</span>
      </header>
      {cause !== null && <p className="card-cause figures">{cause}</p>}
      <p className="card-since figures">
        <b>{ageText(instantMs - alarm.openedMs, say)}</b>{' '}
        <span className="muted">{say('wall.since', { time: timeText(alarm.openedMs, offset) })}</span>
      </p>
      <p className="card-state" data-testid="alarm-state">
        {stateText(alarm, offset, say)}
      </p>
      <dl>
        <Row title={say('wall.device')}>
          {name} <span className="muted">{alarm.thingId}</span>
        </Row>
        {known?.thing?.address != null && <Row title={say('wall.place')}>{known.thing.address}</Row>}
        {known !== null && (
          <>
            <Row title={say('wall.well')}>{well == null ? say('wall.unknown') : well.sourceId}</Row>
            <Row title={say('wall.water')}>
              <Water context={known} instantMs={instantMs} />
            </Row>
            <Row title={say('wall.pipes')}>
              <Pipes pipes={known.pipes} />
            </Row>
            {known.owner !== null && <Row title={say('wall.owner')}>{known.owner}</Row>}
          </>
        )}
      </dl>
      {known !== null && known.rule !== null && alarm.state === 'open' && (
        <p className="card-advice">{known.rule.advice[language]}</p>
      )}
      {context.state === 'loading' && <p className="muted">{say('wall.contextLoading')}</p>}
      {context.state === 'failed' && <p className="card-failed">{say('wall.contextFailed')}</p>}
      {known !== null && <AlarmNear sceneId={scene.id} near={known} />}
      {others > 0 && <p className="card-waiting">{say('wall.waiting', { number: others })}</p>}
    </aside>
  );
}

function Row({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Water({ context, instantMs }: { readonly context: WallContext; readonly instantMs: number }) {
  const say = useSay();
  const { water, drainWater } = context;
  const age = (ms: number): string => say('wall.feedAge', { age: ageText(instantMs - ms, say) });
  return (
    <>
      <span data-testid="alarm-water" className={water?.isStale === true ? 'is-stale' : ''}>
        {waterWords(water)} {water !== null && <span className="muted figures">{age(water.eventTimeMs)}</span>}
      </span>
      {water === null && drainWater !== null && (
        <p className={`muted figures ${drainWater.isStale === true ? 'is-stale' : ''}`}>
          {say('wall.drainWater', { away: distanceText(drainWater.alongM), water: waterWords(drainWater) })}{' '}
          {age(drainWater.eventTimeMs)}
        </p>
      )}
    </>
  );
}

function Pipes({ pipes }: { readonly pipes: readonly JoinedPipe[] | null }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  if (pipes === null) return say('wall.unknown');
  if (pipes.length === 0) return say('wall.pipesNone');
  return (
    <ul className="card-pipes" data-testid="alarm-pipes">
      {pipes.map(({ id, utility, widthMm, material }) => (
        <li key={id} data-pipe={id}>
          <UtilityMark utility={utility} /> {say(`utility.${utility}`)}{' '}
          <span className="figures">{widthMm === null ? say('wall.unknown') : `DN${widthMm}`}</span>{' '}
          <span className="muted">{material === null ? '' : materialName(material, language)}</span>
        </li>
      ))}
    </ul>
  );
}

function stateText(alarm: Alarm, offset: number, say: ReturnType<typeof useSay>): string {
  if (alarm.state === 'open') return say('wall.state.open');
  if (alarm.state === 'closed') return say('wall.state.closed');
  const { acknowledgedBy, acknowledgedMs } = alarm;
  const time = acknowledgedMs === null ? say('wall.unknown') : timeText(acknowledgedMs, offset);
  return say('wall.state.acknowledged', { by: acknowledgedBy ?? say('wall.unknown'), time });
}
