import { LIVE_EVENT_KINDS, type LiveEventKind } from '@undercroft/core/live/live-event';
import type { Bounds } from '@undercroft/store/store';

/** What a reader of the stream wants to hear of. */
export interface LiveFilter {
  /** One bit for each kind, see `kindBit`. */
  readonly kinds: number;
  /** Null: wherever it is. */
  readonly bounds: Bounds | null;
}

const BITS: ReadonlyMap<LiveEventKind, number> = new Map(LIVE_EVENT_KINDS.map((kind, i) => [kind, 2 ** i]));

export const ALL_KINDS: number = 2 ** LIVE_EVENT_KINDS.length - 1;

export function kindBit(kind: LiveEventKind): number {
  return BITS.get(kind) ?? 0;
}

export function liveFilter(kinds: readonly LiveEventKind[] | undefined, bounds: Bounds | undefined): LiveFilter {
  const bits = kinds === undefined ? ALL_KINDS : kinds.reduce((sum, kind) => sum | kindBit(kind), 0);
  return { kinds: bits, bounds: bounds ?? null };
}

/** The same for filters that let the same events through: their readers share what is sent. */
export function filterKey({ kinds, bounds }: LiveFilter): string {
  return bounds === null ? String(kinds) : `${kinds},${bounds.join(',')}`;
}
