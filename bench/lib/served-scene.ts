import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import serverProcess from '../../scripts/lib/server-process.json' with { type: 'json' };

const WORKERS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workers');

/** A scene served by a process of its own. */
export interface ServedScene {
  readonly url: string;
  /** Ends it; the most memory it held, MB. */
  stop(): Promise<{ readonly peakRssMb: number }>;
}

/** Starts the server, `serve-page` with the live stream and the page; rejects when it ends before it has said its address. */
export async function serveScene(
  task: object,
  worker: 'serve-scene' | 'serve-page' = 'serve-scene',
): Promise<ServedScene> {
  // As `npm start` does.
  const { flags, environment } = serverProcess;
  const child = spawn(process.execPath, [...flags, join(WORKERS, `${worker}.ts`), JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, 'line'),
    ended.then(() => {
      throw new Error('The server ended before it had said where it is.');
    }),
  ]);
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(String(line)));
  return {
    url,
    async stop() {
      const last = once(lines, 'line');
      child.stdin.end();
      const [told] = await last;
      await ended;
      return z.object({ peakRssMb: z.number() }).parse(JSON.parse(String(told)));
    },
  };
}
