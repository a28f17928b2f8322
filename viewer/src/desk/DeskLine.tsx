import { DownOutlined, UpOutlined } from '@ant-design/icons';
import type { Feed } from '@undercroft/core/live/feed';
import { Button } from 'antd';
import { clockText } from '../cases/case-format.ts';
import { type Say, useSay } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import { goLive } from '../live/live-actions.ts';
import { type LiveConnection, shownMs, useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import { useNow } from '../wall/use-now.ts';
import { ageText } from '../wall/wall-format.ts';
import { useDesk } from './desk-store.ts';

/** One line that is always there: whether what is seen is the present, and how fresh the feeds are. */
export function DeskLine({ utcOffsetMinutes }: { readonly utcOffsetMinutes: number | null }) {
  const say = useSay();
  const nowMs = useNow();
  const connection = useLive((state) => state.connection);
  const feeds = useLive((state) => state.feeds);
  const clock = useLive((state) => state.clock);
  const feedsOpen = useDesk((state) => state.feedsOpen);
  const fresh = feeds.filter(({ state }) => state === 'fresh' || state === 'unstated').length;
  // What was fresh before the link broke is not known to be now.
  const feedWords =
    connection.state !== 'live'
      ? say('desk.feedsUnknown')
      : feeds.length === 0
        ? say('desk.feedsNone')
        : say('desk.feedsFresh', { fresh, all: feeds.length });
  const zone = utcOffsetMinutes === null ? ' UTC' : '';
  return (
    <section className="desk-line" data-testid="desk-line" data-connection={connection.state}>
      {clock.mode !== 'live' && (
        <p className="desk-past">
          <strong className="figures">
            {say('desk.past', { time: `${clockText(clock.atMs, utcOffsetMinutes ?? 0)}${zone}` })}
          </strong>
          <Button size="small" type="primary" onClick={goLive}>
            {say('desk.now')}
          </Button>
        </p>
      )}
      <button
        type="button"
        className="desk-link"
        aria-expanded={feedsOpen}
        onClick={() => useDesk.setState({ feedsOpen: !feedsOpen })}
      >
        <i className={`desk-dot is-${connection.state}`} />
        <span className="desk-link-words" role="status">
          {connectionWords(connection, nowMs, say)}
        </span>
        <span className="muted figures">{feedWords}</span>
        {feedsOpen ? <UpOutlined /> : <DownOutlined />}
      </button>
      {feedsOpen && <FeedList feeds={feeds} connection={connection} nowMs={nowMs} />}
    </section>
  );
}

function connectionWords({ state, sinceMs, lastMessageMs }: LiveConnection, nowMs: number, say: Say): string {
  switch (state) {
    case 'off':
    case 'connecting':
    case 'live':
      return say(`desk.connection.${state}`);
    case 'degraded':
    case 'lost':
      return say(`desk.connection.${state}`, { age: ageText(nowMs - (lastMessageMs ?? sinceMs), say) });
  }
}

interface FeedListProps {
  readonly feeds: readonly Feed[];
  readonly connection: LiveConnection;
  readonly nowMs: number;
}

function FeedList({ feeds, connection, nowMs }: FeedListProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const aheadMs = useLive((state) => state.aheadMs);
  const serverMs = shownMs({ clock: { mode: 'live' }, aheadMs }, nowMs);
  return (
    <ul className="desk-feeds" data-testid="desk-feeds">
      {feeds.map((feed) => (
        <FeedRow key={feed.source} feed={feed} serverMs={serverMs} say={say} language={language} />
      ))}
      {connection.unreadable > 0 && (
        <li className="is-bad">{say('desk.unreadable', { number: connection.unreadable })}</li>
      )}
    </ul>
  );
}

interface FeedRowProps {
  readonly feed: Feed;
  readonly serverMs: number;
  readonly say: Say;
  readonly language: Language;
}

function FeedRow({ feed, serverMs, say, language }: FeedRowProps) {
  const { state, lastReceivedMs, heartbeatS, isConnected, refusedCount, historicalCount, positionBasis } = feed;
  const notes = [
    ...(isConnected === false ? [say('desk.feedLink')] : []),
    ...(state === 'stale' && heartbeatS !== null
      ? [say('desk.feedBeat', { beat: ageText(heartbeatS * 1000, say) })]
      : []),
    ...(refusedCount > 0 ? [say('desk.feedRefused', { number: refusedCount })] : []),
    ...(historicalCount > 0 ? [say('desk.feedLate', { number: historicalCount })] : []),
    ...(positionBasis === 'geodetic' ? [] : [say(`desk.feedBasis.${positionBasis}`)]),
  ];
  return (
    <li data-source={feed.source} data-state={isConnected === false ? 'stale' : state}>
      <i className={`desk-dot is-feed-${isConnected === false ? 'stale' : state}`} />
      <span className="desk-feed-name">{feed.title[language]}</span>
      <span className="figures muted">
        {lastReceivedMs === null ? say('desk.feedNever') : ageText(serverMs - lastReceivedMs, say)}
      </span>
      <span className="figures muted desk-feed-rate">
        {say('desk.feedRate', { number: Math.round(feed.eventsPerMinute) })}
      </span>
      <small className="muted">{[say(`desk.feed.${state}`), ...notes].join(' · ')}</small>
    </li>
  );
}
