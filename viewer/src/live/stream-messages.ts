import type { EditNote } from '@undercroft/core/protocol/feature-edit';
import type { LiveFeeds, LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';
import type { LiveConnection } from './live-store.ts';

/** From the holder of the stream to a page. */
export type ToPage =
  /** Everything that is held: replaces what the page has. */
  | { readonly kind: 'state'; readonly events: readonly LoggedEventAnswer[] }
  | { readonly kind: 'events'; readonly events: readonly LoggedEventAnswer[] }
  | { readonly kind: 'feeds'; readonly feeds: LiveFeeds; readonly machineMs: number }
  | { readonly kind: 'edit'; readonly note: EditNote }
  | { readonly kind: 'connection'; readonly connection: LiveConnection };

/** From a page to the holder of the stream. */
export type FromPage =
  | { readonly kind: 'join'; readonly scene: string }
  /** Asks for `state` once more. */
  | { readonly kind: 'again' }
  /** Says that the server answers the page: a link that waits need wait no longer. */
  | { readonly kind: 'wake' }
  /** Says that the page is still there. */
  | { readonly kind: 'here' }
  | { readonly kind: 'leave' };

/** How often a page says that it is there, and after how much silence it is taken for gone, milliseconds. */
export const HERE_EVERY_MS = 20_000;
/** Browsers slow the timers of hidden pages down to one a minute. */
export const GONE_AFTER_MS = 200_000;
