import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerifyReport } from '../app/src/verify/verify-report.ts';
import { routePath } from '../core/src/protocol/routes.ts';
import { DATA, type Served, serve, temporaryHome, undercroft } from './support/undercroft.ts';

/** Looks into a tileset of a server as a person would, and says how many tiles there were. */
async function verified(server: Served, scene: string, tileset: string): Promise<VerifyReport> {
  const address = new URL(routePath('tileset', { scene, tileset }), server.url).href;
  const { code, stdout, stderr } = await undercroft(['verify', address, '--json'], {});
  if (code === null || code > 1) throw new Error(`${address} was not read (${code}): ${stderr}`);
  const report = JSON.parse(stdout) as VerifyReport;
  const { tiles, contents, features } = report.counts;
  process.stdout.write(`${scene} ${tileset}: ${tiles} tiles, ${contents} contents, ${features} features\n`);
  return report;
}

/** What a clean tileset says of itself, the findings first so that a failure shows them. */
function expectClean({ findings, clean, counts }: VerifyReport): void {
  expect(findings).toEqual([]);
  expect(clean).toBe(true);
  expect(counts.validated).toBe(counts.contents);
}

/** The axis of every measured conduit is within 5 mm and its radius within 1 %. */
function expectTrue({ certificate }: VerifyReport, least: number): void {
  expect(certificate?.measured).toBeGreaterThanOrEqual(least);
  const { axisMm, radiusShare, gapMm } = certificate ?? {};
  process.stdout.write(
    `axis ${axisMm?.value.toFixed(3)} mm, radius ${((radiusShare?.value ?? Number.NaN) * 100).toFixed(3)} %, not drawn ${gapMm?.value.toFixed(1)} mm\n`,
  );
  expect(axisMm?.value).toBeLessThan(5);
  expect(radiusShare?.value).toBeLessThan(0.01);
}

/** Writes a scene of one source into a home's own scenes. */
async function writeScene(home: string, id: string, place: readonly number[], source: object): Promise<void> {
  const words = { en: id, zh: id };
  const scene = {
    id,
    title: words,
    description: words,
    synthetic: false,
    frame: { origin: place, displayCrs: 'EPSG:4326' },
    heightDatum: { name: words, geoidOffsetM: 49.42, basis: words },
    sources: [{ kind: 'file', layer: 'layer', title: words, ...source }],
    attribution: [{ text: 'see the data folder', licence: 'various' }],
    camera: { target: place, distanceM: 1000, headingDeg: 0, pitchDeg: -45 },
  };
  await mkdir(join(home, 'scenes', id), { recursive: true });
  await writeFile(join(home, 'scenes', id, 'scene.json'), JSON.stringify(scene));
}

describe.skipIf(DATA === undefined)('tiles of real places (needs UNDERCROFT_DATA)', () => {
  const home = temporaryHome();
  const servers: Served[] = [];

  const served = async (scene: string): Promise<Served> => {
    const server = await serve([scene], { UNDERCROFT_HOME: home.path });
    servers.push(server);
    return server;
  };

  beforeAll(async () => {
    await writeScene(home.path, 'sant-boi', [2.03, 41.34], { path: 'sant-boi/sant_boi.gpkg', profile: 'giswater' });
    await writeScene(home.path, 'astana', [71.43, 51.15], { path: 'astana/buildings.geojson', profile: 'buildings' });
  });

  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
    home.remove();
  });

  it('Bellinge: the network is clean, and its 951 round conduits are drawn where they lie', async () => {
    const server = await served('bellinge');
    const report = await verified(server, 'bellinge', 'network');
    await server.stop();
    expectClean(report);
    // 1015 conduits and 29 devices between 1020 nodes; 63 sections are custom and one is a box.
    expect(report.counts).toMatchObject({ features: 1015 + 29 + 1020, rowsNotDrawn: 0 });
    expectTrue(report, 951);
    expect(report.certificate).toMatchObject({ measured: 951, notMeasured: { notConduit: 29, notRound: 64 } });
  });

  it('Sant Boi: the network is clean; nothing of it is measured, since it has no levels', async () => {
    const server = await served('sant-boi');
    const report = await verified(server, 'sant-boi', 'network');
    await server.stop();
    expectClean(report);
    expect(report.counts.features).toBe(2745 + 1661);
    expect(report.certificate).toMatchObject({ measured: 0, axisMm: null, notMeasured: { unknownLevel: 1661 } });
  });

  it('Astana: the buildings are clean, 32,337 footprints of which 8 have a second piece or more', async () => {
    const server = await served('astana');
    const report = await verified(server, 'astana', 'buildings');
    await server.stop();
    expectClean(report);
    expect(report.counts.features).toBeGreaterThanOrEqual(32_337);
    expect(report.certificate).toBeNull();
  });
});

describe('tiles of the demo city', () => {
  const home = temporaryHome();
  // No file of the machine's own: whatever the demo needs, the program makes.
  const settings = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined };
  let server: Served;

  beforeAll(async () => {
    const { code, stdout, stderr } = await undercroft(['import', 'demo'], settings);
    if (code !== 0) throw new Error(`The demo city was not imported (${code}):\n${stdout}${stderr}`);
    server = await serve(['demo'], settings);
  });

  afterAll(async () => {
    await server?.stop();
    home.remove();
  });

  it('the network is clean, and its round conduits are drawn where they lie', async () => {
    const report = await verified(server, 'demo', 'network');
    expectClean(report);
    expectTrue(report, 39_000);
  });

  it.each(['buildings', 'furniture'])('the tileset %s is clean', async (tileset) => {
    const report = await verified(server, 'demo', tileset);
    expectClean(report);
    expect(report.counts.contents).toBeGreaterThan(0);
  });
});
