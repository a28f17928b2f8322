import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../program.ts';

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-rules-'));
  await mkdir(join(home, 'scenes', 'town'), { recursive: true });
  await writeFile(join(home, 'scenes', 'town', 'scene.json'), JSON.stringify(SCENE));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

const words = { en: 'Town', zh: '镇' };
const SCENE = {
  id: 'town',
  title: words,
  description: words,
  synthetic: true,
  frame: { origin: [119.6, 39.9], displayCrs: 'EPSG:4549' },
  heightDatum: { name: words, geoidOffsetM: 0, basis: words },
  sources: [{ kind: 'generated', layer: 'net', title: words, generator: 'demo-map', seed: 1 }],
  attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
  camera: { target: [119.6, 39.9], distanceM: 500, headingDeg: 0, pitchDeg: -30 },
  utcOffsetMinutes: 480,
};

const rulesFile = () => join(home, 'scenes', 'town', 'rules', 'rules.json');

async function run(...args: string[]) {
  const [out, notes]: [string[], string[]] = [[], []];
  const code = await runProgram(['rules', ...args, '--home', home], {
    output: { out: (line) => out.push(line), note: (line) => notes.push(line), isTerminal: false },
    env: {},
    cwd: home,
    signal: new AbortController().signal,
    alreadyMs: 0,
  });
  return { code, out, notes: notes.join('\n') };
}

describe('undercroft rules', () => {
  it('lists each row with its figures, grade, standing and source', async () => {
    const { code, out, notes } = await run('town');
    expect(code).toBe(0);
    const line = (id: string) => out.find((each) => each.includes(` ${id} `))?.replace(/ {2,}/g, ' | ');
    expect(line('zone.gas.high')).toBe(
      'zones | zone.gas.high | protectionM 5, controlM 50 | grade b, binding | GB 55009-2021',
    );
    expect(line('zone.power.buried')).toContain('protectionM 0.75, controlM - | grade c, not binding');
    expect(line('region.frost')).toContain('frostDepthM -');
    expect(notes).toContain('National tables of China, version 2026.1, from the program itself');
  });

  it('answers the whole set as JSON', async () => {
    const { out } = await run('town', '--json');
    expect(out).toHaveLength(1);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ id: 'cn-national', region: { frostDepthM: null } });
  });

  it("makes the city's file with the first signature, and adds the next", async () => {
    const first = await run('town', 'verify', 'zone.power.buried', '--by', ' Li Wei ', '--on', '2026-11-20');
    expect(first).toEqual({
      code: 0,
      out: [
        `zone.power.buried is verified by Li Wei on 2026-11-20; it binds. Version 1+cn-national.2026.1, in ${rulesFile()}`,
      ],
      notes: '',
    });
    expect((await run('town', 'verify', 'cover.heatDirect', '--by', 'Wang Fang', '--on', '2026-11-21')).code).toBe(0);
    expect(JSON.parse(await readFile(rulesFile(), 'utf8'))).toEqual({
      id: 'town',
      version: '2',
      title: { en: 'Rules of Town', zh: '镇规则' },
      extends: 'cn-national',
      zones: [expect.objectContaining({ id: 'zone.power.buried', protectionM: 0.75, verifiedBy: 'Li Wei' })],
      cover: [expect.objectContaining({ id: 'cover.heatDirect', verifiedBy: 'Wang Fang', verifiedAt: '2026-11-21' })],
    });
    expect(await readdir(join(home, 'scenes', 'town', 'rules'))).toEqual(['rules.json']);
    const listed = (await run('town')).out.find((line) => line.includes('zone.power.buried'));
    expect(listed).toContain('grade c, binding');
    expect(listed).toContain('verified by Li Wei on 2026-11-20');
  });

  it('signs with the day of the city where none is named', async () => {
    await run('town', 'verify', 'zone.gas.high', '--by', 'Li Wei');
    const { zones } = JSON.parse(await readFile(rulesFile(), 'utf8'));
    expect(zones[0].verifiedAt).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('checks a file, and says what is wrong with it by row and field', async () => {
    expect((await run('town', 'check')).out).toEqual([
      'The scene "town" has no rules of its own: cn-national 2026.1 holds.',
    ]);
    await run('town', 'verify', 'zone.gas.high', '--by', 'Li Wei');
    expect((await run('town', 'check')).out[0]).toMatch(
      /rules\.json: valid; version 1\+cn-national\.2026\.1, \d+ rows/,
    );
    const file = JSON.parse(await readFile(rulesFile(), 'utf8'));
    file.zones[0].protectionM = '5 m';
    await writeFile(rulesFile(), JSON.stringify(file));
    const wrong = `${rulesFile()}: row zone.gas.high, protectionM: wanted number, got "5 m" [rules-invalid]`;
    expect(await run('town', 'check')).toEqual({ code: 1, out: [], notes: wrong });
    expect((await run('town', 'verify', 'zone.gas.subHigh', '--by', 'Li Wei')).notes).toBe(wrong);
    expect(JSON.parse(await readFile(rulesFile(), 'utf8'))).toEqual(file);
  });

  it.each([
    [
      ['verify', 'zone.powr', '--by', 'Li'],
      /have no row "zone\.powr"\. Near it: zone\.power\.buried,.+\[unknown-rule\]/,
    ],
    [['verify', 'zone.gas.high'], /name the officer with --by "NAME"\. \[bad-option\]/],
    [['verify', 'zone.gas.high', '--by', '  '], /name the officer/],
    [['verify', 'zone.gas.high', '--by', 'Li', '--on', '2026-02-30'], /--on wants a day such as 2026-11-20 and got/],
    [['verify', '--by', 'Li'], /verify wants the id of a row/],
    [['verify', 'region.frost', '--by', 'Li'], /leaves frostDepthM unknown.+\[rules-invalid\]/],
    [['list'], /wants nothing, "check" or "verify" after the scene and got "list"/],
    [['check', '--by', 'Li'], /are for verify/],
  ])('refuses %j with a sentence', async (args, sentence) => {
    const { code, out, notes } = await run('town', ...args);
    expect({ code, out }).toEqual({ code: 1, out: [] });
    expect(notes).toMatch(sentence);
    await expect(readFile(rulesFile())).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
