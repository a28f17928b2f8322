import { describe, expect, it } from 'vitest';
import { readGlb } from '../../../tests/support/read-glb.ts';
import { conduit, manhole, ORIGIN } from '../../../tests/support/small-network.ts';
import { coarserContents, coarserOf } from './coarser-contents.ts';
import { networkTile } from './network-tile.ts';
import { CELL_ZOOM, cellOf } from './quadtree.ts';
import type { TileDetail } from './tile-detail.ts';
import type { CellSummary, TileRows } from './tile-rows.ts';
import { contentTiles, EMPTY_TILE_ERROR_M, LEAF_ZOOM, type Tile, tilesetJson, tileTree } from './tileset-json.ts';

/** A square of cells, each with so many features: 0.0015 degrees are more than a cell of zoom 18. */
function treeOf(side: number, count: number): Tile {
  const cells = Array.from({ length: side * side }, (_, i): CellSummary => {
    const lon = 119.6 + (i % side) * 0.0015;
    const lat = 39.92 + Math.floor(i / side) * 0.0015;
    const cell = Math.floor(cellOf(lon, lat) / 4 ** (CELL_ZOOM - LEAF_ZOOM));
    return { cell, count, bbox: [lon, lat, lon + 0.0001, lat + 0.0001], minLevelM: 1, maxLevelM: 2, maxSizeM: 1 };
  });
  const tree = tileTree(cells);
  if (tree === null) throw new Error('a tree was expected');
  return tree;
}

interface TileJson {
  readonly geometricError: number;
  readonly content?: { readonly uri: string };
  readonly children?: readonly TileJson[];
}

describe('coarserContents', () => {
  it('gives nothing to a tileset of one tile', () => {
    expect(coarserContents(treeOf(2, 100)).size).toBe(0);
  });

  it('gives lines to the first tile of 3500 features or fewer and mains to the first of 14,000 or fewer above it', () => {
    const tree = treeOf(16, 400);
    const contents = coarserContents(tree);
    const most = { lines: 3500, mains: 14_000, trunks: Number.POSITIVE_INFINITY };
    for (const [tile, { detail }] of contents) {
      expect(tile.count).toBeLessThanOrEqual(most[detail]);
      expect(tile.children.length).toBeGreaterThan(0);
      expect(coarserOf(tile)?.detail).toBe(detail);
    }
    expect(new Set([...contents.values()].map(({ detail }) => detail))).toEqual(new Set(['lines', 'mains', 'trunks']));
  });

  it('gives trunks to every tile of more, each with twice the error of what is under it, so that none is empty', () => {
    const tree = treeOf(16, 400);
    const contents = coarserContents(tree);
    const visit = (tile: Tile): void => {
      if (tile.count <= 14_000) return;
      const below = tile.children.map((child) => contents.get(child)?.errorM ?? 0);
      expect(contents.get(tile)).toEqual({ detail: 'trunks', errorM: 2 * Math.max(6, ...below) });
      for (const child of tile.children) visit(child);
    };
    expect(tree.count).toBe(102_400);
    expect(contents.has(tree)).toBe(true);
    visit(tree);
  });

  it('leaves a scene of 14,000 features without trunks', () => {
    const details = [...coarserContents(treeOf(10, 140)).values()].map(({ detail }) => detail);
    expect(details).not.toContain('trunks');
  });

  it('never lets an error grow on the way down, so that what is finer is drawn nearer', () => {
    const tree = treeOf(16, 400);
    const coarser = coarserContents(tree);
    const { root } = tilesetJson(tree, { geoidOffsetM: 0, version: '1', coarser }) as { root: TileJson };
    let contents = 0;
    const visit = (tile: TileJson, above: number): void => {
      expect(tile.geometricError).toBeLessThanOrEqual(above);
      if (tile.content !== undefined) contents += 1;
      if ((tile.children ?? []).length === 0) expect(tile.geometricError).toBe(0);
      for (const child of tile.children ?? []) visit(child, tile.geometricError);
    };
    visit(root, 2 * EMPTY_TILE_ERROR_M);
    expect(contents).toBeGreaterThan(coarser.size);
  });

  it('has nothing empty under a content, so that no tile far off holds it back, and every finest tile once', () => {
    // Quarters of 5,600 features under mains of 11,200 at most: of these a quarter of a quarter is the first with lines.
    for (const tree of [treeOf(16, 400), treeOf(7, 200), treeOf(4, 800)]) {
      const coarser = coarserContents(tree);
      const { root } = tilesetJson(tree, { geoidOffsetM: 0, version: '1', coarser }) as { root: TileJson };
      const finest: string[] = [];
      const visit = (tile: TileJson, isUnderContent: boolean): void => {
        const children = tile.children ?? [];
        if (isUnderContent) expect(tile.content).toBeDefined();
        if (children.length === 0) finest.push(tile.content?.uri ?? '');
        for (const child of children) visit(child, tile.content !== undefined);
      };
      visit(root, false);
      const leaves = contentTiles(tree).map(({ address: { z, x, y } }) => `${z}/${x}/${y}.glb`);
      expect(finest.toSorted()).toEqual(leaves.toSorted());
    }
  });

  it('is drawn from 100 km on a screen of 768 lines, at the coarsest of the presets: 14 pixels', () => {
    // 60 degrees across 16:9 are 2 * tan 30 * 9 / 16 of the distance from top to bottom.
    const errorPx = (EMPTY_TILE_ERROR_M * 768) / (100_000 * 2 * Math.tan(Math.PI / 6) * (9 / 16));
    expect(errorPx).toBeGreaterThan(14);
  });
});

describe('networkTile, coarser', () => {
  const a = manhole('a', 0, 0, 8, 4.8);
  const ends = { fromNode: null, toNode: null };
  const straight = (id: string, lengthM: number) =>
    conduit(
      id,
      [
        [0, 0],
        [lengthM, 0],
      ],
      5,
      4.8,
    );
  const main = straight('main', 40);
  const service = { ...straight('service', 10), planLengthM: 10 };
  const narrow = { ...service, section: service.section && { ...service.section, widthMm: 63, heightMm: 63 } };
  const unknown = { ...service, sourceId: 'unknown', section: null };
  const rows: TileRows = {
    links: [main, narrow, unknown].map((link) => ({ featureId: `net.${link.sourceId}`, link, ...ends })),
    nodes: [{ featureId: 'net.a', node: a, incident: [] }],
  };
  const idsOf = (detail: TileDetail): readonly unknown[] => {
    const bytes = networkTile(rows, { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 5, detail });
    if (bytes === null) throw new Error('a tile was expected');
    return [...readGlb(bytes).tables.values()].flatMap((table) => table.map(({ id }) => id));
  };

  it('leaves out short narrow connections and nodes of mains, never what is of unknown size', () => {
    expect(idsOf('full')).toEqual(['net.main', 'net.service', 'net.unknown', 'net.a']);
    expect(idsOf('lines')).toEqual(['net.main', 'net.service', 'net.unknown', 'net.a']);
    expect(idsOf('mains')).toEqual(['net.main', 'net.unknown']);
    // What trunks show, mains show too: going nearer, nothing vanishes.
    expect(idsOf('trunks')).toEqual(['net.main', 'net.unknown']);
  });

  it('leaves devices to the mains, and draws a box as one tube of ten triangles, for trunks', () => {
    const box = { ...main, section: main.section && { ...main.section, shape: 'rectangular' as const, widthMm: 2000 } };
    const pump = { ...main, kind: 'pump' as const };
    const drawn = (detail: TileDetail): readonly number[] => {
      const links = [box, pump].map((link, i) => ({ featureId: `net.${i}`, link, ...ends }));
      const bytes = networkTile({ links, nodes: [] }, { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 5, detail });
      return bytes === null ? [] : readGlb(bytes).primitives.map(({ indices }) => indices.length / 3);
    };
    expect(drawn('trunks')).toEqual([10]);
    expect(drawn('mains').length).toBeGreaterThan(1);
  });

  it('draws with fewer triangles: a tube of five sides has ten', () => {
    const triangles = (detail: 'full' | 'lines'): number => {
      const bytes = networkTile(
        { links: rows.links.slice(0, 1), nodes: [] },
        { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 5, detail },
      );
      return bytes === null ? 0 : (readGlb(bytes).primitives[0]?.indices.length ?? 0) / 3;
    };
    expect(triangles('lines')).toBe(10);
    expect(triangles('full')).toBeGreaterThan(30);
  });
});
