import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { importsSchema } from '@undercroft/core/protocol/import-answers';
import { profileSchema } from '@undercroft/core/protocol/profile';
import { mercatorOf, quartersTiff } from '@undercroft/data-import/imagery/test-picture';
import { floatBytes, testTiff } from '@undercroft/data-import/terrain/test-tiff';
import { type SyntheticSurvey, writeSyntheticSurvey } from '@undercroft/data-import/testing/synthetic-survey';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ONE_CONDUIT, runCommand, startCommand, writeScene } from './testing/command.ts';

const TIMEOUT_MS = 120_000;
/** About where the scene lies. */
const TOWN = [10, 55] as const;
const CRS = ['--crs', 'EPSG:4549', '--axes', 'northEast'];
const proposalSchema = z.object({ profile: profileSchema, georeference: georeferenceSchema.nullable() });

let home = '';
let survey: SyntheticSurvey;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'undercroft-files-'));
  survey = await writeSyntheticSurvey(home, 200, 1);
  await writeScene(home, 'town', { kind: 'file', format: 'swmm', path: 'net.inp', crs: 'EPSG:25832' });
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

const run = (...args: readonly string[]) => runCommand(home, [...args, '--home', home]);
const files = () => ['--file', survey.points, '--file', survey.lines];
const list = async () =>
  importsSchema.parse({ imports: JSON.parse((await run('imports', 'town', '--json')).out) }).imports;

describe('files that no scene names', { timeout: TIMEOUT_MS }, () => {
  it('are checked by a profile, points and lines together', async () => {
    const { code, out } = await run('check', survey.points, survey.lines, '--profile', 'cjj61-2017', ...CRS, '--json');
    expect(JSON.parse(out)).toMatchObject({
      format: 'csv',
      crs: 'EPSG:4549',
      accepted: true,
      features: { node: survey.pointRows, conduit: survey.lineRows },
      lengthM: survey.lengthM,
      issueCounts: {},
    });
    expect(code).toBe(0);
  });

  it('are refused without a coordinate system, with one that would fit', async () => {
    const { code, out } = await run('check', survey.points, survey.lines, '--profile', 'cjj61-2017', '--json');
    expect(code).toBe(1);
    const report = z
      .object({ issues: z.array(z.object({ code: z.string(), message: z.string() })) })
      .parse(JSON.parse(out));
    expect(report.issues.find((found) => found.code === 'missing-crs')?.message).toContain(
      'The first point is (4410000, 466000)',
    );
  });

  it('are told what their columns would be taken for, as a profile that can be used', async () => {
    const { code, out, err } = await run('propose', survey.points, survey.lines, ...CRS);
    expect(code).toBe(0);
    expect(err).toContain('surveyPoint');
    const { profile, georeference } = proposalSchema.parse(JSON.parse(out));
    expect(profile.tables.map(({ target }) => target)).toEqual(['surveyPoint', 'surveyLine']);
    expect(georeference).not.toBeNull();
    await writeFile(join(home, 'ours.json'), JSON.stringify(profile));
    const checked = await run('check', survey.points, survey.lines, '--profile', 'ours.json', ...CRS, '--json');
    expect(JSON.parse(checked.out)).toMatchObject({ accepted: true, lengthM: survey.lengthM });
  });

  it('are imported into a layer, listed, and taken back', async () => {
    const imported = await run('import', 'town', ...files(), '--layer', 'survey', '--profile', 'cjj61-2017', ...CRS);
    expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('layer survey: accepted') });
    const [record] = await list();
    expect(record).toMatchObject({
      layer: 'survey',
      state: 'published',
      report: { features: { node: survey.pointRows } },
    });
    const undone = await run('undo', 'town', String(record?.id));
    expect(undone).toMatchObject({ code: 0, out: expect.stringContaining('is undone') });
    expect((await list())[0]?.state).toBe('undone');
    expect(await run('undo', 'town', '9999')).toMatchObject({
      code: 1,
      err: expect.stringContaining('no import 9999'),
    });
  });

  it('are not guessed at: what is only proposed wants --yes', async () => {
    const guessed = await run('import', 'town', ...files(), '--layer', 'guessed', '--profile', 'cjj61-2017');
    expect(guessed).toMatchObject({ code: 1, err: expect.stringContaining('--crs') });
    expect(await run('import', 'town', ...files())).toMatchObject({ code: 1, err: expect.stringContaining('--layer') });
  });

  it('with errors are not published, and the errors are said by table and row', async () => {
    const text = (await readFile(survey.lines, 'utf8')).replace('L0-1,P0-1,', 'L0-1,P7777-7,');
    const broken = join(home, 'broken.csv');
    await writeFile(broken, text);
    const both = ['--file', survey.points, '--file', broken];
    const refused = await run('import', 'town', ...both, '--layer', 'survey', '--profile', 'cjj61-2017', ...CRS);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('broken, row 3');
    expect(refused.err).toContain('P7777-7');
    expect((await list())[0]?.state).toBe('failed');
  });

  it('as a picture go to a layer of tiles, with whom to thank, and are taken back', async () => {
    const flight = join(home, 'flight.tif');
    await writeFile(flight, quartersTiff(64, mercatorOf(...TOWN), 0.5));
    const thanks = ['--attribution', 'Survey Office', '--licence', 'CC BY 4.0'];
    const imported = await run('import', 'town', '--file', flight, '--layer', 'flight', ...thanks);
    expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('layer flight: accepted') });
    expect(imported.out).toMatch(/picture +\d+ tiles/);
    const [record] = await list();
    expect(record).toMatchObject({
      layer: 'flight',
      state: 'published',
      report: { crs: 'EPSG:3857', attribution: { text: 'Survey Office', licence: 'CC BY 4.0' } },
    });
    expect((await run('undo', 'town', String(record?.id))).code).toBe(0);
  });

  it('of one band are not guessed at either: a person says that it is an elevation model', async () => {
    const ground = join(home, 'ground.tif');
    const chunks = [floatBytes([1, 2, 3, 4])];
    await writeFile(ground, testTiff({ width: 2, height: 2, scale: 0.0001, corner: TOWN, chunks }));
    const words = ['import', 'town', '--file', ground, '--layer', 'dem'];
    expect(await run(...words)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--format geotiff-elevation or --format geotiff-picture'),
    });
    const imported = await run(...words, '--format', 'geotiff-elevation');
    expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('2 x 2 cells, 1.00 to 4.00 m') });
    const second = await run('import', 'town', '--file', ground, '--layer', 'dem-2', '--format', 'geotiff-elevation');
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining('layer "dem"') });
  });

  it('go through the server that holds the store, by the same words', async () => {
    await writeFile(join(home, 'net.inp'), ONE_CONDUIT);
    const sources = { UNDERCROFT_DATA: home };
    const served = startCommand(home, ['serve', 'town', '--port', '0', '--home', home], sources);
    try {
      await expect.poll(() => served.out(), { timeout: 60_000 }).toContain('is served at');
      const imported = await run('import', 'town', ...files(), '--layer', 'live', '--profile', 'cjj61-2017', ...CRS);
      expect(imported.err).toContain('working through the server');
      expect(imported).toMatchObject({ code: 0, out: expect.stringContaining('published as import') });
      const [record] = await list();
      expect(record).toMatchObject({ layer: 'live', state: 'published', source: '管点表.csv, 管线表.csv' });
      expect((await run('undo', 'town', String(record?.id))).code).toBe(0);
    } finally {
      served.child.kill('SIGTERM');
      await served.exitCode;
    }
  });
});
