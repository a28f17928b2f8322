import type { Refusal } from '../live/live-scene.ts';

/** Codes of refusals at the doors of live events. */
export type RefusalCode =
  | 'not-json'
  | 'not-an-event'
  | 'too-large'
  | 'kind-not-allowed'
  | 'id-not-allowed'
  | 'other-source'
  | 'time-in-future'
  | 'time-implausible'
  | 'place-wanted'
  | 'place-impossible'
  | 'topic-unusable';

/** One refusal; the sentence names the field, what was wanted and what came. */
export function refused(code: RefusalCode, detail: string): Refusal {
  return { code, detail };
}

const SHOWN = 80;

/** A value as a sentence shows it: its JSON, cut. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = jsonText(value) ?? 'lists within lists';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}...` : text;
}

/** The JSON of a value that came as JSON; null where it is nested so deeply that it cannot be written again. */
export function jsonText(value: unknown): string | null {
  try {
    return JSON.stringify(value) ?? null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
