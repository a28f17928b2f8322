import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Scene, sceneSchema } from './scene.ts';
import { sceneJsonSchema } from './scene-json-schema.ts';

const folder = new URL('../../../scenes/', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));
const ids = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

/** A copy of a scene with one thing changed, as a person might get it wrong. */
function changed(
  id: string,
  change: (scene: { [key: string]: unknown; sources: Record<string, unknown>[] }) => void,
): unknown {
  const copy = structuredClone(read(`${id}/scene.json`)) as {
    [key: string]: unknown;
    sources: Record<string, unknown>[];
  };
  change(copy);
  return copy;
}

function placesOf(scene: unknown): string[] {
  return sceneSchema.safeParse(scene).error?.issues.map((issue) => issue.path.join('.')) ?? [];
}

describe('scene files', () => {
  it('publish the schema that the server checks with', () => {
    expect(read('scene.schema.json')).toEqual(sceneJsonSchema());
  });

  it.each(ids)('%s is valid and lies in the folder of its id', (id) => {
    const scene: Scene = sceneSchema.parse(read(`${id}/scene.json`));
    expect(scene.id).toBe(id);
  });

  it('mark the demo synthetic and Bellinge real', () => {
    expect(sceneSchema.parse(read('demo/scene.json')).synthetic).toBe(true);
    expect(sceneSchema.parse(read('bellinge/scene.json')).synthetic).toBe(false);
  });

  it.each([
    ['G71F04R', 'combined'],
    ['G72R33B', 'storm'],
    ['G80S010_G80S020_l1', 'sewage'],
    ['G60K220', 'unknown'],
    ['G7F1R', 'unknown'],
  ])('tell the utility of Bellinge by the fourth character: %s is %s', (sourceId, utility) => {
    const source = sceneSchema.parse(read('bellinge/scene.json')).sources[0];
    if (source?.kind !== 'file') throw new RangeError('bellinge: wanted a file source first');
    const rule = source.utility.bySourceId.find((each) => new RegExp(each.pattern).test(sourceId));
    expect(rule?.utility ?? source.utility.default).toBe(utility);
  });

  it.each(['../bellinge.inp', 'bellinge/../../secret.inp', '/etc/passwd', 'bellinge\\bellinge.inp', ''])(
    'refuse the source path "%s"',
    (path) => {
      expect(placesOf(changed('bellinge', (scene) => Object.assign(scene.sources[0] ?? {}, { path })))).toEqual(
        expect.arrayContaining(['sources.0.path']),
      );
    },
  );

  it.each(['25832', 'epsg:25832', 'EPSG:', 'EPSG:25832 ', 'urn:ogc:def:crs:EPSG::25832'])(
    'refuse the CRS "%s"',
    (crs) => {
      expect(placesOf(changed('bellinge', (scene) => Object.assign(scene.sources[0] ?? {}, { crs })))).toEqual([
        'sources.0.crs',
      ]);
    },
  );

  it('give Bellinge an elevation model whose provenance is said not to be stated, not raised', () => {
    const terrain = sceneSchema.parse(read('bellinge/scene.json')).sources.find(({ kind }) => kind === 'terrain');
    expect(terrain).toMatchObject({
      path: 'bellinge/dem.tif',
      crs: 'EPSG:4326',
      verticalOffsetM: 0,
      attribution: { text: expect.stringContaining('provenance of the surface model not stated') },
    });
  });

  it('refuse a second elevation model, and one layer named twice', () => {
    const dem = { kind: 'terrain', layer: 'dem', title: { en: 'DEM', zh: '高程' }, path: 'dem.tif' };
    const faults = (sources: readonly unknown[]) =>
      sceneSchema.safeParse(changed('demo', (scene) => Object.assign(scene, { sources }))).error?.issues ?? [];
    expect(faults([dem])).toEqual([]);
    expect(faults([dem, { ...dem, layer: 'other' }]).map(({ message }) => message)).toEqual([
      'must hold at most one elevation model',
    ]);
    const generated = { kind: 'generated', title: { en: 'x', zh: 'x' }, generator: 'demo-map', seed: 1, layer: 'dem' };
    expect(faults([dem, generated]).map(({ message }) => message)).toEqual(['must name each layer once']);
    expect(faults([{ ...dem, path: '../dem.tif' }]).map(({ path }) => path.join('.'))).toEqual(['sources.0.path']);
  });

  it('refuse unknown keys, at the top and inside', () => {
    const top = sceneSchema.safeParse(changed('demo', (scene) => Object.assign(scene, { datum: 'x' })));
    expect(top.error?.issues.map((issue) => issue.code)).toEqual(['unrecognized_keys']);
    expect(placesOf(changed('demo', (scene) => Object.assign(scene.sources[0] ?? {}, { speed: 1 })))).toEqual([
      'sources.0',
    ]);
  });

  it('refuse a scene without a height datum, without sources, or with a camera looking from nowhere', () => {
    expect(placesOf(changed('demo', (scene) => delete scene.heightDatum))).toEqual(['heightDatum']);
    expect(placesOf(changed('demo', (scene) => Object.assign(scene, { sources: [] })))).toEqual(['sources']);
    const camera = { target: [119.6, 139.9], distanceM: 0, headingDeg: 0, pitchDeg: -45 };
    expect(placesOf(changed('demo', (scene) => Object.assign(scene, { camera })))).toEqual([
      'camera.target.1',
      'camera.distanceM',
    ]);
  });
});
