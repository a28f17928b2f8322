import { ALARM_SEVERITIES, type Alarm } from '@undercroft/core/live/alarm';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { alarmListSchema } from '@undercroft/core/protocol/live/alarm-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { useCallback } from 'react';
import { parsedAnswer } from '../api/ask.ts';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { alarmTitle } from './alarm-words.ts';
import { useAsked } from './use-asked.ts';
import { useNow } from './use-now.ts';
import { byUrgency } from './wall-director.ts';
import { ageText, countText } from './wall-format.ts';

/** So many stand in the list; the others are counted. */
const MOST_LISTED = 6;

/** Whether anybody looks for alarms is asked this often, milliseconds. */
const EVERY_MS = 15_000;

/** Every open alarm, the worst first: those that nobody took on before the others. */
export function AlarmTicker({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const nowMs = useNow();
  const language = useApp((state) => state.language);
  const alarms = useLive((state) => state.alarms);
  const isKnown = useLive((state) => state.isKnown);
  const aheadMs = useLive((state) => state.aheadMs);
  const sorted = [...alarms.values()].toSorted(
    (a, b) => Number(a.state !== 'open') - Number(b.state !== 'open') || byUrgency(a, b),
  );
  const counts = ALARM_SEVERITIES.map((severity) => ({
    severity,
    count: sorted.filter((alarm) => alarm.severity === severity).length,
  }));
  const isWatched = useWatched(scene.id);
  const listed = sorted.slice(0, MOST_LISTED);
  const [worst] = listed;
  const age = (alarm: Alarm): string => ageText(nowMs + aheadMs - alarm.openedMs, say);
  return (
    <section className="wall-ticker" aria-label={say('wall.alarms')} data-testid="wall-ticker" data-scene={scene.id}>
      <h3>{say('wall.alarms')}</h3>
      {isKnown && (
        <ul className="wall-severities">
          {counts.map(({ severity, count }) => (
            <li key={severity} className={`is-${severity} ${count === 0 ? 'is-none' : ''}`}>
              <span className={`severity-mark is-${severity}`} aria-hidden="true" />
              <span className="sr-only">{say(`wall.severity.${severity}`)} </span>
              <b className="figures">{countText(count, language)}</b>
            </li>
          ))}
        </ul>
      )}
      {!isKnown && <p className="wall-unknown">{say('wall.alarmsUnknown')}</p>}
      {isWatched === false && <p className="wall-unknown">{say('wall.alarmsUnwatched')}</p>}
      {isKnown && isWatched === true && sorted.length === 0 && <p className="wall-quiet">{say('wall.noAlarms')}</p>}
      <ol className="wall-alarms">
        {listed.map((alarm) => (
          <li key={alarm.alarmId} className={alarm.state === 'open' ? 'is-open' : 'is-taken'}>
            <span className={`severity-mark is-${alarm.severity}`} aria-hidden="true" />
            <span>
              <span className="sr-only">{say(`wall.severity.${alarm.severity}`)} </span>
              {alarmTitle(alarm, language)} <span className="muted">{alarm.thingId}</span>
            </span>
            <span className="muted figures">{age(alarm)}</span>
          </li>
        ))}
      </ol>
      {sorted.length > listed.length && (
        <p className="muted">{say('wall.more', { number: countText(sorted.length - listed.length, language) })}</p>
      )}
      <p className="sr-only" aria-live="assertive">
        {worst !== undefined && worst.state === 'open'
          ? say('wall.said', {
              severity: say(`wall.severity.${worst.severity}`),
              what: alarmTitle(worst, language),
              place: worst.thingId,
            })
          : ''}
      </p>
    </section>
  );
}

/** Whether anybody looks for alarms; `null` while that is not known. Where nobody does, no alarm does not mean all is well. */
function useWatched(scene: string): boolean | null {
  const ask = useCallback(
    (signal: AbortSignal) => parsedAnswer(alarmListSchema, `${routePath('alarms', { scene })}?limit=1`, { signal }),
    [scene],
  );
  const asked = useAsked(ask, EVERY_MS);
  if (asked.state !== 'ready' || asked.isOld) return null;
  const { state } = asked.value.watch;
  return state === 'watching' || state === 'elsewhere';
}
