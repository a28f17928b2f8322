import type { ApiError } from '../api/api-error.ts';
import type { Say } from './i18n.ts';

/** A failed request in words a person understands, with what to do. */
export function errorWords(error: ApiError, say: Say): string {
  return say(`error.${error.failure}`, { words: error.message });
}
