import { describe, expect, it } from 'vitest';
import { Turns } from './turns.ts';

const stays = new AbortController().signal;

/** A work that lasts until it is told to end. */
function held(): { readonly work: () => Promise<string>; readonly end: () => void; readonly begun: () => boolean } {
  let end = () => {};
  let begun = false;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return {
    begun: () => begun,
    end: () => end(),
    work: async () => {
      begun = true;
      await done;
      return 'done';
    },
  };
}

describe('turns', () => {
  it('let as many run as they say, then the one that waited longest', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 2 });
    const [first, second, third] = [held(), held(), held()];
    const works = [first, second, third].map(({ work }) => turns.run(stays, work));
    await Promise.resolve();
    expect([first, second, third].map(({ begun }) => begun())).toEqual([true, false, false]);
    first.end();
    await works[0];
    await Promise.resolve();
    expect([second, third].map(({ begun }) => begun())).toEqual([true, false]);
    second.end();
    third.end();
    expect(await Promise.all(works)).toEqual(['done', 'done', 'done']);
  });

  it('send away who finds too many waiting', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 1 });
    const [first, second, third] = [held(), held(), held()];
    const works = [turns.run(stays, first.work), turns.run(stays, second.work)];
    await expect(turns.run(stays, third.work)).rejects.toMatchObject({ code: 'too-busy' });
    expect(third.begun()).toBe(false);
    first.end();
    second.end();
    await Promise.all(works);
  });

  it('are not spent on who has gone while waiting, nor lost by a work that fails', async () => {
    const turns = new Turns({ atOnce: 1, waiting: 2 });
    const [first, gone, last] = [held(), held(), held()];
    const failing = turns.run(stays, async () => {
      await first.work();
      throw new RangeError('broken');
    });
    const abort = new AbortController();
    const left = turns.run(abort.signal, gone.work);
    const waited = turns.run(stays, last.work);
    abort.abort(new Error('hung up'));
    await expect(left).rejects.toThrow('hung up');
    first.end();
    last.end();
    await expect(failing).rejects.toThrow('broken');
    expect(await waited).toBe('done');
    expect(gone.begun()).toBe(false);
  });
});
