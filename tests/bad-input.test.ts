import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../store/src/open-store.ts';
import { temporaryHome, undercroft } from './support/undercroft.ts';

/** A sound network of two conduits, metres in EPSG:25832, that every case below spoils in one place. */
const SOUND = `[OPTIONS]
FLOW_UNITS CMS
LINK_OFFSETS DEPTH

[JUNCTIONS]
;;Name Elevation MaxDepth
A 10.0 2.5
B 9.8 2.6

[OUTFALLS]
O 9.5 FREE

[CONDUITS]
C1 A B 50 0.013 0 0
C2 B O 60 0.013 0 0

[XSECTIONS]
C1 CIRCULAR 0.3 0 0 0 1
C2 CIRCULAR 0.4 0 0 0 1

[COORDINATES]
A 586000 6135000
B 586050 6135000
O 586110 6135000
`;

interface Case {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  /** What the message must name: the line where there is one, and the field or thing. */
  readonly says: readonly RegExp[];
}

const lineOf = (text: string, needle: string) => text.slice(0, text.indexOf(needle)).split('\n').length;

const nan = SOUND.replace('B 586050 6135000', 'B NaN 6135000');
const unknownNode = SOUND.replace('C2 B O', 'C2 B NOWHERE');

const CASES: readonly Case[] = [
  {
    name: 'cut off in the middle of the cross-sections',
    bytes: SOUND.slice(0, SOUND.indexOf('C2 CIRCULAR')),
    says: [/\[COORDINATES\]/, /cut off/],
  },
  {
    name: 'cut off in the middle of the coordinates',
    bytes: SOUND.slice(0, SOUND.indexOf('O 586110')),
    says: [/\[COORDINATES\]/, /"O"/, new RegExp(`line ${lineOf(SOUND, 'O 9.5 FREE')}\\b`)],
  },
  {
    name: 'a coordinate that is NaN',
    bytes: nan,
    says: [new RegExp(`\\b${lineOf(nan, 'B NaN')}\\b`), /X-Coord/i, /NaN/],
  },
  {
    name: 'a node that does not exist',
    bytes: unknownNode,
    says: [new RegExp(`\\b${lineOf(unknownNode, 'C2 B NOWHERE')}\\b`), /NOWHERE/],
  },
  { name: 'binary bytes', bytes: Uint8Array.from({ length: 4096 }, (_, i) => (i * 197) % 256), says: [/network\.inp/] },
  { name: 'an empty file', bytes: '', says: [/network\.inp/, /empty/i] },
];

describe('bad input', () => {
  const home = temporaryHome();
  const scenes = join(home.path, 'scenes', 'spoilt');
  const sources = join(home.path, 'sources');
  const env = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: sources };
  const file = join(sources, 'network.inp');

  beforeAll(() => {
    mkdirSync(scenes, { recursive: true });
    mkdirSync(sources, { recursive: true });
    const bellinge = JSON.parse(readFileSync(join('scenes', 'bellinge', 'scene.json'), 'utf8')) as {
      sources: Record<string, unknown>[];
    };
    const scene = { ...bellinge, id: 'spoilt', sources: [{ ...bellinge.sources[0], path: 'network.inp' }] };
    writeFileSync(join(scenes, 'scene.json'), JSON.stringify(scene));
  });

  afterAll(() => home.remove());

  it.each(CASES)('$name: refused with what, where and why; nothing is stored', async ({ bytes, says }) => {
    writeFileSync(file, bytes);
    const imported = await undercroft(['import', 'spoilt'], env);
    const said = imported.stdout + imported.stderr;
    expect(imported.code, said).not.toBe(0);
    expect(said).toMatch(/network\.inp/);
    for (const needed of says) expect(said).toMatch(needed);
    expect(said).not.toMatch(/\n\s+at .*:\d+:\d+/);
    const store = await openStore({ home: home.path });
    try {
      expect(await store.features.revision('spoilt')).toBeNull();
      for (const table of ['link', 'node', 'area']) {
        expect(await store.sql.query(`select source_id from ${table}`)).toEqual([]);
      }
    } finally {
      await store.close();
    }
  });

  it.each(CASES)('$name: check gives one JSON object, not accepted, and an exit code of its own', async ({ bytes }) => {
    writeFileSync(file, bytes);
    const checked = await undercroft(['check', file, '--crs', 'EPSG:25832', '--json'], env);
    expect(checked.code).not.toBe(0);
    const report = JSON.parse(checked.stdout) as { accepted: boolean; issues: { severity: string }[] };
    expect(report.accepted).toBe(false);
    expect(report.issues.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('the sound network is accepted, so that the cases fail for their own reason', async () => {
    writeFileSync(file, SOUND);
    const checked = await undercroft(['check', file, '--crs', 'EPSG:25832', '--json'], env);
    const report = JSON.parse(checked.stdout) as Record<string, unknown>;
    expect(report).toMatchObject({
      format: 'swmm',
      crs: 'EPSG:25832',
      accepted: true,
      features: { conduit: 2, node: 3 },
      lengthM: 110,
    });
    expect(checked.code).toBe(0);
    expect((await undercroft(['import', 'spoilt'], env)).code).toBe(0);
  });
});
