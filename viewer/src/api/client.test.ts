import { describe, expect, it } from 'vitest';
import { conduitAnswer } from '../testing/conduit-answer.ts';
import { ApiError, type ApiFailure } from './api-error.ts';
import { apiClient } from './client.ts';

/** A client whose server gives one answer; `asked` gathers the addresses. */
function clientOf(answer: Response | Error, asked: string[] = []) {
  return apiClient((url) => {
    asked.push(url);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

async function failureOf(promise: Promise<unknown>): Promise<{ readonly failure: ApiFailure; readonly words: string }> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof ApiError) return { failure: error.failure, words: error.message };
    throw error;
  }
  throw new Error('It did not fail.');
}

describe('asking the server', () => {
  it('escapes ids into addresses', async () => {
    const asked: string[] = [];
    await clientOf(json(conduitAnswer()), asked).feature('bellinge', 'sewer.a/b c');
    expect(asked).toEqual(['/api/scenes/bellinge/features/sewer.a%2Fb%20c']);
  });

  it('hands on an answer as it was written', async () => {
    expect(await clientOf(json(conduitAnswer())).feature('bellinge', 'x')).toEqual(conduitAnswer());
  });

  it('says what does not fit in an answer of another shape', async () => {
    const answer = { ...conduitAnswer(), planLengthM: 'long' };
    const { failure, words } = await failureOf(clientOf(json(answer)).feature('bellinge', 'x'));
    expect(failure).toBe('unreadable');
    expect(words).toContain('planLengthM');
  });

  it('repeats the words of a refusal', async () => {
    const problem = {
      type: 'about:blank',
      title: 'No',
      status: 404,
      detail: 'There is no feature "x".',
      code: 'unknown-feature',
    };
    const { failure, words } = await failureOf(clientOf(json(problem, 404)).feature('bellinge', 'x'));
    expect(failure).toBe('notFound');
    expect(words).toBe('There is no feature "x".');
  });

  it('tells a server that is not there from one that refuses', async () => {
    expect((await failureOf(clientOf(new TypeError('refused')).scenes())).failure).toBe('offline');
    expect((await failureOf(clientOf(new Response('<html>', { status: 502 })).scenes())).failure).toBe('offline');
    expect((await failureOf(clientOf(new Response('<html>', { status: 200 })).scenes())).failure).toBe('unreadable');
    expect((await failureOf(clientOf(json({}, 503)).scenes())).failure).toBe('refused');
  });
});
