import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ONE_CONDUIT, runCommand, writeScene } from './testing/command.ts';

const TIMEOUT_MS = 60_000;

let home = '';

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-home-'));
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

describe('the command line', { timeout: TIMEOUT_MS }, () => {
  it('tells its version and its examples', async () => {
    expect(await runCommand(home, ['--version'])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect((await runCommand(home, ['--help'])).out).toContain('undercroft serve bellinge');
  });

  it('ends with 1 and one sentence on a bad option, an unknown command and an unknown scene', async () => {
    expect(await runCommand(home, ['frobnicate'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('unknown command'),
    });
    const port = await runCommand(home, ['serve', '--port', 'eighty']);
    expect(port).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--port wants a whole number') });
    const scene = await runCommand(home, ['import', 'atlantis', '--home', home]);
    expect(scene).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no scene "atlantis". Known scenes:'),
    });
  });

  it('refuses two different scenes', async () => {
    const both = await runCommand(home, ['serve', 'demo', '--scene', 'bellinge', '--home', home]);
    expect(both).toMatchObject({ code: 1, err: expect.stringContaining('Two scenes were named') });
  });

  it('says where it looked for a source file and how to name another folder', async () => {
    await writeScene(home, 'town', {
      kind: 'file',
      format: 'swmm',
      path: 'town/net.inp',
      crs: 'EPSG:25832',
      utility: { default: 'storm' },
    });
    const result = await runCommand(home, ['import', 'town', '--home', home]);
    expect(result.code).toBe(1);
    expect(result.err).toContain(join(home, 'sources', 'town', 'net.inp'));
    expect(result.err).toContain('UNDERCROFT_DATA');
  });
});

describe('check --json', { timeout: TIMEOUT_MS }, () => {
  it.each([
    ['a file that is not there', null],
    ['a file of bytes that are no text', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0xff, 0xfe, 0])],
    ['an empty file', Buffer.alloc(0)],
  ])('prints one JSON object that is not accepted, and nothing else, for %s', async (_what, bytes) => {
    const path = join(home, 'net.inp');
    if (bytes !== null) await writeFile(path, bytes);
    const { code, out } = await runCommand(home, ['check', path, '--crs', 'EPSG:25832', '--json']);
    expect(code).toBe(1);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    const report = z
      .object({ accepted: z.boolean(), issues: z.array(z.object({ message: z.string() })) })
      .parse(JSON.parse(out));
    expect(report.accepted).toBe(false);
    expect(report.issues[0]?.message).toContain('net.inp');
  });

  it('accepts a network of one conduit, with its declared length', async () => {
    const path = join(home, 'net.inp');
    await writeFile(path, ONE_CONDUIT);
    const { code, out } = await runCommand(home, ['check', path, '--crs', 'EPSG:25832', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      format: 'swmm',
      accepted: true,
      features: { conduit: 1, node: 2 },
      lengthM: 30,
    });
    expect(code).toBe(0);
  });
});
