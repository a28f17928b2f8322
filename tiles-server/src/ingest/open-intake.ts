import type { NewEvent } from '@undercroft/core/live/live-event';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { LiveRepository, RefusedEvent } from '@undercroft/store/live-store';
import type { EventLog } from '../live/event-log.ts';
import type { Door, IngestReceipt, Intake, Refusal } from '../live/live-scene.ts';
import { FeedTally } from './feed-tally.ts';
import { parseEvent } from './parse-event.ts';
import { type PlaceReader, placeReader } from './place-of.ts';
import { RefusalKeeper } from './refusal-keeper.ts';
import { jsonText } from './refused.ts';
import { TokenBucket } from './token-bucket.ts';

export interface IntakeOptions {
  readonly log: Pick<EventLog, 'append'>;
  readonly live: Pick<LiveRepository, 'refuse'>;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/** What is kept of one feed. */
interface FeedState {
  readonly bucket: TokenBucket;
  readonly tally: FeedTally;
  readonly placeOf: PlaceReader;
}

/** The keeper of every door of a server; see `Intake`. It opens and listens to nothing. */
export function openIntake({ log, live, wallClock, now }: IntakeOptions): Intake {
  const feeds = new Map<string, FeedState>();
  const keepers = new Map<string, RefusalKeeper>();

  const feedOf = (scene: string, adapter: Adapter): FeedState => {
    const key = `${scene}/${adapter.source}`;
    const known = feeds.get(key);
    if (known !== undefined) return known;
    const feed = {
      bucket: new TokenBucket(adapter.ratePerS, now()),
      tally: new FeedTally(),
      placeOf: placeReader(adapter.crs),
    };
    feeds.set(key, feed);
    return feed;
  };

  const keep = async (scene: string, refused: readonly RefusedEvent[], tally?: FeedTally): Promise<void> => {
    const keeper = keepers.get(scene) ?? new RefusalKeeper(live, scene);
    keepers.set(scene, keeper);
    await keeper.keep(refused);
    tally?.countRefused(refused.length);
  };

  const append = async (scene: string, feed: FeedState, events: readonly NewEvent[]) => {
    // What was refused makes no feed fresh.
    if (events.length === 0) return { stored: 0, historical: 0, duplicates: 0 };
    return feed.tally.count(await log.append(scene, events), wallClock());
  };

  return {
    admit: (scene, adapter, count) => feedOf(scene, adapter).bucket.take(count, now()),
    linked(scene, adapter, isConnected) {
      feedOf(scene, adapter).tally.linked(isConnected);
    },
    feed: (scene, adapter) => feedOf(scene, adapter).tally.counts(wallClock()),
    async refuse(scene, adapter, door, { code, detail }, body) {
      const entry = { receivedMs: wallClock(), source: adapter?.source ?? null, door, reason: code, detail, body };
      await keep(scene, [entry], adapter === null ? undefined : feedOf(scene, adapter).tally);
    },
    async take(scene, adapter, door, raw) {
      const feed = feedOf(scene, adapter);
      const receivedMs = wallClock();
      const events: NewEvent[] = [];
      const refusals: (Refusal & { readonly index: number })[] = [];
      for (const [index, each] of raw.entries()) {
        const parsed = parseEvent(each, adapter, feed.placeOf, receivedMs);
        if ('event' in parsed) events.push(parsed);
        else refusals.push({ index, ...parsed });
      }
      // First what is kept aside: should that fail, nothing is acknowledged and all of it comes again.
      if (refusals.length > 0) {
        const from = { receivedMs, source: adapter.source, door };
        await keep(
          scene,
          refusals.map((refusal) => kept(refusal, raw, from)),
          feed.tally,
        );
      }
      const counted = await append(scene, feed, events);
      return { ...counted, refused: refusals };
    },
    async takeParsed(scene, adapter, events): Promise<IngestReceipt> {
      return { ...(await append(scene, feedOf(scene, adapter), events)), refused: [] };
    },
  };
}

function kept(
  { code, detail, index }: Refusal & { readonly index: number },
  raw: readonly unknown[],
  from: { readonly receivedMs: number; readonly source: string; readonly door: Door },
): RefusedEvent {
  return { ...from, reason: code, detail, body: jsonText(raw[index]) ?? '' };
}
