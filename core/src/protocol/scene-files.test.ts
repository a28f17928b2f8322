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

const THANKS = { text: 'Somebody', licence: 'CC BY 4.0' };
const XYZ = {
  kind: 'xyz',
  title: { en: 'Streets', zh: '街道' },
  url: 'https://tiles.example/{z}/{x}/{y}.png',
  maxZoom: 18,
  attribution: THANKS,
  crs: 'GCJ-02',
};
const WMTS = {
  kind: 'wmts',
  title: { en: 'Tianditu', zh: '天地图' },
  url: 'https://t0.tianditu.example/vec_w/wmts?tk={token}',
  layer: 'vec',
  style: 'default',
  format: 'tiles',
  tileMatrixSet: 'w',
  maxZoom: 18,
  attribution: THANKS,
  crs: 'CGCS2000',
};
const TERRAIN = { url: 'https://terrain.example/city?key={token}', attribution: THANKS };
const MODEL = { id: 'north', title: { en: 'North', zh: '北区' }, folder: 'oblique/north', attribution: THANKS };

function imageryFaults(imagery: unknown): string[] {
  return placesOf(changed('demo', (scene) => Object.assign(scene, { imagery: [imagery] })));
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

  it('may offer imagery and terrain of other services', () => {
    const scene = sceneSchema.parse(
      changed('demo', (demo) => Object.assign(demo, { imagery: [XYZ, WMTS], externalTerrain: TERRAIN })),
    );
    expect(scene.imagery).toEqual([{ ...XYZ, minZoom: 0 }, WMTS]);
    expect(scene.externalTerrain).toEqual(TERRAIN);
    for (const url of ['/base/{z}/{x}/{y}.png', 'http://10.0.0.7:8081/{z}/{x}/{y}?key={token}']) {
      expect(imageryFaults({ ...XYZ, url })).toEqual([]);
    }
    expect(imageryFaults({ ...WMTS, url: 'https://maps.example/{TileMatrix}/{TileRow}/{TileCol}' })).toEqual([]);
  });

  it.each([
    'https://tiles.example/{z}/{x}.png',
    'ftp://tiles.example/{z}/{x}/{y}',
    '//tiles.example/{z}/{x}/{y}',
    '/\\\\tiles.example/{z}/{x}/{y}',
    'tiles/{z}/{x}/{y}',
    'https://{s}.tiles.example/{z}/{x}/{y}',
    'https://user:secret@tiles.example/{z}/{x}/{y}',
    'https://tiles.example:99999/{z}/{x}/{y}',
    'https://tiles.example/{z}/{x}/{y}?key={key}',
    'https://tiles.example; script-src */{z}/{x}/{y}',
    'https://tiles.example/{z}/{x}/{y} x',
  ])('refuse the imagery address "%s"', (url) => {
    expect(new Set(imageryFaults({ ...XYZ, url }))).toEqual(new Set(['imagery.0.url']));
  });

  it('refuse imagery without a declared frame, without thanks, in degrees, or beginning beyond its end', () => {
    const { crs: _crs, ...undeclared } = XYZ;
    const { attribution: _attribution, ...thankless } = WMTS;
    expect(imageryFaults(undeclared)).toEqual(['imagery.0.crs']);
    expect(imageryFaults({ ...XYZ, crs: 'BD-09' })).toEqual(['imagery.0.crs']);
    expect(imageryFaults(thankless)).toEqual(['imagery.0.attribution']);
    expect(imageryFaults({ ...WMTS, tileMatrixSet: 'c' })).toEqual(['imagery.0.tileMatrixSet']);
    expect(imageryFaults({ ...XYZ, minZoom: 19 })).toEqual(['imagery.0']);
  });

  it('may name city models of others, each default stated', () => {
    const scene = sceneSchema.parse(
      changed('demo', (demo) =>
        Object.assign(demo, { externalTilesets: [MODEL, { ...MODEL, id: 'b', heightOffsetM: -1.5 }] }),
      ),
    );
    const stated = { file: 'tileset.json', heightOffsetM: 0, isVisible: true, screenErrorPx: 16 };
    expect(scene.externalTilesets).toEqual([
      { ...MODEL, ...stated },
      { ...MODEL, ...stated, id: 'b', heightOffsetM: -1.5 },
    ]);
  });

  it.each([
    [{ url: 'https://models.example/tileset.json' }, 'externalTilesets.0'],
    [{ folder: undefined }, 'externalTilesets.0'],
    [{ folder: '../elsewhere' }, 'externalTilesets.0.folder'],
    [{ folder: '/etc' }, 'externalTilesets.0.folder'],
    [{ file: '../tileset.json' }, 'externalTilesets.0.file'],
    [{ folder: undefined, url: 'https://user:secret@models.example/tileset.json' }, 'externalTilesets.0.url'],
    [{ folder: undefined, url: 'https://models.example; script-src */tileset.json' }, 'externalTilesets.0.url'],
    [{ folder: undefined, url: 'file:///etc/tileset.json' }, 'externalTilesets.0.url'],
    [{ heightOffsetM: Number.NaN }, 'externalTilesets.0.heightOffsetM'],
    [{ attribution: undefined }, 'externalTilesets.0.attribution'],
    [{ id: 'a/b' }, 'externalTilesets.0.id'],
  ])('refuse a city model with %o', (change, place) => {
    const faults = placesOf(
      changed('demo', (demo) => Object.assign(demo, { externalTilesets: [{ ...MODEL, ...change }] })),
    );
    expect(new Set(faults)).toEqual(new Set([place]));
  });

  it('refuse two city models of one name', () => {
    expect(placesOf(changed('demo', (demo) => Object.assign(demo, { externalTilesets: [MODEL, MODEL] })))).toEqual([
      'externalTilesets',
    ]);
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
