import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFile } from './check-file.ts';
import { ISSUES_KEPT_PER_CODE } from './issue-log.ts';
import { SMALL_INP } from './testing/inp.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-check-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describe('checkFile', () => {
  it('reports what an import would bring', async () => {
    const report = await checkFile(await written('small.inp', SMALL_INP), { georeference: { crs: 'EPSG:25832' } });
    expect(report).toMatchObject({
      format: 'swmm',
      crs: 'EPSG:25832',
      accepted: true,
      features: { node: 2, conduit: 1 },
      nodeKinds: { junction: 2 },
      lengthM: 100,
      geometryLengthM: 100,
      issues: [],
    });
    // One cover (MaxDepth 0), both utilities and the conduit's, and the wall are not stated.
    expect(report.unknown).toMatchObject({ coverLevelM: 1, utility: 3, wallMm: 1, shaftDiameterMm: 2 });
    expect(report.unknown).not.toHaveProperty('invertM');
    const [west, south, east, north] = report.bbox ?? [0, 0, 0, 0];
    // 100 m of easting at 55.35° north are 0.0016 degrees.
    expect(east - west).toBeCloseTo(0.00158, 4);
    expect(north - south).toBeLessThan(0.0001);
  });

  it('does not accept a file without a coordinate system, and says what it looks like', async () => {
    const report = await checkFile(await written('placeless.inp', SMALL_INP));
    expect(report).toMatchObject({ accepted: false, crs: null, features: {}, bbox: null });
    expect(report.issues).toMatchObject([{ code: 'missing-crs', severity: 'error' }]);
  });

  it('refuses an unlisted coordinate system by name', async () => {
    const path = await written('small.inp', SMALL_INP);
    await expect(checkFile(path, { georeference: { crs: 'EPSG:999999' } })).rejects.toMatchObject({
      code: 'unknown-crs',
      message: expect.stringContaining('EPSG:999999'),
    });
  });

  it('counts every error and keeps the first of each code', async () => {
    const bad = Array.from({ length: 400 }, (_, i) => `B${i} J1 X${i} 10 0.013 0 0`).join('\n');
    const text = SMALL_INP.replace('[XSECTIONS]', `${bad}\n[XSECTIONS]`);
    const report = await checkFile(await written('many.inp', text), { georeference: { crs: 'EPSG:25832' } });
    expect(report.accepted).toBe(false);
    expect(report.issueCounts).toEqual({ 'unknown-node': 400, 'missing-cross-section': 400 });
    expect(report.issues.filter(({ code }) => code === 'unknown-node')).toHaveLength(ISSUES_KEPT_PER_CODE);
  });

  it('counts drawing rows of nothing as well, in the same bounded memory', async () => {
    const orphans = Array.from({ length: 1000 }, (_, i) => `X${i} 586000 6135000`).join('\n');
    const report = await checkFile(await written('orphans.inp', `${SMALL_INP}${orphans}\n`), {
      georeference: { crs: 'EPSG:25832' },
    });
    expect(report.accepted).toBe(true);
    expect(report.issueCounts).toEqual({ 'orphan-row': 1000 });
    expect(report.issues).toHaveLength(ISSUES_KEPT_PER_CODE);
  });

  it('does not accept a file of headers alone', async () => {
    const report = await checkFile(await written('bare.inp', '[JUNCTIONS]\n[CONDUITS]\n[COORDINATES]\n'), {
      georeference: { crs: 'EPSG:25832' },
    });
    expect(report.accepted).toBe(false);
    expect(report.issues.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('refuses what it cannot read, by name', async () => {
    const refusal = (path: string) => checkFile(path, { georeference: { crs: 'EPSG:25832' } });
    await expect(refusal(join(folder, 'none.inp'))).rejects.toMatchObject({
      code: 'file-not-found',
      message: 'There is no file "none.inp".',
    });
    await expect(refusal(folder)).rejects.toMatchObject({ code: 'file-not-readable' });
    await expect(refusal(await written('empty.inp', ''))).rejects.toMatchObject({ code: 'empty-file' });
    await expect(refusal(await written('image.inp', new Uint8Array(999)))).rejects.toMatchObject({
      code: 'binary-file',
    });
    await expect(refusal(await written('note.txt', 'To whom it may concern'))).rejects.toMatchObject({
      code: 'unknown-format',
    });
  });

  it('stops when it is told to', async () => {
    const path = await written('small.inp', SMALL_INP);
    await expect(checkFile(path, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
