import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { ImportProgress } from '@undercroft/core/protocol/import-answers';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeStores, type StoreUnderTest } from '../../tests/support/describe-stores.ts';
import { importScene } from './import-scene.ts';
import { readInp, SMALL_INP } from './testing/inp.ts';

let folder: string;
let dataFolder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-import-'));
  dataFolder = join(folder, 'sources');
  await mkdir(dataFolder);
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

type FileSource = Extract<Scene['sources'][number], { kind: 'file' }>;

function fileLayer(id: string, changes: Partial<FileSource> = {}): Scene['sources'][number] {
  return {
    kind: 'file',
    layer: 'sewer',
    title: { en: 'Sewer', zh: '污水' },
    format: 'swmm',
    path: `${id}.inp`,
    companions: [],
    crs: 'EPSG:25832',
    axes: 'eastNorth',
    shift: 'none',
    levelUnit: 'metre',
    verticalOffsetM: 0,
    utility: { default: 'unknown', bySourceId: [] },
    ...changes,
  };
}

function scene(id: string, source: Scene['sources'][number] = fileLayer(id)): Scene {
  return sceneSchema.parse({
    id,
    title: { en: id, zh: id },
    description: { en: id, zh: id },
    synthetic: true,
    frame: { origin: [10.36, 55.35], displayCrs: 'EPSG:25832' },
    heightDatum: { name: { en: 'test', zh: 'test' }, geoidOffsetM: 0, basis: { en: 'test', zh: 'test' } },
    sources: [source],
    attribution: [{ text: 'test', licence: 'CC0' }],
    camera: { target: [10.36, 55.35], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
  });
}

const write = (id: string, text: string | Uint8Array) => writeFile(join(dataFolder, `${id}.inp`), text);
const countsIn = async ({ store }: StoreUnderTest, id: string) => {
  const { utilities, areas } = await store.features.summary(id);
  return {
    conduits: utilities.reduce((sum, { conduits }) => sum + conduits, 0),
    nodes: utilities.reduce((sum, { nodes }) => sum + nodes, 0),
    devices: utilities.reduce((sum, { devices }) => sum + devices, 0),
    lengthM: utilities.reduce((sum, { lengthM }) => sum + lengthM, 0),
    areas,
  };
};

describeStores('importScene', (using) => {
  const countsOf = (id: string) => countsIn(using(), id);

  it('publishes a layer and tells its progress', async () => {
    const { store } = using();
    await write('first', SMALL_INP);
    const progress: ImportProgress[] = [];
    const [result] = await importScene(scene('first'), {
      store,
      dataFolder,
      onProgress: (event) => progress.push(event),
    });
    expect(result).toMatchObject({ layer: 'sewer', unchanged: false, report: { accepted: true, lengthM: 100 } });
    expect(await countsOf('first')).toEqual({ conduits: 1, nodes: 2, devices: 0, lengthM: 100, areas: 0 });
    const feature = await store.features.feature('first', 'sewer.C1');
    expect(feature).toMatchObject({ family: 'link', from: { invertM: 10 }, raw: { XSECTIONS: { Geom1: '0.5' } } });
    expect(progress.at(-1)).toMatchObject({ event: 'layer', layer: 'sewer', unchanged: false });
    const phases = progress.flatMap((event) => (event.event === 'progress' ? [event.phase] : []));
    expect(phases.filter((phase, index) => phase !== phases[index - 1])).toEqual(['read', 'write', 'publish']);
    const percents = progress.flatMap((event) =>
      event.event === 'progress' && event.phase === 'read' ? [event.done] : [],
    );
    // A file of one chunk: the digest, the look at its text, the reading.
    expect(percents).toEqual([0, 33, 66, 100]);
  });

  it('does nothing when nothing has changed, unless it is forced', async () => {
    const { store } = using();
    await write('again', SMALL_INP);
    await importScene(scene('again'), { store, dataFolder });
    const before = await store.features.revision('again');
    const [second] = await importScene(scene('again'), { store, dataFolder });
    expect(second).toMatchObject({ unchanged: true, report: { features: { conduit: 1 } } });
    expect(await store.features.revision('again')).toBe(before);
    const [forced] = await importScene(scene('again'), { store, dataFolder, force: true });
    expect(forced?.unchanged).toBe(false);
  });

  it('imports again when the file, its CRS or the rule for its utility has changed', async () => {
    const { store } = using();
    await write('changed', SMALL_INP);
    const rule = { default: 'storm' as const, bySourceId: [] };
    const unchanged = async (source: Scene['sources'][number]) =>
      (await importScene(scene('changed', source), { store, dataFolder }))[0]?.unchanged;
    expect(await unchanged(fileLayer('changed'))).toBe(false);
    expect(await unchanged(fileLayer('changed', { utility: rule }))).toBe(false);
    expect(await store.features.feature('changed', 'sewer.C1')).toMatchObject({ utility: 'storm' });
    expect(await unchanged(fileLayer('changed', { utility: rule, crs: 'EPSG:32632' }))).toBe(false);
    expect(await unchanged(fileLayer('changed', { utility: rule, crs: 'EPSG:32632' }))).toBe(true);
    await write('changed', SMALL_INP.replace('CIRCULAR 0.5', 'CIRCULAR 0.6'));
    expect(await unchanged(fileLayer('changed', { utility: rule, crs: 'EPSG:32632' }))).toBe(false);
  });

  it.each([
    ['an unknown node', SMALL_INP.replace('C1 J1 J2', 'C1 J1 J9'), 'unknown-node', 'line 8, ToNode'],
    ['coordinates that are no numbers', SMALL_INP.replace('586100', 'NaN'), 'not-a-number', 'line 13, X-Coord'],
    ['a cut-off file', SMALL_INP.slice(0, SMALL_INP.indexOf('[XSECTIONS]')), 'missing-section', 'XSECTIONS'],
  ])('keeps what was published when the new file has %s', async (_what, bad, code, where) => {
    const { store } = using();
    await write('kept', SMALL_INP);
    await importScene(scene('kept'), { store, dataFolder });
    const before = await store.features.revision('kept');
    await write('kept', bad);
    const failure: unknown = await importScene(scene('kept'), { store, dataFolder }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'ImportError', code: 'rejected' });
    expect(String(failure)).toContain('kept.inp');
    expect(String(failure)).toContain(where);
    expect((failure as { issues: { code: string }[] }).issues.map((issue) => issue.code)).toContain(code);
    expect(await store.features.revision('kept')).toBe(before);
    expect(await countsOf('kept')).toMatchObject({ conduits: 1, nodes: 2 });
    // The layer is free for the next import.
    await write('kept', SMALL_INP);
    expect((await importScene(scene('kept'), { store, dataFolder }))[0]?.unchanged).toBe(true);
  });

  it.each([
    ['is not there', null, 'file-not-found'],
    ['is empty', '', 'empty-file'],
    ['is binary', new Uint8Array(4096), 'binary-file'],
    ['is of another format', 'a;b;c\n1;2;3\n', 'unknown-format'],
  ])('stores nothing of a file that %s', async (_what, content, code) => {
    const { store } = using();
    const id = `refused-${code}`;
    if (content !== null) await write(id, content);
    await expect(importScene(scene(id), { store, dataFolder })).rejects.toMatchObject({ name: 'ImportError', code });
    expect(await store.imports.current(id, 'sewer')).toBeNull();
    expect(await countsOf(id)).toMatchObject({ conduits: 0, nodes: 0 });
  });

  it('refuses a path that leaves the folder of source files', async () => {
    const { store } = using();
    const leaving = { ...scene('leaving'), sources: [fileLayer('leaving', { path: '../../etc/passwd' })] };
    await expect(importScene(leaving, { store, dataFolder })).rejects.toMatchObject({ code: 'path-leaves-folder' });
  });

  it('discards what it wrote when it is stopped half-way', async () => {
    const { store } = using();
    const many = Array.from({ length: 3000 }, (_, i) => `N${i} 10 2`);
    const places = Array.from({ length: 3000 }, (_, i) => `N${i} ${586000 + i} 6135500`);
    await write(
      'stopped',
      `${SMALL_INP.replace('[CONDUITS]', `${many.join('\n')}\n[CONDUITS]`)}${places.join('\n')}\n`,
    );
    const controller = new AbortController();
    const onProgress = (event: ImportProgress) => {
      if (event.event === 'progress' && event.phase === 'write' && event.done >= 1000)
        controller.abort(new Error('stop'));
    };
    const stopped = importScene(scene('stopped'), { store, dataFolder, onProgress, signal: controller.signal });
    await expect(stopped).rejects.toThrow('stop');
    expect(await countsOf('stopped')).toMatchObject({ conduits: 0, nodes: 0 });
    expect((await importScene(scene('stopped'), { store, dataFolder }))[0]?.report.features).toEqual({
      node: 3002,
      conduit: 1,
    });
    expect(await countsOf('stopped')).toMatchObject({ conduits: 1, nodes: 3002 });
  });

  it('reads what a generator wrote once for each version of it, and by version alone tells that nothing changed', async () => {
    const { store } = using();
    const generated = join(folder, 'generated');
    await mkdir(generated, { recursive: true });
    await writeFile(join(generated, 'made.inp'), SMALL_INP);
    const made = scene('of-generator', fileLayer('made', { from: 'generator' }));
    const unchanged = async (fingerprint: string, version: string) => {
      const context = { store, dataFolder, generated: { folder: generated, fingerprint }, generatorVersion: version };
      return (await importScene(made, context))[0]?.unchanged;
    };
    expect(await unchanged('seed 1, version 1', '1')).toBe(false);
    // The file is gone: nothing looks at it.
    await rm(join(generated, 'made.inp'));
    expect(await unchanged('seed 1, version 1', '1')).toBe(true);
    await writeFile(join(generated, 'made.inp'), SMALL_INP);
    expect(await unchanged('seed 1, version 2', '2')).toBe(false);
    await expect(importScene(made, { store, dataFolder })).rejects.toMatchObject({ code: 'unknown-generator' });
  });

  it('takes a generated layer for changed when its version has, whatever it makes', async () => {
    const { store } = using();
    const { nodes } = await readInp(SMALL_INP);
    const features = nodes.map((value) => ({ family: 'node' as const, value }));
    const source = { kind: 'generated' as const, layer: 'demo', title: { en: 'Demo', zh: '演示' }, seed: 7 };
    const generated = scene('versioned', { ...source, generator: 'demo-map' });
    const unchanged = async (generatorVersion: string) => {
      const context = { store, dataFolder, generators: { 'demo-map': () => features }, generatorVersion };
      return (await importScene(generated, context))[0]?.unchanged;
    };
    expect([await unchanged('a'), await unchanged('a'), await unchanged('b')]).toEqual([false, true, false]);
  });

  it('imports a generated layer, and again only when its features have changed', async () => {
    const { store } = using();
    const { nodes, links } = await readInp(SMALL_INP);
    const features: readonly CityFeature[] = [
      ...nodes.map((value) => ({ family: 'node' as const, value })),
      ...links.map((value) => ({ family: 'link' as const, value })),
    ];
    const generated = scene('made', {
      kind: 'generated',
      layer: 'demo',
      title: { en: 'Demo', zh: '演示' },
      generator: 'demo-map',
      seed: 7,
    });
    const whole = { 'demo-map': () => features };
    const fewer = { 'demo-map': () => features.slice(0, 1) };
    expect((await importScene(generated, { store, dataFolder, generators: whole }))[0]?.unchanged).toBe(false);
    expect((await importScene(generated, { store, dataFolder, generators: whole }))[0]?.unchanged).toBe(true);
    expect((await importScene(generated, { store, dataFolder, generators: fewer }))[0]?.unchanged).toBe(false);
    expect(await countsOf('made')).toMatchObject({ conduits: 0, nodes: 1 });
    await expect(importScene(generated, { store, dataFolder })).rejects.toMatchObject({ code: 'unknown-generator' });
  });
});

const BELLINGE = process.env.UNDERCROFT_DATA ?? '';
const isThere = BELLINGE !== '' && existsSync(join(BELLINGE, 'bellinge', 'bellinge.inp'));

describeStores(
  `Bellinge in the store${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold bellinge/bellinge.inp)'}`,
  (using) => {
    it.skipIf(!isThere)(
      'holds the counts of its file, and the same after a second import',
      async () => {
        const { store } = using();
        const layer = fileLayer('bellinge', { path: 'bellinge/bellinge.inp' });
        const counts = async (force: boolean) => {
          await importScene(scene('bellinge', layer), { store, dataFolder: BELLINGE, force });
          return await countsIn(using(), 'bellinge');
        };
        const first = await counts(false);
        expect(first).toMatchObject({ conduits: 1015, nodes: 1020, devices: 29, areas: 713 });
        expect(Math.abs(first.lengthM - 51_248)).toBeLessThan(51);
        expect(await counts(true)).toEqual(first);
        expect(await store.features.feature('bellinge', 'sewer.F74F370_F74F360_l1')).toMatchObject({
          from: { invertM: 9.419 },
          to: { invertM: 9.409 },
          section: { widthMm: 500 },
        });
      },
      60_000,
    );
  },
);
