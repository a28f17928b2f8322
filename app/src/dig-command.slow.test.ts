import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { excavationAnswerSchema } from '@undercroft/core/protocol/analysis/excavation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ONE_CONDUIT, runCommand, startCommand, writeScene } from './testing/command.ts';

const TIMEOUT_MS = 120_000;

/** A square of 4 x 4 m across the conduit, 10 m from its upper end (EPSG:25832 580010 6129998 and on). */
const ACROSS = [
  [10.260539894006115, 55.309869478386055],
  [10.260602896073893, 55.30986882820531],
  [10.260604036010983, 55.3099047633465],
  [10.260541033886282, 55.30990541352813],
];

/** The same 42 m north of it. */
const ASIDE = [
  [10.260551862875227, 55.31024679736632],
  [10.260614865540822, 55.31024614717646],
  [10.260616005504763, 55.31028208231527],
];

let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-home-'));
  const source = {
    kind: 'file',
    format: 'swmm',
    path: 'town/net.inp',
    crs: 'EPSG:25832',
    utility: { default: 'storm' },
  };
  await writeScene(home, 'town', source);
  await mkdir(join(home, 'sources', 'town'), { recursive: true });
  await writeFile(join(home, 'sources', 'town', 'net.inp'), ONE_CONDUIT);
  expect(await runCommand(home, ['import', 'town', '--home', home])).toMatchObject({ code: 0 });
}, TIMEOUT_MS);

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

async function areaFile(name: string, coordinates: readonly (readonly number[])[]): Promise<string> {
  const path = join(home, name);
  const ring = [...coordinates, coordinates[0]];
  await writeFile(
    path,
    JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } }),
  );
  return path;
}

function dig(area: string, ...more: readonly string[]) {
  return runCommand(home, ['dig', 'town', '--home', home, '--area', area, ...more]);
}

describe('dig', { timeout: TIMEOUT_MS }, () => {
  it('ends with 2 and a table when a conduit is hit, the verdict first', async () => {
    // Ground 14.5 m, floor 11.5 m; the conduit's inside reaches from about 11.9 to 12.2 m there.
    const { code, out, err } = await dig(await areaFile('across.geojson', ACROSS), '--depth', '3');
    expect(err).toContain('across.geojson taken for');
    expect(code).toBe(2);
    expect(out).toContain('town: 3 m deep, floor at 11.50 m');
    const lines = out.split('\n');
    const heading = lines.findIndex((line) => line.startsWith('verdict'));
    expect(lines[heading + 1]).toMatch(/^Hit +Storm water +net\.P +0\.00 m +0\.00 m/);
    expect(out).toContain('Do not dig');
  });

  it('ends with 0 where nothing lies within reach, and says no more than that', async () => {
    const { code, out } = await dig(await areaFile('aside.geojson', ASIDE), '--depth', '3');
    expect(out).toContain('Nothing known lies within reach');
    expect(code).toBe(0);
  });

  it('prints the answer as one JSON object, the same out of the store and through a server', async () => {
    const area = await areaFile('across.geojson', ACROSS);
    const alone = await dig(area, '--depth', '3', '--margin', '0.3', '--support', '5', '--json');
    expect(alone.code).toBe(2);
    const answer = excavationAnswerSchema.parse(JSON.parse(alone.out));
    expect(answer.work).toEqual({ depthM: 3, batter: 0, supportDepthM: 5, marginM: 0.3, method: 'machine' });
    const server = startCommand(home, ['serve', 'town', '--home', home, '--port', '0']);
    try {
      await expect.poll(() => server.out(), { timeout: TIMEOUT_MS }).toContain('http://127.0.0.1');
      const through = await dig(area, '--depth', '3', '--margin', '0.3', '--support', '5', '--json');
      expect(JSON.parse(through.out)).toEqual(answer);
      expect(through.code).toBe(2);
    } finally {
      server.child.kill('SIGTERM');
      await server.exitCode;
    }
  });

  it('speaks Chinese when asked to', async () => {
    const { out } = await dig(await areaFile('across.geojson', ACROSS), '--depth', '3', '--lang', 'zh');
    expect(out).toContain('将被挖断');
  });

  it.each([
    ['no depth', [], '--depth'],
    ['a depth in words', ['--depth', 'deep'], '--depth wants a number and got "deep"'],
    ['a method nobody knows', ['--depth', '2', '--method', 'dynamite'], '--method wants one of machine, hand, vacuum'],
    ['a depth that nobody digs', ['--depth', '400'], 'depth must be'],
    ['a time that is none', ['--depth', '2', '--as-of', 'yesterday'], 'asOf'],
    ['a time before anything was known', ['--depth', '2', '--as-of', '2001-01-01T00:00:00Z'], 'nothing-then'],
  ])('ends with 1 and a sentence on %s, never with 0', async (_what, flags, words) => {
    const { code, out, err } = await dig(await areaFile('across.geojson', ACROSS), ...flags);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(words);
  });

  it('ends with 1 on a file that is not there and on an area that crosses itself', async () => {
    expect(await dig(join(home, 'nowhere.geojson'), '--depth', '2')).toMatchObject({ code: 1, out: '' });
    const [a = [], b = [], c = [], d = []] = ACROSS;
    const bow = await dig(await areaFile('bow.geojson', [a, c, b, d]), '--depth', '2');
    expect(bow).toMatchObject({ code: 1, out: '', err: expect.stringContaining('crosses-itself') });
  });
});
