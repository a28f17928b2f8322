import { fixed } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { livePositions } from '../live/live-positions.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { Fact, FactGroup } from '../panels/Facts.tsx';
import { useNow } from '../wall/use-now.ts';
import { ageText } from '../wall/wall-format.ts';
import { DetailHead } from './DetailHead.tsx';
import { watch } from './desk-actions.ts';

/** A unit on duty: how old its position is, where it goes, and the cases that it has. */
export function UnitDetail({ id }: { readonly id: string }) {
  const say = useSay();
  const nowMs = useNow();
  const atMs = useLive((state) => shownMs(state, nowMs));
  const cases = useLive((state) => state.cases);
  const row = livePositions.rowOf(id);
  const own = [...cases.values()].filter(({ unit }) => unit === id);
  const place = row === null ? null : ([livePositions.lons[row] ?? 0, livePositions.lats[row] ?? 0] as const);
  return (
    <aside className="dock dock-right desk-detail" data-testid="desk-detail" data-unit={id}>
      <DetailHead mark={null} title={say('desk.unit', { id })} note={<span>{say('kind.unit')}</span>} place={place} />
      <div className="dock-body">
        {row === null ? (
          <p className="unknown">{say('desk.unitGone')}</p>
        ) : (
          <dl>
            <Fact name={say('desk.unitSeen')} text={ageText(atMs - (livePositions.eventTimesMs[row] ?? 0), say)} />
            <Fact
              name={say('desk.unitHeading')}
              text={`${fixed(livePositions.headingsDeg[row] ?? 0, 0)}°`}
              note={say('desk.unitSpeed', { speed: fixed((livePositions.speedsMps[row] ?? 0) * 3.6, 0) })}
            />
          </dl>
        )}
        <FactGroup title={say('desk.unitCases')}>
          {own.length === 0 && <p className="muted">{say('desk.none')}</p>}
          <ul className="desk-units">
            {own.map(({ sourceId }) => (
              <li key={sourceId}>
                <button type="button" className="desk-unit" onClick={() => watch({ kind: 'case', id: sourceId })}>
                  {sourceId}
                </button>
              </li>
            ))}
          </ul>
        </FactGroup>
      </div>
    </aside>
  );
}
