import type { ExcavationAnswer, ExcavationRequest } from '@undercroft/core/protocol/analysis/excavation';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { NEW_PIT, type PitSpec } from './pit-spec.ts';
import type { PitView } from './pit-store.ts';

// The store reads the address of the page when it is made.
vi.stubGlobal('window', { location: { search: '' } });
const { usePits } = await import('./pit-store.ts');
const { watchConfirmation } = await import('./watch-confirmation.ts');
afterAll(() => vi.unstubAllGlobals());

const corners = [
  [10, 55],
  [10.0001, 55],
  [10, 55.0001],
] as const;

const pitOf = (depthM: number): PitSpec => ({ ...NEW_PIT, id: 'a', corners, depthM });

/** Only that it could be dug is read of it. */
const DUG = { ok: true } as unknown as PitView;
const ANSWER = { findings: [] } as unknown as ExcavationAnswer;

/** A server that answers when it is told to. */
function server() {
  const asked: { readonly request: ExcavationRequest; readonly signal: AbortSignal }[] = [];
  const answers: { resolve(answer: ExcavationAnswer): void; reject(error: unknown): void }[] = [];
  const ask = (request: ExcavationRequest, signal: AbortSignal) =>
    new Promise<ExcavationAnswer>((resolve, reject) => {
      asked.push({ request, signal });
      answers.push({ resolve, reject });
    });
  return { asked, answers, ask };
}

const state = () => usePits.getState().confirmations.a?.state;

describe('the confirmation by the server', () => {
  const { asked, answers, ask } = server();
  let stop = (): void => undefined;

  beforeEach(() => {
    vi.useFakeTimers();
    asked.length = 0;
    answers.length = 0;
    usePits.setState({ panelOpen: true, draft: null, pits: [pitOf(2)], active: 'a', views: { a: DUG } });
    const watch = watchConfirmation({ ask, nowMs: () => 7 });
    stop = () => watch.stop();
  });

  afterEach(() => {
    stop();
    vi.useRealTimers();
  });

  it('is asked for once the hand rests, not while it moves', async () => {
    for (const depthM of [2.1, 2.2, 2.3]) {
      usePits.setState({ pits: [pitOf(depthM)] });
      await vi.advanceTimersByTimeAsync(250);
    }
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(60);
    expect(asked.map(({ request }) => request.depthM)).toEqual([2.3]);
    expect(state()).toBe('asking');
    answers[0]?.resolve(ANSWER);
    await vi.advanceTimersByTimeAsync(0);
    expect(usePits.getState().confirmations.a).toMatchObject({ state: 'confirmed', atMs: 7, spec: { depthM: 2.3 } });
  });

  it('of a pit that has changed since is of that pit, and an answer that comes too late is not taken', async () => {
    await vi.advanceTimersByTimeAsync(310);
    const [first] = asked;
    usePits.setState({ pits: [pitOf(3)] });
    expect(first?.signal.aborted).toBe(true);
    answers[0]?.resolve(ANSWER);
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe('asking');
    await vi.advanceTimersByTimeAsync(310);
    answers[1]?.resolve(ANSWER);
    await vi.advanceTimersByTimeAsync(0);
    expect(usePits.getState().confirmations.a?.spec.depthM).toBe(3);
  });

  it('that fails is a failure until it is asked for again', async () => {
    await vi.advanceTimersByTimeAsync(310);
    answers[0]?.reject(new ApiError('offline', 'nobody answers'));
    await vi.advanceTimersByTimeAsync(0);
    expect(usePits.getState().confirmations.a).toMatchObject({ state: 'failed', error: { failure: 'offline' } });
  });

  it('is not asked for what cannot be dug', async () => {
    usePits.setState({ views: { a: { ok: false, refusal: { code: 'ground-unknown', message: '' } } } });
    usePits.setState({ pits: [pitOf(4)] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked).toHaveLength(0);
  });
});
