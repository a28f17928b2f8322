import {
  type DraftProgress,
  type DraftRequest,
  draftProgressSchema,
  type Inspection,
  type InspectRequest,
  type IssuePage,
  inspectionSchema,
  issuesSchema,
  type Upload,
  uploadSchema,
} from '@undercroft/core/protocol/data-page';
import {
  type ImportRecord,
  type Imports,
  importRecordSchema,
  importsSchema,
} from '@undercroft/core/protocol/import-answers';
import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Language } from '../i18n/language.ts';
import { ApiError } from './api-error.ts';
import { asked, parsedAnswer, understood } from './ask.ts';
import { type SendOptions, sendBody } from './send-body.ts';

/** What of a file is sent: all of it, or its beginning, so that something can be shown before the rest has come. */
export interface UploadRequest {
  readonly name: string;
  readonly content: Blob;
  readonly head: boolean;
}

export interface IssueFilter {
  readonly offset: number;
  readonly limit: number;
  readonly severity?: 'error' | 'warning' | 'info' | undefined;
  readonly code?: string | undefined;
}

/** The server's side of the Data page. Every answer is parsed before anybody sees it; fails with `ApiError`, or as aborted. */
export interface DataClient {
  imports(scene: string, signal?: AbortSignal): Promise<Imports>;
  upload(scene: string, file: UploadRequest, options: SendOptions): Promise<Upload>;
  inspect(scene: string, request: InspectRequest, signal?: AbortSignal): Promise<Inspection>;
  /**
   * Loads a draft; each line of the answer as it comes, the last being `draft` or `failed`: an answer that ends without
   * one fails. Hanging up (`signal`) ends the loading.
   */
  draft(scene: string, request: DraftRequest, signal: AbortSignal): AsyncGenerator<DraftProgress, void, undefined>;
  publish(scene: string, importId: number): Promise<ImportRecord>;
  discard(scene: string, importId: number): Promise<void>;
  undo(scene: string, importId: number): Promise<ImportRecord>;
  issues(scene: string, importId: number, filter: IssueFilter, signal?: AbortSignal): Promise<IssuePage>;
  /** Keeps a profile for the scene, under its own name. */
  saveProfile(scene: string, profile: Profile): Promise<Profile>;
}

/** Address of an import's report as a file, in a language. */
export function reportAddress(scene: string, importId: number, ending: 'csv' | 'xlsx', language: Language): string {
  return `${routePath('importReport', { scene, id: importId, ending })}?lang=${language}`;
}

export function dataClient(): DataClient {
  return {
    imports: (scene, signal) =>
      parsedAnswer(importsSchema, routePath('imports', { scene }), { signal: signal ?? null }),
    async upload(scene, { name, content, head }, options) {
      const query = new URLSearchParams({ name, ...(head ? { head: '1' } : {}) });
      const url = `${routePath('uploads', { scene })}?${query}`;
      return understood(uploadSchema, await sendBody(url, content, options), url);
    },
    inspect: (scene, request, signal) =>
      parsedAnswer(inspectionSchema, routePath('inspections', { scene }), json('POST', request, signal)),
    async *draft(scene, request, signal) {
      const url = routePath('drafts', { scene });
      const response = await asked(url, json('POST', request, signal));
      if (response.body === null) throw new ApiError('unreadable', `${url}: no answer`);
      for await (const line of linesOf(response.body, url, signal)) {
        const event = understood(draftProgressSchema, jsonOf(line, url), url);
        yield event;
        if (event.event === 'draft' || event.event === 'failed') return;
      }
      throw new ApiError('offline', `${url}: the answer broke off`);
    },
    publish: (scene, id) =>
      parsedAnswer(importRecordSchema, routePath('publishImport', { scene, id }), json('POST', {})),
    async discard(scene, id) {
      await asked(routePath('import', { scene, id }), { method: 'DELETE' });
    },
    undo: (scene, id) => parsedAnswer(importRecordSchema, routePath('undoImport', { scene, id }), json('POST', {})),
    issues(scene, id, { offset, limit, severity, code }, signal) {
      const query = new URLSearchParams({
        offset: String(offset),
        limit: String(limit),
        ...(severity === undefined ? {} : { severity }),
        ...(code === undefined ? {} : { code }),
      });
      const url = `${routePath('importIssues', { scene, id })}?${query}`;
      return parsedAnswer(issuesSchema, url, { signal: signal ?? null });
    },
    saveProfile: (scene, profile) =>
      parsedAnswer(profileSchema, routePath('profile', { scene, name: profile.name }), json('PUT', profile)),
  };
}

function json(method: 'POST' | 'PUT', body: unknown, signal?: AbortSignal): RequestInit {
  return {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: signal ?? null,
  };
}

function jsonOf(line: string, url: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new ApiError('unreadable', `${url}: a line is not JSON`);
  }
}

async function* linesOf(
  body: ReadableStream<Uint8Array>,
  url: string,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await readOf(reader, url, signal);
      if (done) break;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.trim() !== '') yield line;
    }
    if (rest.trim() !== '') yield rest;
  } finally {
    // Whoever stops listening hangs up.
    await reader.cancel().catch(() => undefined);
  }
}

async function readOf(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  url: string,
  signal: AbortSignal,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError('offline', `${url}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
