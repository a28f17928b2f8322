import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import { networkTile } from '@undercroft/core/tiling/network-tile';
import type { TileRows } from '@undercroft/core/tiling/tile-rows';
import { jsonBytes } from '@undercroft/core/verify/testing/sound-tileset';
import { describe, expect, it } from 'vitest';
import { conduit, ORIGIN } from '../../../tests/support/small-network.ts';
import type { SceneRows } from './scene-rows.ts';
import { verifiedFolder } from './testing/verified-folder.ts';

const GEOID_M = 1.49;
const RADIANS = Math.PI / 180;

/** 40 m of DN300 eastwards at 5 m, `northM` beside the street's middle and `widthMm` wide. */
function pipe(id: string, northM: number, widthMm: number) {
  const link = conduit(
    id,
    [
      [0, northM],
      [40, northM],
    ],
    5,
    5,
  );
  return {
    ...link,
    fromNode: null,
    toNode: null,
    section: link.section === null ? null : { ...link.section, widthMm, heightMm: widthMm },
  };
}

type Pipe = ReturnType<typeof pipe>;

/** A tileset of one tile that draws some pipes. */
async function drawn(pipes: readonly Pipe[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows: TileRows = {
    links: pipes.map((link) => ({ featureId: `net.${link.sourceId}`, link, fromNode: null, toNode: null })),
    nodes: [],
  };
  const bytes = networkTile(rows, { centre: ORIGIN, geoidOffsetM: GEOID_M, fallbackLevelM: 5 });
  if (bytes === null) throw new Error('a tile was expected');
  const [lon, lat] = ORIGIN;
  const boundingVolume = {
    region: [(lon - 0.001) * RADIANS, (lat - 0.001) * RADIANS, (lon + 0.001) * RADIANS, (lat + 0.001) * RADIANS, 0, 20],
  };
  const root = { boundingVolume, geometricError: 0, refine: 'ADD', content: { uri: 'tile.glb' } };
  return new Map([
    ['tileset.json', jsonBytes({ asset: { version: '1.1' }, geometricError: 0, root })],
    ['tile.glb', bytes],
  ]);
}

/** The rows as a server answers them. */
function rowsOf(pipes: readonly Pipe[]): SceneRows {
  const links = pipes.map(({ path, section, ...link }): FeaturesIn['links'][number] => ({
    ...link,
    id: `net.${link.sourceId}`,
    layer: 'net',
    path: Array.from({ length: path.length / 2 }, (_, i) => [path[i * 2] ?? 0, path[i * 2 + 1] ?? 0, link.from.axisM]),
    section,
    fromCoverLevelM: null,
    toCoverLevelM: null,
  }));
  const all = new Map(links.map((link) => [link.id, link]));
  return {
    geoidOffsetM: GEOID_M,
    ids: async () => new Set(all.keys()),
    within: async () => ({ links: all, nodes: new Map() }),
  };
}

describe('the certificate of a tileset', () => {
  it('is within a millimetre of pipes that are drawn where they lie', async () => {
    const pipes = [pipe('a', 0, 300), pipe('b', 3, 600)];
    const report = await verifiedFolder(await drawn(pipes), rowsOf(pipes));
    expect(report.findings).toEqual([]);
    expect(report.certificate?.measured).toBe(2);
    expect(report.certificate?.axisMm?.value).toBeLessThan(1);
    expect(report.certificate?.radiusMm?.value).toBeLessThan(1);
    expect(report.certificate?.gapMm?.value).toBeLessThan(1);
  });

  it('tells of a pipe 7 mm aside and of one 2 % too wide: 3 mm of 150', async () => {
    const rows = [pipe('aside', 0, 300), pipe('sound', 2, 300), pipe('wide', 4, 300)];
    const tiles = [pipe('aside', 0.007, 300), pipe('sound', 2, 300), pipe('wide', 4, 306)];
    const report = await verifiedFolder(await drawn(tiles), rowsOf(rows));
    expect(report.findingCounts).toEqual({ FIDELITY_AXIS: 1, FIDELITY_RADIUS: 1 });
    const { axisMm, radiusMm, radiusShare } = report.certificate ?? {};
    expect(axisMm?.id).toBe('net.aside');
    expect(Math.abs((axisMm?.value ?? 0) - 7)).toBeLessThan(0.25);
    expect(radiusMm?.id).toBe('net.wide');
    expect(Math.abs((radiusMm?.value ?? 0) - 3)).toBeLessThan(0.25);
    expect(radiusShare?.value).toBeCloseTo(0.02, 2);
  });

  it('is accompanied by the rows that no tile draws and by the features that are of no row', async () => {
    const report = await verifiedFolder(
      await drawn([pipe('a', 0, 300), pipe('ghost', 3, 300)]),
      rowsOf([pipe('a', 0, 300), pipe('lost', 5, 300)]),
    );
    expect(report.findings.map(({ code, message }) => [code, message])).toEqual([
      ['FEATURE_MISSING', 'The row "net.lost" lies in no tile.'],
      ['FEATURE_WITHOUT_ROW', 'The feature "net.ghost" is of no row.'],
    ]);
  });

  it('counts what it could not measure by its reason, and has no figures for it', async () => {
    const { section, ...deep } = pipe('deep', 0, 300);
    const unknown = { ...deep, section, from: { ...deep.from, axisM: null } };
    const square = {
      ...pipe('square', 3, 300),
      section: section === null ? null : { ...section, shape: 'rectangular' as const },
    };
    const pipes = [unknown, square];
    const report = await verifiedFolder(await drawn(pipes), rowsOf(pipes));
    expect(report.certificate).toMatchObject({
      measured: 0,
      axisMm: null,
      notMeasured: { unknownLevel: 1, notRound: 1 },
    });
  });

  it('is none where there are no rows, and says why', async () => {
    const report = await verifiedFolder(await drawn([pipe('a', 0, 300)]));
    expect(report.certificate).toBeNull();
    expect(report.uncertified).toBe('The test has none.');
  });
});
