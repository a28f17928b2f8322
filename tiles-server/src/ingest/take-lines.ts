import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import { EVENT_LIMIT_BYTES, type IngestAnswer, LISTED_REFUSALS } from '@undercroft/core/protocol/live/event-input';
import type { Intake } from '../live/live-scene.ts';
import { ProblemError } from '../problem.ts';
import { admitSoon } from './admit-soon.ts';
import { refused, shown } from './refused.ts';

/** Lines that share a commit. */
const LINES_AT_ONCE = 500;
/** Most that one request may bring, bytes. */
export const LINES_LIMIT_BYTES = 256 * 1024 * 1024;

export interface LineTaker {
  readonly intake: Intake;
  readonly scene: string;
  readonly adapter: Adapter;
}

/**
 * Takes events as lines of JSON while they come: holds one lot of lines and no more, and reads on once it is durable.
 * Throws `ProblemError`, whose sentence says how many lines were taken before.
 */
export async function takeLines(body: AsyncIterable<Uint8Array>, taker: LineTaker): Promise<IngestAnswer> {
  const answer = { stored: 0, historical: 0, duplicates: 0, refusedCount: 0, refused: [] as IngestAnswer['refused'] };
  let [lot, taken]: [string[], number] = [[], 0];
  const flush = async (): Promise<void> => {
    if (lot.length === 0) return;
    await takeLot(lot, taken, answer, taker);
    taken += lot.length;
    lot = [];
  };
  for await (const line of linesOf(body, () => taken)) {
    lot.push(line);
    if (lot.length === LINES_AT_ONCE) await flush();
  }
  await flush();
  return answer;
}

async function takeLot(
  lines: readonly string[],
  before: number,
  answer: IngestAnswer,
  { intake, scene, adapter }: LineTaker,
): Promise<void> {
  await admitSoon(intake, scene, adapter, lines.length, `The first ${before} lines are taken; send the rest then.`);
  const raw: unknown[] = [];
  const indexes: number[] = [];
  const refusals: IngestAnswer['refused'] = [];
  for (const [i, line] of lines.entries()) {
    const read = readLine(line);
    if ('value' in read) {
      raw.push(read.value);
      indexes.push(before + i);
      continue;
    }
    await intake.refuse(scene, adapter, 'http', read, line);
    refusals.push({ index: before + i, ...read });
  }
  const receipt = await intake.take(scene, adapter, 'http', raw);
  for (const each of receipt.refused) refusals.push({ ...each, index: indexes[each.index] ?? before });
  answer.stored += receipt.stored;
  answer.historical += receipt.historical;
  answer.duplicates += receipt.duplicates;
  answer.refusedCount += refusals.length;
  refusals.sort((a, b) => a.index - b.index);
  answer.refused.push(...refusals.slice(0, LISTED_REFUSALS - answer.refused.length));
}

function readLine(line: string) {
  if (line.length > EVENT_LIMIT_BYTES) {
    return refused('too-large', `A line may weigh ${EVENT_LIMIT_BYTES} bytes, and this one weighs more.`);
  }
  try {
    return { value: JSON.parse(line) as unknown };
  } catch {
    return refused('not-json', `A line of JSON was wanted, and got ${shown(line)}.`);
  }
}

/** Lines that hold something; of one that is too long the beginning, so that it is refused and not kept whole. */
async function* linesOf(body: AsyncIterable<Uint8Array>, taken: () => number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let [rest, size] = ['', 0];
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LINES_LIMIT_BYTES) {
      throw new ProblemError(
        'body-too-large',
        `One request may bring ${LINES_LIMIT_BYTES} bytes. The first ${taken()} lines are taken; send the rest in another.`,
      );
    }
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split('\n');
    rest = (lines.pop() ?? '').slice(0, EVENT_LIMIT_BYTES + 1);
    for (const line of lines) if (line.trim() !== '') yield line;
  }
  rest += decoder.decode();
  if (rest.trim() !== '') yield rest;
}
