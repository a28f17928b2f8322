import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DraftRequest } from '@undercroft/core/protocol/data-page';
import { georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { draftFiles } from '../draft-files.ts';
import { mercatorOf, quartersTiff } from '../imagery/test-picture.ts';
import { inspectFiles } from '../inspect-files.ts';
import { floatBytes, testTiff } from '../terrain/test-tiff.ts';

const NEAR = [10, 55] as const;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-raster-draft-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function stored(name: string, bytes: Uint8Array) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { path, upload: { id: '', name, sizeBytes: bytes.length, sha256, head: false } };
}

const picture = (more = {}) => quartersTiff(64, mercatorOf(...NEAR), 0.5, more);
const ground = (levels: readonly number[]) => testTiff({ width: 2, height: 2, chunks: [floatBytes(levels)] });

describe('a GeoTIFF that is looked at', () => {
  it('says what it is, where it lies, and shows its outline', async () => {
    const inspection = await inspectFiles({}, [await stored('flight.tif', picture())], { near: NEAR });
    expect(inspection).toMatchObject({
      format: 'geotiff-picture',
      raster: { width: 64, height: 64, bands: 3, sample: 'uint8', use: 'picture' },
      georeference: { proposed: { crs: 'EPSG:3857', axes: 'eastNorth', shift: 'none' }, refusal: null },
      tables: [],
    });
    expect(inspection.georeference.certainty).toBeGreaterThan(0.9);
    const [west = 0, south = 0, east = 0, north = 0] = inspection.preview.bbox ?? [];
    // 64 pixels of half a metre of web Mercator: 32 m of it, which are 0.000287 degrees of longitude.
    expect(east - west).toBeCloseTo((32 / (2 * Math.PI * 6_378_137)) * 360, 9);
    expect([west, north]).toEqual([expect.closeTo(10, 9), expect.closeTo(55, 9)]);
    expect(south).toBeLessThan(55);
    expect(inspection.preview.polygons).toMatchObject([{ target: 'raster' }]);
  });

  it('is taken for what a person says, with the name of the format for either', async () => {
    const file = await stored('band.tif', ground([1, 2, 3, 4]));
    const first = await inspectFiles({}, [file], { near: NEAR });
    expect(first).toMatchObject({ format: 'geotiff-elevation', raster: { use: 'elevation', sample: 'float32' } });
    expect(first.raster?.certainty).toBeLessThan(0.9);
    const said = await inspectFiles({ format: first.raster?.formats.elevation }, [file], { near: NEAR });
    expect(said.raster?.certainty).toBe(1);
    // 32 bits a sample are no picture, whoever says so.
    await expect(inspectFiles({ format: 'geotiff-picture' }, [file], { near: NEAR })).rejects.toMatchObject({
      code: 'bad-terrain',
      message: expect.stringContaining('"band.tif"'),
    });
  });

  it('without a known system is placed by what a person names, and by nothing before', async () => {
    const file = await stored('unplaced.tif', picture({ epsg: 32767 }));
    const first = await inspectFiles({}, [file], { near: NEAR });
    expect(first.georeference.certainty).toBeLessThan(0.9);
    const georeference = georeferenceSchema.parse({ crs: 'EPSG:3857' });
    const named = await inspectFiles({ georeference }, [file], { near: NEAR });
    expect(named.preview.bbox?.[0]).toBeCloseTo(10, 9);
  });

  it('beside a second one is refused: each is a layer of its own', async () => {
    const files = [await stored('a.tif', picture()), await stored('b.tif', picture())];
    await expect(inspectFiles({}, files, { near: NEAR })).rejects.toMatchObject({ code: 'mixed-formats' });
  });
});

describeStores('a GeoTIFF that is brought', (using) => {
  const draft = async (
    scene: string,
    layer: string,
    name: string,
    bytes: Uint8Array,
    more: Partial<DraftRequest> = {},
    ownElevation: string | null = null,
  ) =>
    await draftFiles(
      {
        format: 'geotiff-picture',
        profile: null,
        georeference: georeferenceSchema.parse({ crs: 'EPSG:3857' }),
        utility: { default: 'unknown', bySourceId: [] },
        ...more,
      },
      [await stored(name, bytes)],
      {},
      { store: using().store, scene, layer, title: { en: layer, zh: layer }, by: null },
      ownElevation,
    );
  const elevation = (scene: string, layer: string, levels: readonly number[], own: string | null = null) =>
    draft(
      scene,
      layer,
      'ground.tif',
      ground(levels),
      { format: 'geotiff-elevation', georeference: georeferenceSchema.parse({ crs: 'EPSG:4326' }) },
      own,
    );

  it('is seen by nobody as a draft, by all when published, and by nobody when undone', async () => {
    const { imports, imagery } = using().store;
    const thanks = { text: 'Survey Office', licence: 'CC BY 4.0' };
    const held = await draft('story', 'flight', 'flight.tif', picture(), { attribution: thanks });
    expect(held).toMatchObject({ state: 'draft', report: { accepted: true, format: 'geotiff', attribution: thanks } });
    expect(held.report?.imagery?.tiles).toBeGreaterThan(0);
    expect(await imagery.layers('story')).toEqual([]);
    await imports.publish(held.id);
    expect(await imagery.layers('story')).toMatchObject([{ layer: 'flight' }]);
    await imports.undo(held.id);
    expect(await imagery.layers('story')).toEqual([]);
  });

  it('as levels takes the place of those of its layer, and undo brings them back', async () => {
    const { imports, terrain } = using().store;
    const level = async () => (await (await terrain.elevation('ground'))?.source.block(0, 0, 0))?.[0];
    await imports.publish((await elevation('ground', 'dem', [1, 1, 1, 1])).id);
    expect(await level()).toBe(1);
    const second = await elevation('ground', 'dem', [2, 2, 2, 2]);
    expect(await level()).toBe(1);
    await imports.publish(second.id);
    expect(await level()).toBe(2);
    await imports.undo(second.id);
    expect(await level()).toBe(1);
  });

  it('as levels is refused beside those of another layer, and beside those of the scene file', async () => {
    const { imports } = using().store;
    await imports.publish((await elevation('beside', 'dem', [1, 1, 1, 1])).id);
    await expect(elevation('beside', 'other', [2, 2, 2, 2])).rejects.toMatchObject({
      code: 'layer-taken',
      message: expect.stringContaining('layer "dem"'),
    });
    await expect(elevation('beside', 'dem', [2, 2, 2, 2], 'dem')).rejects.toMatchObject({
      code: 'layer-taken',
      message: expect.stringContaining('scenes/beside/scene.json'),
    });
    expect((await imports.list('beside')).map(({ state }) => state)).toEqual(['published']);
  });

  it('never takes the place of something of another kind', async () => {
    const { imports } = using().store;
    await imports.publish((await draft('kinds', 'flight', 'flight.tif', picture())).id);
    await expect(elevation('kinds', 'flight', [1, 1, 1, 1])).rejects.toMatchObject({
      code: 'layer-taken',
      message: 'Layer "flight" shows a picture, not an elevation model: choose another name for the layer.',
    });
  });

  it('must be said to be levels or a picture', async () => {
    await expect(draft('said', 'flight', 'flight.tif', picture(), { format: 'geotiff' })).rejects.toMatchObject({
      code: 'unsupported-content',
      message: expect.stringContaining('geotiff-elevation or geotiff-picture'),
    });
  });

  it('as levels is not read in a shifted frame, and as either not in a local grid', async () => {
    const shifted = georeferenceSchema.parse({ crs: 'EPSG:4326', shift: 'GCJ-02' });
    await expect(
      draft('frames', 'dem', 'ground.tif', ground([1, 2, 3, 4]), {
        format: 'geotiff-elevation',
        georeference: shifted,
      }),
    ).rejects.toMatchObject({ code: 'unsupported-content', message: expect.stringContaining('GCJ-02') });
    const local = georeferenceSchema.parse({ crs: 'LOCAL:old-town' });
    await expect(draft('frames', 'flight', 'flight.tif', picture(), { georeference: local })).rejects.toMatchObject({
      code: 'unsupported-content',
      message: expect.stringContaining('LOCAL:old-town'),
    });
  });
});
