import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { type Asked, answerOrBefore, askingPlace } from './asked.ts';

describe('a question', () => {
  it('is answered, and an older one that is answered later is not heard', async () => {
    const place = askingPlace();
    const heard: Asked<string>[] = [];
    let answerFirst: (words: string) => void = () => undefined;
    const first = new Promise<string>((resolve) => {
      answerFirst = resolve;
    });
    place.ask(
      () => first,
      (asked) => heard.push(asked),
    );
    place.ask(
      () => Promise.resolve('second'),
      (asked) => heard.push(asked),
      'before',
    );
    answerFirst('first');
    await first;
    await Promise.resolve();
    expect(heard).toEqual([
      { state: 'loading', before: null },
      { state: 'loading', before: 'before' },
      { state: 'ready', answer: 'second' },
    ]);
  });

  it('that fails leaves no answer to look at', async () => {
    const place = askingPlace();
    const heard: Asked<string>[] = [];
    const failing = Promise.reject<string>(new ApiError('offline', 'nobody'));
    place.ask(
      () => failing,
      (asked) => heard.push(asked),
      'before',
    );
    await failing.catch(() => undefined);
    await Promise.resolve();
    const last = heard.at(-1);
    expect(last?.state).toBe('failed');
    expect(last === undefined ? 'none' : answerOrBefore(last)).toBeNull();
  });

  it('that nobody waits for any more is not heard', async () => {
    const place = askingPlace();
    const heard: Asked<string>[] = [];
    place.ask(
      () => Promise.resolve('late'),
      (asked) => heard.push(asked),
    );
    place.stop();
    await Promise.resolve();
    await Promise.resolve();
    expect(heard).toEqual([{ state: 'loading', before: null }]);
  });
});
