import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../core/src/protocol/import-answers.ts';
import { builtInProfile } from '../data-import/src/built-in-profiles.ts';
import { checkFile } from '../data-import/src/check-file.ts';
import { inspectFiles } from '../data-import/src/inspect-files.ts';
import { DATA, temporaryHome, undercroft } from './support/undercroft.ts';

const at = (...path: readonly string[]) => join(DATA ?? '', ...path);
const home = temporaryHome();

afterAll(() => home.remove());

/** The command as a person runs it; its report, and what it said. */
async function check(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly report: ImportReport }> {
  const { code, stdout } = await undercroft(['check', ...args, '--json'], { UNDERCROFT_HOME: home.path });
  return { code, report: JSON.parse(stdout) as ImportReport };
}

const inspected = (path: string) =>
  inspectFiles({}, [{ path, upload: { name: path.split('/').at(-1) ?? path, head: false } }], { near: null });

describe.skipIf(DATA === undefined)('checks of real files by the command (needs UNDERCROFT_DATA)', () => {
  const NET3 = at('epanet', 'net3.inp');

  it('EPANET Net3 without a system is refused with what its coordinates look like', async () => {
    const { code, report } = await check(NET3);
    expect(code).not.toBe(0);
    expect(report).toMatchObject({ format: 'epanet', crs: null, accepted: false, features: {} });
    expect(report.issues).toMatchObject([{ code: 'missing-crs', severity: 'error', where: { field: 'COORDINATES' } }]);
    expect(report.issues[0]?.message).toMatch(/\(9, 27\.85\).*schematic/);
  });

  it.each([
    ['EPSG:4326', /480|4\.8e\+2/],
    ['EPSG:3547', /740|7\.4e\+2/],
  ])('and in %s too: its pipes are not drawn to their lengths', async (crs, times) => {
    const { code, report } = await check(NET3, '--crs', crs);
    expect(code).not.toBe(0);
    expect(report).toMatchObject({ accepted: false, features: {} });
    const found = report.issues.find(({ severity }) => severity === 'error');
    expect(found).toMatchObject({ code: 'schematic-coordinates' });
    expect(found?.message).toMatch(times);
    expect(found?.message).toMatch(/[Gg]eoreference the network first/);
  });

  it('Sant Boi is taken for what it is without anybody naming a profile', async () => {
    const { tables } = await inspected(at('sant-boi', 'sant_boi.gpkg'));
    const targets = Object.fromEntries(tables.map(({ name, target }) => [name, target]));
    expect(targets).toMatchObject({
      ud_node: 'surveyPoint',
      ud_arc: 'surveyLine',
      ud_connec: 'surveyPoint',
      ud_gully: 'surveyPoint',
      ud_link: 'surveyLine',
      ws_node: 'surveyPoint',
      ws_arc: 'surveyLine',
      ws_connec: 'surveyPoint',
      ws_link: 'surveyLine',
    });
  });

  it('columns of longitude and latitude are certain, and numbers alone never are', async () => {
    const { georeference, tables } = await inspected(at('cameras', 'nyc.json'));
    expect(georeference.proposed).toMatchObject({ crs: 'EPSG:4326', axes: 'eastNorth', shift: 'none' });
    expect(georeference.certainty).toBeGreaterThanOrEqual(0.9);
    expect(georeference.candidates).toHaveLength(1);
    expect(tables[0]?.fields.filter(({ mustConfirm }) => mustConfirm)).toEqual([]);
    const { report } = await check(at('cameras', 'nyc.json'), '--crs', 'EPSG:4326');
    expect(report).toMatchObject({ accepted: true, features: { camera: 723 } });
  });

  it('polygons under codes of districts are proposed as the grid, and a person is asked', async () => {
    const { tables, georeference } = await inspected(at('qinhuangdao', 'districts.geojson'));
    expect(tables).toMatchObject([{ target: 'gridCell', missing: [] }]);
    const fields = Object.fromEntries((tables[0]?.fields ?? []).map((field) => [field.field, field]));
    expect(fields).toMatchObject({ code: { column: 'id', mustConfirm: true }, name: { column: 'name' } });
    // Degrees in China may be shifted, and nothing tells: plain ones are proposed, the shifts are offered.
    expect(georeference.certainty).toBeLessThan(0.9);
    expect(georeference.candidates.map(({ georeference: { shift } }) => shift)).toEqual(
      expect.arrayContaining(['none', 'GCJ-02', 'BD-09']),
    );
    expect((await check(at('qinhuangdao', 'districts.geojson'))).report).toMatchObject({
      accepted: false,
      issueCounts: { 'unconfirmed-proposal': 1 },
    });
    expect((await check(at('qinhuangdao', 'districts.geojson'), '--yes')).report).toMatchObject({
      accepted: true,
      features: { gridCell: 7 },
    });
  });

  it('a depth of cover of 0 in every row of gas mains is no depth', async () => {
    const { report } = await check(at('muddi', 'ngn_live_wires.geojson'), '--yes');
    expect(report).toMatchObject({ accepted: true, features: { conduit: 5 } });
    expect(report.unknown).toMatchObject({ invertM: 5, outerTopM: 5, slope: 5 });
    expect(report.issueCounts).toMatchObject({ 'zero-levels': 1 });
  });
});

describe('a survey with northing in X, as Chinese tables write it', () => {
  const points = join(home.path, 'points.csv');
  const lines = join(home.path, 'lines.csv');
  const numbers = Array.from({ length: 30 }, (_, i) => i);
  writeFileSync(
    points,
    `管线点号,X坐标,Y坐标,地面高程,特征\n${numbers
      .map((i) => `JS${i},${4_421_000 + i * 40}.123,${500_000 + i * 25}.456,3.${100 + i},直线点`)
      .join('\n')}\n`,
  );
  writeFileSync(
    lines,
    `起点点号,终点点号,起点埋深,终点埋深,管径,材质,管线类别\n${numbers
      .slice(1)
      .map((i) => `JS${i - 1},JS${i},1.200,1.250,DN300,球墨铸铁,给水`)
      .join('\n')}\n`,
  );
  const survey = async (axes: 'eastNorth' | 'northEast' | undefined, crs: string | undefined = 'EPSG:4549') =>
    await checkFile([points, lines], {
      georeference: { crs, axes },
      profile: await builtInProfile('cjj61-2017'),
    });

  it('is refused when its X is read as easting, and told that the axes look swapped', async () => {
    const report = await survey('eastNorth');
    expect(report).toMatchObject({ accepted: false, features: {} });
    expect(report.issueCounts).toMatchObject({ 'outside-area-of-use': 30 });
    const found = report.issues.find(({ code }) => code === 'outside-area-of-use');
    expect(found).toMatchObject({
      severity: 'error',
      where: { row: 2, field: 'X坐标', table: 'points' },
      sourceId: 'JS0',
    });
    expect(found?.message).toMatch(/axes look swapped: northing came first/);
  });

  it('is accepted as it is', async () => {
    expect(await survey('northEast')).toMatchObject({ accepted: true, features: { node: 30, conduit: 29 } });
  });

  it('is placed nowhere while nobody says in which system it is', async () => {
    const report = await checkFile([points, lines], { profile: await builtInProfile('cjj61-2017') });
    expect(report).toMatchObject({ accepted: false, crs: null, features: {}, bbox: null });
    expect(report.issues).toMatchObject([{ code: 'missing-crs' }]);
    expect(report.issues[0]?.message).toMatch(/\(4421000\.123, 500000\.456\).*systems alike.*northing first/s);
  });
});
