import {
  type ExcavationAnswer,
  type ExcavationRequest,
  excavationAnswerSchema,
} from '@undercroft/core/protocol/analysis/excavation';
import { routePath } from '@undercroft/core/protocol/routes';
import { type RuleSet, ruleSetSchema } from '@undercroft/core/protocol/rule-set';
import type { Language } from '../i18n/language.ts';
import { ApiError } from './api-error.ts';
import { asked, type Fetch, parsedAnswer } from './ask.ts';

/** The server's side of the dig desk. Fails with `ApiError`, or as aborted. */
export interface DigClient {
  /** The rules that every verdict of a scene uses. */
  rules(scene: string, signal: AbortSignal): Promise<RuleSet>;
  /** The answer of record to what may be dug. */
  excavation(scene: string, request: ExcavationRequest, signal: AbortSignal): Promise<ExcavationAnswer>;
  /** The same answer on a page to print. */
  report(scene: string, request: ExcavationRequest, language: Language, signal: AbortSignal): Promise<ReportFile>;
}

export interface ReportFile {
  /** Null where the server names none. */
  readonly name: string | null;
  readonly content: Blob;
}

export function digClient(fetchUrl?: Fetch): DigClient {
  return {
    rules: (scene, signal) => parsedAnswer(ruleSetSchema, routePath('rules', { scene }), { signal }, fetchUrl),
    excavation: (scene, request, signal) =>
      parsedAnswer(excavationAnswerSchema, routePath('excavation', { scene }), posted(request, signal), fetchUrl),
    async report(scene, request, language, signal) {
      const url = routePath('excavationReport', { scene });
      const response = await asked(url, posted({ ...request, language }, signal), fetchUrl);
      const type = response.headers.get('Content-Type') ?? '';
      if (!type.startsWith('application/pdf')) {
        throw new ApiError('unreadable', `${url}: wanted a PDF, got ${type === '' ? 'a body without a type' : type}`);
      }
      return { name: fileName(response.headers.get('Content-Disposition')), content: await response.blob() };
    },
  };
}

function posted(body: unknown, signal: AbortSignal): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal };
}

/** The name in `attachment; filename="dig.pdf"`; letters beyond ASCII come as `filename*=UTF-8''...`. */
function fileName(disposition: string | null): string | null {
  if (disposition === null) return null;
  const wide = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (wide !== undefined) return decodeURIComponent(wide);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] ?? null;
}
