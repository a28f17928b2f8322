import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';

const WORKERS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workers');

/** A worker that is spoken with in lines of JSON, over its input and output. */
export interface LineWorker {
  readonly pid: number;
  /** Says a word and resolves to the next line it answers with. */
  ask<Schema extends z.ZodType>(word: string, schema: Schema): Promise<z.infer<Schema>>;
  /** The next line it says by itself. */
  heard<Schema extends z.ZodType>(schema: Schema): Promise<z.infer<Schema>>;
  /** Ends it at once, with SIGKILL, and resolves when it has ended. */
  kill(): Promise<void>;
  /** Ends its input, which ends the worker, and resolves when it has ended. */
  stop(): Promise<void>;
}

/** Starts a worker with one JSON argument. Asking it anything after it has ended rejects. */
export function startLineWorker(name: string, task: object, flags: readonly string[] = []): LineWorker {
  const child = spawn(process.execPath, [...flags, join(WORKERS, `${name}.ts`), JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const lines: string[] = [];
  let wake: (() => void) | null = null;
  let isOver = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake?.();
  });
  child.once('close', () => {
    isOver = true;
    wake?.();
  });
  const next = async (): Promise<string> => {
    for (;;) {
      const line = lines.shift();
      if (line !== undefined) return line;
      if (isOver) throw new Error(`The worker ${name} ended with ${child.exitCode} before it answered.`);
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const heard: LineWorker['heard'] = async (schema) => schema.parse(JSON.parse(await next()));
  return {
    pid: child.pid ?? 0,
    heard,
    async ask(word, schema) {
      child.stdin.write(`${word}\n`);
      return await heard(schema);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}
