import type { Feed } from '@undercroft/core/live/feed';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { feedNow } from './feed-now.ts';
import { linkState } from './link-state.ts';
import { useNow } from './use-now.ts';
import { ageText, countText, timeText } from './wall-format.ts';

/** How fresh every feed is: what is stale must never pass for the present. */
export function FeedPanel({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const nowMs = useNow();
  const feeds = useLive((state) => state.feeds);
  const connection = useLive((state) => state.connection);
  const aheadMs = useLive((state) => state.aheadMs);
  const isLinked = linkState(connection, nowMs) === 'live';
  return (
    <section className="wall-panel wall-feeds" aria-label={say('wall.feeds')}>
      <h3>{say('wall.feeds')}</h3>
      {feeds.length === 0 && <p className="wall-unknown">{say('wall.feedsUnknown')}</p>}
      <ul>
        {feeds.map((feed) => (
          <FeedLine key={feed.source} feed={feed} instantMs={nowMs + aheadMs} isLinked={isLinked} scene={scene} />
        ))}
      </ul>
    </section>
  );
}

interface LineProps {
  readonly feed: Feed;
  readonly instantMs: number;
  readonly isLinked: boolean;
  readonly scene: PublicScene;
}

function FeedLine({ feed, instantMs, isLinked, scene }: LineProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { state, ageMs, gapMs } = feedNow(feed, instantMs, isLinked);
  const { lastReceivedMs, heartbeatS, eventsPerMinute, refusedCount } = feed;
  const details = [
    lastReceivedMs === null
      ? null
      : say('wall.feedLast', { time: timeText(lastReceivedMs, scene.utcOffsetMinutes ?? 0) }),
    gapMs === null || heartbeatS === null
      ? null
      : say('wall.feedGap', { age: ageText(gapMs, say), beat: ageText(heartbeatS * 1000, say) }),
    feed.isConnected === false ? say('wall.feedLink') : null,
    refusedCount > 0 ? say('wall.feedRefused', { number: countText(refusedCount, language) }) : null,
  ].filter((part) => part !== null);
  return (
    <li className={`wall-feed is-${state}`} data-feed={feed.source} data-state={state}>
      <span className="feed-mark" aria-hidden="true" />
      <span className="feed-title">{feed.title[language]}</span>
      <span className="feed-age figures">
        {ageMs === null ? say(`wall.feed.${state}`) : say('wall.feedAge', { age: ageText(ageMs, say) })}
      </span>
      <span className="feed-details muted figures">{[say(`wall.feed.${state}`), ...details].join(' · ')}</span>
      <span className="feed-rate muted figures">
        {isLinked ? say('wall.feedRate', { number: countText(Math.round(eventsPerMinute), language) }) : ''}
      </span>
    </li>
  );
}
