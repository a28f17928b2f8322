import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const WORKER = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workers', 'serve-scene.ts');

/** A scene served by a process of its own. */
export interface ServedScene {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts the server; rejects when it ends before it has said its address. */
export async function serveScene(task: object): Promise<ServedScene> {
  const child = spawn(process.execPath, [WORKER, JSON.stringify(task)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(() => {
      throw new Error('The server ended before it had said where it is.');
    }),
  ]);
  const { url } = z.object({ url: z.string() }).parse(JSON.parse(String(line)));
  return {
    url,
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
