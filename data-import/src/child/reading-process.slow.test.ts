import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadingJob } from '@undercroft/core/protocol/reading';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceSpec } from '../source-spec.ts';
import { SMALL_INP } from '../testing/inp.ts';
import { type Reading, type ReadingMessage, withReading } from './reading-process.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-child-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function job(name: string, content: string, crs: string | undefined = 'EPSG:25832'): Promise<ReadingJob> {
  const path = join(folder, name);
  await writeFile(path, content);
  const source = sourceSpec([{ path, name }], { georeference: { crs } });
  return { kind: 'read', source, sha256: null, rows: false, previewFeatures: 0 };
}

async function all({ messages }: Reading): Promise<readonly ReadingMessage[]> {
  const heard: ReadingMessage[] = [];
  for await (const message of messages) heard.push(message);
  return heard;
}

/** Processes that this one has started and that read files. */
async function readers(): Promise<readonly number[]> {
  const found: number[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const status = await readFile(`/proc/${entry}/status`, 'utf8').catch(() => '');
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    const isOurs = new RegExp(`^PPid:\\s+${process.pid}$`, 'm').test(status);
    if (isOurs && command.includes(join('child', 'main.ts'))) found.push(Number(entry));
  }
  return found;
}

/** A network of that many junctions: some 60 bytes each, and more in memory. */
function manyNodes(count: number): string {
  const nodes = Array.from({ length: count }, (_, i) => `N${i} 10 2`).join('\n');
  const places = Array.from({ length: count }, (_, i) => `N${i} ${586000 + i} 6135500`).join('\n');
  return `${SMALL_INP.replace('[CONDUITS]', `${nodes}\n[CONDUITS]`)}${places}\n`;
}

describe('a reading process', () => {
  it('tells what it reads, how far it is, what it found and its report', async () => {
    const heard = await withReading(await job('small.inp', SMALL_INP), {}, all);
    expect(heard[0]).toMatchObject({ event: 'progress', percent: 33 });
    expect(heard.find(({ event }) => event === 'identified')).toMatchObject({
      format: 'swmm',
      sizeBytes: SMALL_INP.length,
    });
    expect(heard.at(-1)).toMatchObject({ event: 'report', report: { features: { node: 2, conduit: 1 } } });
    expect(heard.some(({ event }) => event === 'rows')).toBe(false);
  });

  it('throws what the reader threw, with its code and sentence', async () => {
    await expect(withReading(await job('empty.inp', ''), {}, all)).rejects.toMatchObject({
      name: 'ImportError',
      code: 'empty-file',
      message: '"empty.inp" is empty.',
    });
  });

  it('is killed when it outgrows its memory, and says which file and what to do', async () => {
    const big = await job('big.inp', manyNodes(200_000));
    const caps = { memoryBytes: 110 * 1024 * 1024 };
    await expect(withReading(big, { caps }, all)).rejects.toMatchObject({
      code: 'memory-cap',
      message: expect.stringMatching(/"big\.inp".*110 MB.*Split the file/),
    });
  });

  it('is killed when it lets others wait too long', async () => {
    const slow = await job('slow.inp', manyNodes(50_000));
    await expect(withReading(slow, { caps: { baseSeconds: 0.05, secondsPerMb: 0 } }, all)).rejects.toMatchObject({
      code: 'time-cap',
      message: expect.stringContaining('"slow.inp"'),
    });
  });

  it('waits itself, as long as it has to, while nobody takes what it says', async () => {
    const patient = await job('patient.inp', manyNodes(2000));
    const heard = await withReading(patient, { caps: { baseSeconds: 8, secondsPerMb: 0 } }, async (reading) => {
      const messages: ReadingMessage[] = [];
      for await (const message of reading.messages) {
        messages.push(message);
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      return messages;
    });
    expect(heard.at(-1)).toMatchObject({ event: 'report', report: { features: { node: 2002 } } });
  });

  it.skipIf(process.platform !== 'linux')('that dies does so alone, and is reported', async () => {
    const doomed = withReading(await job('doomed.inp', manyNodes(100_000)), {}, async ({ messages }) => {
      for await (const message of messages) {
        if (message.event !== 'identified') continue;
        for (const pid of await readers()) process.kill(pid, 'SIGSEGV');
      }
    });
    await expect(doomed).rejects.toMatchObject({
      code: 'parser-crashed',
      message: expect.stringContaining('"doomed.inp"'),
    });
    expect(await readers()).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('is gone when the caller stops, and leaves no folder', async () => {
    const controller = new AbortController();
    const stopped = withReading(
      await job('stopped.inp', manyNodes(20_000)),
      { signal: controller.signal },
      async (reading) => {
        for await (const message of reading.messages)
          if (message.event === 'progress') controller.abort(new Error('enough'));
      },
    );
    await expect(stopped).rejects.toThrow('enough');
    expect(await readers()).toEqual([]);
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith(`undercroft-reading-${process.pid}-`));
    expect(left).toEqual([]);
  });

  it.each(['identified', 'progress'] as const)('ends with whoever stops listening at %s', async (event) => {
    const left = await withReading(await job('left.inp', SMALL_INP), {}, async ({ messages }) => {
      for await (const message of messages) if (message.event === event) return message.event;
      return null;
    });
    expect(left).toBe(event);
  });

  it('connects to nobody, whatever a file names', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/crs`;
    const link = { type: 'link', properties: { href: url, type: 'proj4' } };
    const feature = {
      type: 'Feature',
      properties: { id: 'a', image: url, xlink: url },
      geometry: { type: 'Point', coordinates: [120, 39.9] },
    };
    const files = {
      'link.geojson': JSON.stringify({ type: 'FeatureCollection', crs: link, features: [feature] }),
      'link.inp': `${SMALL_INP}[FILES]\nUSE RAINFALL ${url}\n[TITLE]\n${url}\n`,
      'link.csv': `id,lon,lat,url\na,120,39.9,${url}\n`,
      'link.json': JSON.stringify({ $schema: url, $ref: url, type: 'CityJSON', version: '2.0' }),
      'link.gml': `<!DOCTYPE a SYSTEM "${url}"><a xmlns:xlink="x" xlink:href="${url}"/>`,
    };
    try {
      for (const [name, content] of Object.entries(files)) {
        const ended = await withReading(await job(name, content, undefined), {}, all).then(
          () => null,
          (error: unknown) => error,
        );
        if (ended !== null) expect(ended).toMatchObject({ name: 'ImportError' });
      }
      expect(connections).toBe(0);
    } finally {
      server.close();
    }
  });
});
