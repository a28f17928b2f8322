import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from './testing/command.ts';

const TIMEOUT_MS = 180_000;
const FILES = [
  'buildings.geojson',
  'gas.zip',
  'heat.gpkg',
  'roads.geojson',
  'survey-lines.csv',
  'survey-points.csv',
  'telecom.dxf',
  'truth.json',
];

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-demo-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('undercroft demo', { timeout: TIMEOUT_MS }, () => {
  it('writes districts until there are as many conduits as wanted, in bounded memory', async () => {
    const run = await runCommand(folder, ['demo', '--segments', '60000', '--seed', '3', '--out', 'city']);
    expect(run).toMatchObject({ code: 0, out: expect.stringContaining('conduits written to') });
    expect((await readdir(join(folder, 'city'))).sort()).toEqual(FILES);
    const truth = JSON.parse(await readFile(join(folder, 'city', 'truth.json'), 'utf8'));
    expect(truth.counts.sites).toBe(2);
    expect(truth.counts.conduits).toBeGreaterThanOrEqual(60_000);
    const lines = new TextDecoder('gb18030')
      .decode(await readFile(join(folder, 'city', 'survey-lines.csv')))
      .split('\r\n');
    // The second district's numbers hold its own.
    expect(lines.some((line) => line.startsWith('JS001'))).toBe(true);
  });

  it('tells what is planted and how the figures lie, and ends with 0 as all are on target', async () => {
    const run = await runCommand(folder, ['demo', '--truth', '--json']);
    const told = JSON.parse(run.out);
    expect(
      told.figures.filter(
        (figure: { value: number; least: number; most: number }) =>
          figure.value < figure.least || figure.value > figure.most,
      ),
    ).toEqual([]);
    const names = told.figures.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(['water mains', 'cases a year', 'cases an hour, 09:00']));
    expect(run.code).toBe(0);
    expect(told.mistakes.length).toBeGreaterThan(100);
    expect(new Set(told.violations.map(({ kind }: { kind: string }) => kind)).size).toBe(5);
  });

  it('refuses a folder that holds something, a seed that is no number, and to write without a folder', async () => {
    await mkdir(join(folder, 'full'));
    await writeFile(join(folder, 'full', 'mine.txt'), '');
    for (const [args, words] of [
      [['--out', 'full'], 'holds mine.txt'],
      [['--seed', 'x', '--out', 'new'], '--seed wants a whole number'],
      [['--segments', '0', '--out', 'new'], '--segments wants a whole number from 1'],
      [[], 'name one with --out'],
      [['--truth', '--out', 'new'], '--truth tells of one district'],
    ] as const) {
      const run = await runCommand(folder, ['demo', ...args]);
      expect(run, args.join(' ')).toMatchObject({ code: 1, err: expect.stringContaining(words) });
    }
  });
});
