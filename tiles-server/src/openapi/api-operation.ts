import type { RouteName } from '@undercroft/core/protocol/routes';
import type { z } from 'zod';
import type { ProblemCode } from '../problem.ts';

/** The same words in both languages of the interfaces. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

export const API_TAGS = ['analysis', 'scenes', 'features', 'cases', 'live', 'imports', 'tiles', 'system'] as const;

export type ApiTag = (typeof API_TAGS)[number];

export interface ApiBody {
  readonly contentType: string;
  /** What it is parsed with, or typed by; null for bytes. */
  readonly schema: z.ZodType | null;
  /** As it goes over the wire; it fits the schema. */
  readonly example?: unknown;
}

export interface ApiAnswer {
  readonly status: 200 | 201 | 204 | 206;
  readonly text: string;
  /** Null where nothing follows the headers. */
  readonly body: ApiBody | null;
}

/** One method of one address, as it is described to people and programs. */
export interface ApiOperation {
  readonly route: RouteName;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Unique: the name of the function in a generated client. */
  readonly id: string;
  readonly tag: ApiTag;
  readonly title: Words;
  readonly text: string;
  /** Query of the address, as the route parses it. */
  readonly query?: z.ZodObject;
  readonly body?: ApiBody;
  readonly answers: readonly ApiAnswer[];
  /** Codes of problems besides those that every address may answer with. */
  readonly problems: readonly ProblemCode[];
  /** True where a request from another machine needs the token. */
  readonly isWrite?: boolean;
  /** True where a device signs in by the key of its source, wherever it is. */
  readonly isDevice?: boolean;
}

const JSON_TYPE = 'application/json';

export function jsonBody(schema: z.ZodType, example?: unknown): ApiBody {
  return { contentType: JSON_TYPE, schema, ...(example === undefined ? {} : { example }) };
}

export function jsonAnswer(text: string, schema: z.ZodType, example?: unknown): readonly ApiAnswer[] {
  return [{ status: 200, text, body: jsonBody(schema, example) }];
}

/** Lines of JSON, each of which fits the schema. */
export function linesAnswer(text: string, schema: z.ZodType): readonly ApiAnswer[] {
  return [{ status: 200, text, body: { contentType: 'application/x-ndjson', schema } }];
}

export function bytesAnswer(text: string, contentType: string): readonly ApiAnswer[] {
  return [{ status: 200, text, body: { contentType, schema: null } }];
}
