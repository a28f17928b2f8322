import type { ExcavationAnswer, ExcavationRequest } from '@undercroft/core/protocol/analysis/excavation';
import { asApiError } from '../api/api-error.ts';
import type { Confirmation } from './confirmation.ts';
import { digRequest } from './dig-request.ts';
import type { PitSpec } from './pit-spec.ts';
import { type PitState, usePits } from './pit-store.ts';

export interface ConfirmationWorld {
  readonly ask: (request: ExcavationRequest, signal: AbortSignal) => Promise<ExcavationAnswer>;
  readonly nowMs: () => number;
}

/** A hand that has rested so long has done what it wanted, ms. */
const REST_MS = 300;

export interface ConfirmationWatch {
  /** Asks again about the active pit. */
  retry(): void;
  stop(): void;
}

/** Asks the server about the active pit as soon as the hand rests; an answer to a pit that has changed is not taken. */
export function watchConfirmation({ ask, nowMs }: ConfirmationWorld): ConfirmationWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | null = null;

  const put = (id: string, confirmation: Confirmation): void => {
    usePits.setState(({ confirmations }) => ({ confirmations: { ...confirmations, [id]: confirmation } }));
  };
  const send = (spec: PitSpec): void => {
    const controller = new AbortController();
    asking = controller;
    put(spec.id, { state: 'asking', spec });
    ask(digRequest(spec), controller.signal).then(
      (answer) => {
        if (!controller.signal.aborted) put(spec.id, { state: 'confirmed', spec, answer, atMs: nowMs() });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) put(spec.id, { state: 'failed', spec, error: asApiError(error) });
      },
    );
  };
  const consider = (): void => {
    clearTimeout(timer);
    const state = usePits.getState();
    const spec = activeSpec(state);
    if (spec === undefined || !state.panelOpen || state.draft !== null) return;
    // What cannot be dug is not asked about: the page says why.
    if (state.views[spec.id]?.ok !== true) return;
    const known = state.confirmations[spec.id];
    if (known?.spec === spec) return;
    asking?.abort();
    timer = setTimeout(() => send(spec), REST_MS);
  };
  const stopWatching = usePits.subscribe((now, before) => {
    const moved = now.pits !== before.pits || now.active !== before.active;
    if (moved || now.panelOpen !== before.panelOpen || now.draft !== before.draft || isDug(now) !== isDug(before)) {
      consider();
    }
  });
  usePits.setState({ confirmations: {} });
  consider();
  return {
    retry() {
      const spec = activeSpec(usePits.getState());
      if (spec === undefined) return;
      clearTimeout(timer);
      asking?.abort();
      send(spec);
    },
    stop() {
      stopWatching();
      clearTimeout(timer);
      asking?.abort();
      usePits.setState({ confirmations: {} });
    },
  };
}

export function activeSpec({ pits, active }: Pick<PitState, 'pits' | 'active'>): PitSpec | undefined {
  return pits.find(({ id }) => id === active);
}

function isDug({ active, views }: PitState): boolean {
  return active !== null && views[active]?.ok === true;
}
