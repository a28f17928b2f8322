import { networkAtSchema } from '@undercroft/core/protocol/live/replay';
import { routePath } from '@undercroft/core/protocol/routes';
import { parsedAnswer } from '../api/ask.ts';
import type { Globe } from '../globe/globe.ts';
import { type LiveState, useLive } from '../live/live-store.ts';
import { selectAgain } from '../state/actions.ts';
import { PipesFollower, type PipesWanted } from './pipes-follower.ts';
import { PIPES_OF_TODAY, usePipes } from './pipes-store.ts';
import { presentMs } from './replay-actions.ts';

let follower: PipesFollower | null = null;

/** Lets the pipes of a 3D view follow the page's clock. Returns what ends that. */
export function attachPipes(globe: Pick<Globe, 'showNetwork'>, scene: string): () => void {
  const own = new PipesFollower({
    ask: (atMs, signal) =>
      parsedAnswer(
        networkAtSchema,
        `${routePath('networkAt', { scene })}?${new URLSearchParams({ at: String(Math.floor(atMs)) })}`,
        { signal },
      ),
    draw(wanted, onProgress) {
      globe.showNetwork(wanted.state === 'then' ? wanted : wanted.state, (progress) => {
        if (progress === 'shown') usePipes.setState({ asOf: asOfOf(wanted) });
        onProgress(progress);
      });
    },
    tell: (told) => usePipes.setState({ told }),
    presentMs,
  });
  follower = own;
  own.at(instantOf(useLive.getState()));
  const endings = [
    useLive.subscribe((now, before) => {
      if (now.clock !== before.clock) own.at(instantOf(now));
    }),
    // What is told of the selected pipe is of the time of the pipes that are drawn.
    usePipes.subscribe((now, before) => {
      if (now.asOf !== before.asOf) selectAgain();
    }),
  ];
  return () => {
    for (const end of endings) end();
    own.stop();
    if (follower === own) follower = null;
    usePipes.setState(PIPES_OF_TODAY);
  };
}

/** Draws the pipes of today whatever instant the clock shows, until it is live again; or again those of the instant. */
export function choosePipesOfToday(isChosen: boolean): void {
  follower?.chooseToday(isChosen);
}

function instantOf({ clock }: Pick<LiveState, 'clock'>): number | null {
  return clock.mode === 'live' ? null : clock.atMs;
}

function asOfOf(wanted: PipesWanted): string | null {
  return wanted.state === 'today' ? null : new Date(wanted.asOfMs).toISOString();
}
