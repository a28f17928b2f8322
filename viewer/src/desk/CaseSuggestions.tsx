import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { CaseRecordAnswer } from '@undercroft/core/protocol/live/case-records';
import { Alert, Button } from 'antd';
import { useCallback } from 'react';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { Fact, FactGroup } from '../panels/Facts.tsx';
import { useApp } from '../state/store.ts';
import { useActing } from './ActNotice.tsx';
import { UnitLine } from './AlarmPlace.tsx';
import { deskApi, takeStep } from './desk-actions.ts';
import { useRecord } from './use-record.ts';

interface Props {
  readonly scene: PublicScene;
  readonly record: CaseRecordAnswer;
}

/** Who should go, by the rules, and which free unit is nearest: one tap dispatches. */
export function CaseSuggestions({ scene, record }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { sourceId } = record.case;
  const ask = useCallback(
    (signal: AbortSignal) => deskApi.suggestion(scene.id, sourceId, signal),
    [scene.id, sourceId],
  );
  const { value, error } = useRecord(ask, String(record.version));
  const acting = useActing(`case ${sourceId}`);
  const isPast = useLive(({ clock }) => clock.mode !== 'live');
  const dispatch = (unit: string | null): void =>
    takeStep(sourceId, record.version, { action: 'dispatch', ...(unit === null ? {} : { unit }) });
  if (error !== null && value === null) {
    return <Alert type="warning" showIcon title={say('desk.suggestionFailed')} description={errorWords(error, say)} />;
  }
  if (value === null) return <p className="muted">{say('panel.loading')}</p>;
  return (
    <FactGroup title={say('desk.suggestion')}>
      <dl>
        <Fact
          name={say('desk.department')}
          text={value.department}
          note={value.department === null ? say('desk.noDepartment') : value.basis[language]}
        />
      </dl>
      <h4>{say('desk.freeUnits')}</h4>
      {value.units.length === 0 && <p className="unknown">{say('desk.noFreeUnits')}</p>}
      <ul className="desk-units" data-testid="suggested-units">
        {value.units.map((unit, i) => (
          <UnitLine
            key={unit.unitId}
            unit={unit}
            isFirst={i === 0}
            send={
              isPast
                ? null
                : { isBusy: acting === 'dispatch', isOff: acting !== null, act: () => dispatch(unit.unitId) }
            }
          />
        ))}
      </ul>
      <p className="muted">{say('desk.othersBusy', { busy: value.busyCount, stale: value.staleCount })}</p>
      {!isPast && value.department !== null && (
        <Button
          size="small"
          loading={acting === 'dispatch'}
          disabled={acting !== null && acting !== 'dispatch'}
          data-testid="dispatch-department"
          onClick={() => dispatch(null)}
        >
          {say('desk.dispatchAny')}
        </Button>
      )}
    </FactGroup>
  );
}
