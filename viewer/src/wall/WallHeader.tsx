import type { PublicScene } from '@undercroft/core/protocol/answers';
import { useSay } from '../i18n/i18n.ts';
import { shownMs, useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { linkState } from './link-state.ts';
import { useNow } from './use-now.ts';
import { dateText, timeText } from './wall-format.ts';

/** Name of the city, what kind of data it is, how the link stands, and the time. */
export function WallHeader({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const nowMs = useNow();
  const language = useApp((state) => state.language);
  const connection = useLive((state) => state.connection);
  const aheadMs = useLive((state) => state.aheadMs);
  const clock = useLive((state) => state.clock);
  const instantMs = shownMs({ clock, aheadMs }, nowMs);
  const offset = scene.utcOffsetMinutes ?? 0;
  const link = linkState(connection, nowMs);
  return (
    <header className="wall-header">
      <h1>{scene.title[language]}</h1>
      {scene.synthetic && <span className="wall-synthetic">{say('wall.synthetic')}</span>}
      <span className="wall-subtitle">{say('wall.title')}</span>
      <span className={`wall-link is-${link}`} data-testid="wall-link" data-link={link} aria-hidden="true" />
      <time className="wall-clock figures" dateTime={new Date(instantMs).toISOString()}>
        <span className="wall-date">{dateText(instantMs, offset)}</span>
        <b>{timeText(instantMs, offset)}</b>
        {scene.utcOffsetMinutes === undefined && <span className="wall-date">UTC</span>}
      </time>
    </header>
  );
}
