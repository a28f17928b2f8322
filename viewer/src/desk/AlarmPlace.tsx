import type { Alarm } from '@undercroft/core/live/alarm';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { AlarmContext } from '@undercroft/core/protocol/live/alarm-context';
import type { NearestUnit } from '@undercroft/core/protocol/live/unit-answers';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import { fixed, metres } from '../format/quantity.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { livePositions } from '../live/live-positions.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { Fact, FactGroup } from '../panels/Facts.tsx';
import { UtilityMark } from '../panels/UtilityMark.tsx';
import { select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { useNow } from '../wall/use-now.ts';
import { ageText, distanceText } from '../wall/wall-format.ts';
import { useActing } from './ActNotice.tsx';
import { dispatchAlarm, watch } from './desk-actions.ts';
import { usePlace } from './place-store.ts';
import { SeeingCameras } from './SeeingCameras.tsx';

const MOST_UNITS = 4;

/** Who could go: the nearest units with their distance, each one tap away from being sent. */
export function NearestUnits({ alarm }: { readonly alarm: Alarm }) {
  const say = useSay();
  const around = usePlace((state) => (state.alarmId === alarm.alarmId ? state.around : null));
  const acting = useActing(`alarm ${alarm.alarmId}`);
  const isPast = useLive(({ clock }) => clock.mode !== 'live');
  const hasUnit = useLive(({ cases }) => (alarm.caseId === null ? null : (cases.get(alarm.caseId)?.unit ?? null)));
  if (around === null || around.state !== 'ready') return null;
  const { units } = around.value;
  const first = units?.find(({ isBusy, isStale }) => isBusy !== true && !isStale);
  const canSend = !isPast && alarm.state !== 'closed' && hasUnit === null;
  return (
    <FactGroup title={say('desk.units')}>
      {hasUnit !== null && <p className="desk-sent">{say('desk.dispatched', { unit: hasUnit })}</p>}
      {units === null && <p className="unknown">{say('desk.unitsUnknown')}</p>}
      {units?.length === 0 && <p className="muted">{say('desk.noUnits')}</p>}
      <ul className="desk-units" data-testid="nearest-units">
        {units?.slice(0, MOST_UNITS).map((unit) => (
          <UnitLine
            key={unit.unitId}
            unit={unit}
            isFirst={unit === first}
            send={
              canSend
                ? {
                    isBusy: acting === 'dispatch',
                    isOff: acting !== null,
                    act: () => dispatchAlarm(alarm.alarmId, unit.unitId),
                  }
                : null
            }
          />
        ))}
      </ul>
    </FactGroup>
  );
}

interface UnitLineProps {
  /** The one to be sent, if none other is chosen. */
  readonly isFirst: boolean;
  readonly unit: Pick<NearestUnit, 'unitId' | 'name' | 'distanceM' | 'ageS'> &
    Partial<Pick<NearestUnit, 'isBusy' | 'isStale' | 'category'>>;
  readonly send: { readonly isBusy: boolean; readonly isOff: boolean; readonly act: () => void } | null;
}

export function UnitLine({ unit, isFirst, send }: UnitLineProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const name = unit.name[language] ?? unit.name.zh ?? unit.unitId;
  const age = ageText(useAgeMs(unit), say);
  const notes = [
    unit.distanceM === null
      ? say('desk.unitAwayUnknown', { age })
      : say('desk.unitAway', { distance: distanceText(unit.distanceM), age }),
    ...(unit.isBusy === true ? [say('desk.unitBusy')] : []),
    ...(unit.isStale === true ? [say('desk.unitStale')] : []),
  ];
  return (
    <li data-unit={unit.unitId}>
      <button type="button" className="desk-unit" onClick={() => watch({ kind: 'unit', id: unit.unitId })}>
        <span>{name}</span>
        <small className="muted figures">{notes.join(' · ')}</small>
      </button>
      {send !== null && (
        <Button
          size="small"
          type={isFirst ? 'primary' : 'default'}
          autoInsertSpace={false}
          loading={send.isBusy}
          disabled={send.isOff && !send.isBusy}
          title={say('desk.sendHint', { unit: name })}
          data-testid="dispatch"
          onClick={send.act}
        >
          {say('desk.send')}
        </Button>
      )}
    </li>
  );
}

/** How old a unit's position is now: by its latest report where the page has one, else by the answer, as it ages. */
function useAgeMs({ unitId, ageS }: Pick<NearestUnit, 'unitId' | 'ageS'>): number {
  const nowMs = useNow();
  const [askedMs] = useState(() => Date.now());
  const atMs = useLive((state) => shownMs(state, nowMs));
  const row = livePositions.rowOf(unitId);
  return row === null ? ageS * 1000 + nowMs - askedMs : atMs - (livePositions.eventTimesMs[row] ?? 0);
}

/** What lies at the place of an alarm: the manhole, the water in it, the pipes joined to it, the cameras that see it. */
export function AlarmPlace({ scene, alarm }: { readonly scene: PublicScene; readonly alarm: Alarm }) {
  const say = useSay();
  const around = usePlace((state) => (state.alarmId === alarm.alarmId ? state.around : null));
  return (
    <FactGroup title={say('desk.around')}>
      {(around === null || around.state === 'loading') && <p className="muted">{say('desk.aroundLoading')}</p>}
      {around?.state === 'failed' && (
        <Alert type="warning" showIcon title={say('desk.aroundFailed')} description={errorWords(around.error, say)} />
      )}
      {around?.state === 'ready' && <Around value={around.value} scene={scene} />}
      {alarm.position === null && <p className="unknown">{say('desk.noPlace')}</p>}
    </FactGroup>
  );
}

function Around({ value, scene }: { readonly value: AlarmContext; readonly scene: PublicScene }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { manhole, water, drainWater, pipes, owner, thing, missing } = value;
  const level = water?.levelM ?? null;
  const depth = water?.depthM ?? null;
  const isMissing = (part: AlarmContext['missing'][number]['part']): boolean =>
    missing.some((each) => each.part === part);
  const datum = scene.heightDatum.name[language];
  const waterAge = water === null ? '' : ageText(water.ageS * 1000, say);
  const waterNote =
    water === null
      ? undefined
      : `${datum} · ${say(water.isStale === true ? 'desk.waterStale' : 'desk.waterAge', { age: waterAge })}`;
  return (
    <>
      <dl>
        {thing !== null && <Fact name={say('desk.device')} text={thing.name[language] ?? thing.name.zh} />}
        {manhole === null ? (
          <Fact name={say('desk.manhole')} text={isMissing('manhole') ? null : say('desk.noManhole')} />
        ) : (
          <div className="fact">
            <dt>{say('desk.manhole')}</dt>
            <dd>
              <Button type="link" size="small" onClick={() => select(manhole.id, { fly: true })}>
                {manhole.sourceId}
              </Button>
            </dd>
          </div>
        )}
        <Fact
          name={say('desk.water')}
          text={level === null ? null : `${metres(level)}`}
          note={waterNote}
          testId="water-level"
        />
        {depth !== null && <Fact name="" text={say('desk.waterDepth', { depth: fixed(depth, 2) })} />}
        {water === null && drainWater !== null && (
          <Fact
            name={say('desk.drainWater')}
            text={drainWater.levelM === null ? null : metres(drainWater.levelM)}
            note={say('desk.drainAlong', { distance: distanceText(drainWater.alongM) })}
          />
        )}
        <Fact name={say('desk.owner')} text={owner} />
      </dl>
      <h4>{say('desk.pipes')}</h4>
      {pipes === null && <p className="unknown">{say('panel.unknown')}</p>}
      {pipes?.length === 0 && <p className="muted">{say('desk.noPipes')}</p>}
      <ul className="desk-pipes" data-testid="joined-pipes">
        {pipes?.map((pipe) => (
          <li key={pipe.id}>
            <button type="button" className="desk-unit" onClick={() => select(pipe.id, { fly: true })}>
              <UtilityMark utility={pipe.utility} />
              <span>{say(`utility.${pipe.utility}`)}</span>
              <span className="figures muted">
                {pipe.widthMm === null ? say('panel.unknown') : `DN${pipe.widthMm}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <SeeingCameras scene={scene} cameras={value.cameras} />
    </>
  );
}
