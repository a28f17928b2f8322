import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { describe, expect, it } from 'vitest';
import { builtInProfile } from '../built-in-profiles.ts';
import { readerVersion } from '../content-digest.ts';
import { reportBuilder } from '../report.ts';
import { type SourceOptions, sourceSpec } from '../source-spec.ts';
import { memorySource } from './byte-source.ts';
import { openSource } from './open-source.ts';
import { type FeatureFormat, formatNamed, formatOf, type SourceFormat, sniffFormat } from './registry.ts';

type Files = Readonly<Record<string, string>>;

const POINTS =
  '物探点号,X,Y,地面高程,管线类别,特征,附属物\nA,4410000,466000,10,污水,,检查井\nB,4410000,466030,9.9,污水,,出水口\n';
const LINES = '起点点号,终点点号,起点埋深,终点埋深,管线类别,材质,管径,埋设方式\nA,B,1.5,1.5,污水,砼,300,直埋\n';
const SURVEY: Files = { 'points.csv': POINTS, 'lines.csv': LINES };
const CGCS = { crs: 'EPSG:4549', axes: 'northEast' } as const;

function ofFeatures(format: SourceFormat): FeatureFormat {
  if (format.kind === 'raster') throw new TypeError('Wanted a format of features.');
  return format;
}

async function read(files: Files, options: SourceOptions = {}): Promise<ImportReport> {
  const sources = Object.entries(files).map(([name, content]) => memorySource(name, content));
  const spec = sourceSpec(
    sources.map(({ name }) => ({ path: name, name })),
    options,
  );
  const format = ofFeatures(await sniffFormat(sources));
  const source = await openSource(sources, format, spec);
  try {
    const report = reportBuilder(formatOf(format).format, source.crs);
    for await (const items of source.batches()) for (const item of items) report.add(item);
    return report.build();
  } finally {
    await source.close();
  }
}

const cjj61 = () => builtInProfile('cjj61-2017');

describe('tables', () => {
  it('of points and of lines are one survey: lines find their points in the other file', async () => {
    const report = await read(SURVEY, { profile: await cjj61(), georeference: CGCS });
    expect(report).toMatchObject({
      format: 'csv',
      crs: 'EPSG:4549',
      accepted: true,
      features: { node: 2, conduit: 1 },
    });
    // From 466000 to 466030 east.
    expect(report.geometryLengthM).toBeCloseTo(30, 6);
  });

  it('without a coordinate system are refused, with what their coordinates look like', async () => {
    const report = await read(SURVEY, { profile: await cjj61(), near: [119.6, 39.8] });
    expect(report).toMatchObject({ accepted: false, crs: null, features: {}, issueCounts: { 'missing-crs': 1 } });
    expect(report.issues[0]?.message).toContain('(4410000, 466000)');
    expect(report.issues[0]?.message).toContain('EPSG:4549');
  });

  it('lie where they themselves say when nobody says otherwise', async () => {
    const point = {
      type: 'Feature',
      properties: { id: 'c1' },
      geometry: { type: 'Point', coordinates: [119.6, 39.9] },
    };
    const text = JSON.stringify({ type: 'FeatureCollection', features: [point] });
    const profile = {
      ...(await cjj61()),
      tables: [{ target: 'cityPoint' as const, columns: { id: { headings: ['id'] } }, constants: { kind: 'camera' } }],
    };
    const report = await read({ 'cameras.geojson': text }, { profile });
    expect(report).toMatchObject({ accepted: true, crs: 'EPSG:4326', features: { camera: 1 } });
    expect(report.bbox).toEqual([119.6, 39.9, 119.6, 39.9]);
  });

  it('that no profile is given for are read by a proposal, which is an error until somebody agrees', async () => {
    const doubtful = SURVEY['points.csv']?.replace('地面高程', 'H1') ?? '';
    const open = await read({ 'points.csv': doubtful, 'lines.csv': LINES }, { georeference: CGCS });
    const agreed = await read(
      { 'points.csv': doubtful, 'lines.csv': LINES },
      { georeference: CGCS, proposalConfirmed: true },
    );
    expect(
      Object.keys(open.issueCounts).filter((code) => code.endsWith('proposal') || code.endsWith('proposed')),
    ).not.toEqual([]);
    expect(agreed.issueCounts['unconfirmed-proposal']).toBeUndefined();
    expect(agreed.issueCounts['profile-proposed']).toBe(2);
  });

  it('that the profile does not fit are left out by name, and nothing at all is an error', async () => {
    const options = { profile: await cjj61(), georeference: CGCS };
    const partly = await read({ ...SURVEY, 'other.csv': 'colour,taste\nred,sweet\n' }, options);
    expect(partly).toMatchObject({ accepted: true, issueCounts: { 'table-left-out': 1 } });
    expect(partly.issues.find(({ code }) => code === 'table-left-out')?.message).toContain('"other"');
    const none = await read({ 'other.csv': 'colour,taste\nred,sweet\n' }, options);
    expect(none).toMatchObject({ accepted: false, issueCounts: { 'no-table-fits': 1 } });
  });

  it('with two columns for a coordinate are refused: one of them would move every pipe', async () => {
    const twice = '物探点号,X,Y,X,地面高程,特征,附属物\nA,4410000,466000,4410007,10,,检查井\n';
    const report = await read({ 'points.csv': twice }, { profile: await cjj61(), georeference: CGCS });
    expect(report.issueCounts).toMatchObject({ 'ambiguous-column': 1 });
    expect(report.accepted).toBe(false);
  });

  it('of formats that do not go together are refused by name', async () => {
    const geojson = '{"type":"FeatureCollection","features":[]}';
    await expect(read({ 'points.csv': POINTS, 'a.geojson': geojson })).rejects.toMatchObject({
      code: 'mixed-formats',
    });
  });

  it('of an empty file, and of no known format, are refused by name', async () => {
    await expect(read({ 'nothing.csv': '' })).rejects.toMatchObject({ name: 'ImportError' });
    await expect(read({ 'x.bin': '\u0000\u0001\u0002' })).rejects.toMatchObject({ code: 'binary-file' });
    expect(() => formatNamed('word')).toThrow('"word"');
  });
});

describe('the version of a reading', () => {
  const version = async (options: SourceOptions) =>
    readerVersion(ofFeatures(formatNamed('csv')), sourceSpec([{ path: 'a', name: 'a' }], options));

  it('changes with everything that decides what is read, and with nothing else', async () => {
    const profile = await cjj61();
    const grid = { kind: 'helmert', to: 'EPSG:4549', dx: 1, dy: 2, rotationDeg: 3, scale: 1 } as const;
    const base = await version({ profile, georeference: CGCS });
    const others = await Promise.all([
      version({ profile, georeference: { crs: 'EPSG:4549' } }),
      version({ profile, georeference: { ...CGCS, crs: 'EPSG:4548' } }),
      version({ profile, georeference: { ...CGCS, levelUnit: 'foot' } }),
      version({ profile, georeference: { ...CGCS, verticalOffsetM: 1 } }),
      version({ profile: { ...profile, zeroIsUnknown: ['depth'] }, georeference: CGCS }),
      version({ profile, georeference: CGCS, encoding: 'gb18030' }),
      version({ profile, georeference: CGCS, utility: { default: 'gas', bySourceId: [] } }),
      version({ georeference: CGCS }),
      version({ profile, georeference: { crs: 'LOCAL:town' }, localGrids: { town: grid } }),
      version({ profile, georeference: { crs: 'LOCAL:town' }, localGrids: { town: { ...grid, dx: 1.5 } } }),
    ]);
    expect(new Set([base, ...others]).size).toBe(others.length + 1);
    expect(await version({ profile, georeference: CGCS, near: [1, 2], localGrids: { town: grid } })).toBe(base);
    // Nobody learns a grid's parameters from it.
    expect(others.join(' ')).not.toMatch(/1\.5|helmert/);
  });
});
