import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { type AppOptions, createApp } from '../create-app.ts';
import { listen } from '../listen.ts';
import { NO_IMPORTS } from './no-imports.ts';

/** An application that listens on a free port of the loopback. */
export interface ServedApp {
  readonly url: string;
  /** Every unexpected error the application reported. */
  readonly failures: readonly unknown[];
  /** One request; the body uncompressed, the header fields as they came. */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A body as JSON. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** Serves scenes of a store without a viewer and without imports, but for what `changes` says otherwise. */
export async function servedApp(
  scenes: readonly Scene[],
  store: Store,
  changes: Partial<AppOptions> = {},
): Promise<ServedApp> {
  const failures: unknown[] = [];
  const app = createApp({
    scenes: new Map(scenes.map((scene) => [scene.id, scene])),
    defaultScene: scenes[0]?.id ?? '',
    store,
    imports: NO_IMPORTS,
    viewerFolder: null,
    version: '0.0.0',
    token: 'secret',
    imageryToken: null,
    allowedHosts: new Set(),
    allowAddresses: false,
    report: (error) => failures.push(error),
    now: () => performance.now(),
    ...changes,
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  const { url } = listening;
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await fetch(new URL(path, url), init);
    return { status: answer.status, headers: answer.headers, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  return {
    url,
    failures,
    get: (path, headers = {}) => ask(path, { headers }),
    post: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    close: () => listening.close(0),
  };
}

/** The JSON of an answer. */
export function jsonOf({ bytes }: Answer): unknown {
  return JSON.parse(new TextDecoder().decode(bytes));
}
