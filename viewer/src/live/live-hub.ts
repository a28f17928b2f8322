import type { EditNote } from '@undercroft/core/protocol/feature-edit';
import type { LiveFeeds } from '@undercroft/core/protocol/live/live-messages';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { HeldState } from './held-state.ts';
import { LIVE_OFF, type LiveConnection } from './live-store.ts';
import { type ReadEvents, readEdit, readEvents, readFeeds, readSnapshot } from './read-messages.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { ToPage } from './stream-messages.ts';

/** Messages of the stream by name, as they come. */
export type StreamMessage = 'snapshot' | 'events' | 'feeds' | 'edit';

/** An open stream of server-sent events. */
export interface StreamLink {
  close(): void;
}

/** What the hub needs of the world. */
export interface HubEffects {
  open(url: string, onMessage: (name: StreamMessage, text: string) => void, onBroken: () => void): StreamLink;
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Returns how to call it off. */
  later(act: () => void, ms: number): () => void;
}

/** A page's seat at the stream. */
export interface Seat {
  again(): void;
  leave(): void;
}

/** The one stream of a scene in this browser, for as many pages as like. */
export interface LiveHub {
  join(say: (message: ToPage) => void): Seat;
  readonly pages: number;
  /** Tries at once: the network is back. */
  wake(): void;
}

/** Kinds that the page shows; phases of signals are not among them. */
const KINDS = 'alarm,case,cover,reading,position,flow';

/** The server sends `feeds` every few seconds: after this silence the link counts as broken. */
export const SILENT_MS = 5000;
/** A link silent for so long is opened anew. */
export const DEAD_MS = 8000;
/** The same of one that was opened and has not said anything yet: a first snapshot may be long. */
export const UNANSWERED_MS = 12_000;
/** What is on screen must not be taken for the present once nothing came for so long. */
export const LOST_MS = 15_000;
const WATCH_EVERY_MS = 500;

export function liveHub(scene: string, effects: HubEffects): LiveHub {
  const pages = new Set<(message: ToPage) => void>();
  const held = new HeldState();
  let link: StreamLink | null = null;
  let callOff: (() => void) | null = null;
  let stopWatch: (() => void) | null = null;
  let connection: LiveConnection = LIVE_OFF;
  let attempt = 0;
  let openedMs = 0;
  /** The id resumed from; `null` before the first snapshot. */
  let upTo: number | null = null;
  let feeds: Extract<ToPage, { kind: 'feeds' }> | null = null;
  const tell = (message: ToPage): void => {
    for (const say of pages) say(message);
  };
  const become = (state: LiveConnection['state']): void => {
    if (connection.state === state) return;
    connection = { ...connection, state, sinceMs: effects.now() };
    tell({ kind: 'connection', connection });
  };
  const heard = (unreadable: number): void => {
    attempt = 0;
    connection = { ...connection, lastMessageMs: effects.now(), unreadable: connection.unreadable + unreadable };
    if (unreadable > 0 && connection.state === 'live') tell({ kind: 'connection', connection });
    become('live');
  };
  const onMessage = (name: StreamMessage, text: string): void => {
    switch (name) {
      case 'snapshot': {
        const read = readSnapshot(text);
        heard(read?.unreadable ?? 1);
        if (read === null) return;
        upTo = read.upTo;
        held.replace(read.events);
        tell({ kind: 'state', events: held.all() });
        return;
      }
      case 'events': {
        const read = readEvents(text);
        heard(read?.unreadable ?? 1);
        if (read !== null) took(read);
        return;
      }
      case 'feeds': {
        const read = readFeeds(text);
        heard(read === null ? 1 : 0);
        if (read === null) return;
        feeds = { kind: 'feeds', feeds: read, machineMs: effects.now() };
        tell(feeds);
        return;
      }
      case 'edit': {
        const note = readEdit(text);
        heard(note === null ? 1 : 0);
        if (note === null) return;
        // A page that joins before the next message of feeds must not take what is held for news.
        if (feeds !== null) feeds = { ...feeds, feeds: { ...feeds.feeds, versions: versionsOf(note) } };
        tell({ kind: 'edit', note });
        return;
      }
    }
  };
  const took = (read: ReadEvents): void => {
    upTo = Math.max(upTo ?? 0, read.upTo);
    // What was there before a break must not be there twice.
    const news = held.take(read.events);
    if (news.length > 0) tell({ kind: 'events', events: news });
  };
  const shut = (): void => {
    link?.close();
    link = null;
    callOff?.();
    callOff = null;
  };
  const open = (): void => {
    shut();
    openedMs = effects.now();
    link = effects.open(streamUrl(scene, upTo), onMessage, broken);
  };
  const broken = (): void => {
    shut();
    if (connection.state !== 'connecting' && connection.state !== 'lost') become('degraded');
    callOff = effects.later(open, reconnectDelayMs(attempt, effects.random()));
    attempt += 1;
  };
  const watch = (): void => {
    const now = effects.now();
    const heardMs = connection.lastMessageMs ?? connection.sinceMs;
    if (connection.state === 'live' && now - heardMs > SILENT_MS) become('degraded');
    if (connection.state !== 'live' && now - heardMs > LOST_MS) become('lost');
    const isDead = heardMs > openedMs ? now - heardMs > DEAD_MS : now - openedMs > UNANSWERED_MS;
    if (link !== null && isDead) broken();
    stopWatch = effects.later(watch, WATCH_EVERY_MS);
  };
  const begin = (): void => {
    connection = { state: 'connecting', sinceMs: effects.now(), lastMessageMs: null, unreadable: 0 };
    attempt = 0;
    open();
    watch();
  };
  const end = (): void => {
    shut();
    stopWatch?.();
    stopWatch = null;
    connection = LIVE_OFF;
    held.replace([]);
    upTo = null;
    feeds = null;
  };
  return {
    join(say) {
      pages.add(say);
      if (pages.size === 1) begin();
      say({ kind: 'connection', connection });
      const again = (): void => {
        if (feeds !== null) say(feeds);
        if (upTo !== null) say({ kind: 'state', events: held.all() });
      };
      again();
      return {
        again,
        leave() {
          if (pages.delete(say) && pages.size === 0) end();
        },
      };
    },
    get pages() {
      return pages.size;
    },
    wake() {
      if (link !== null || pages.size === 0) return;
      attempt = 0;
      open();
    },
  };
}

function versionsOf({ revision, ground }: EditNote): LiveFeeds['versions'] {
  return { revision, ground };
}

const LIVE_ROUTE: RouteName = 'live';

function streamUrl(scene: string, upTo: number | null): string {
  const query = new URLSearchParams({ kinds: KINDS, ...(upTo === null ? {} : { after: String(upTo) }) });
  return `${routePath(LIVE_ROUTE, { scene })}?${query}`;
}
