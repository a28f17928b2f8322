import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { put, soundTileset, tilesetFiles } from '@undercroft/core/verify/testing/sound-tileset';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from './testing/command.ts';
import type { VerifyReport } from './verify/verify-report.ts';

describe('undercroft verify', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undercroft-verify-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function write(geometricError = 0): Promise<void> {
    const tileset = soundTileset();
    put(tileset.document, 'root/children/0/geometricError', geometricError);
    for (const [name, bytes] of await tilesetFiles(tileset)) await writeFile(join(folder, name), bytes);
  }

  it('ends with 0 and says "clean" of a sound tileset', async () => {
    await write();
    const { code, out } = await runCommand(folder, ['verify', '.']);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n').at(-1)).toBe('clean');
    expect(out).toContain('no certificate of fidelity: Only the rows of a network');
  });

  it('ends with 1 and names rule, place and what is wrong; as JSON it prints one object and nothing else', async () => {
    await write(11);
    const said = await runCommand(folder, ['verify', 'tileset.json']);
    expect(said.code).toBe(1);
    expect(said.out.split('\n')[0]).toBe(
      'error TILESET_ERROR_RISES tileset.json root/children/0: ' +
        'Its geometric error is 11 m and that of the tile above 10 m.',
    );
    const { code, out } = await runCommand(folder, ['verify', '.', '--json']);
    const report = JSON.parse(out) as VerifyReport;
    expect([code, report.clean, report.findingCounts]).toEqual([1, false, { TILESET_ERROR_RISES: 1 }]);
  });

  it('says how far it is, and of how many tiles: a root, its two and a hundred more', async () => {
    const tileset = soundTileset();
    const boundingVolume = { sphere: [0, 0, 0, 9] };
    for (let i = 2; i < 102; i++) put(tileset.document, `root/children/${i}`, { boundingVolume, geometricError: 0 });
    for (const [name, bytes] of await tilesetFiles(tileset)) await writeFile(join(folder, name), bytes);
    const { err } = await runCommand(folder, ['verify', '.']);
    expect(err.trim()).toMatch(/^100 of 103 tiles, \d contents$/);
  });

  it('ends with 2 where there is no tileset, and where it is no JSON', async () => {
    const none = await runCommand(folder, ['verify', 'nowhere']);
    expect([none.code, none.out]).toEqual([2, '']);
    expect(none.err).toContain('There is no folder or tileset document "nowhere". [source-missing]');
    await writeFile(join(folder, 'tileset.json'), 'tiles');
    const broken = await runCommand(folder, ['verify', '.', '--json']);
    expect(broken.code).toBe(2);
    expect((JSON.parse(broken.out) as VerifyReport).findingCounts).toEqual({ TILESET_JSON: 1 });
  });
});
