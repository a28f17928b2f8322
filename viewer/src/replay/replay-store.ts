import type { LiveExtent } from '@undercroft/core/protocol/live/replay';
import { create } from 'zustand';
import { decodeReplay } from './replay-link.ts';
import { REPLAY_IDLE, type ReplaySpeed, type ReplayStatus } from './replay-player.ts';

export interface ReplayState extends ReplayStatus {
  /** What there is to go back to; `null` while it is not known. */
  readonly extent: LiveExtent | null;
  readonly speed: ReplaySpeed;
  /** The instant that the address names and that is not gone to yet. */
  readonly linkedMs: number | null;
}

/** What the time bar shows beside the page's clock, which stands in `useLive`; changed by `replay-actions.ts` alone. */
export const useReplay = create<ReplayState>()(() => ({
  ...REPLAY_IDLE,
  extent: null,
  speed: 60,
  linkedMs: decodeReplay(new URLSearchParams(window.location.search)),
}));
