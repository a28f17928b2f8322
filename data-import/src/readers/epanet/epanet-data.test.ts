import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crsByCode } from '@undercroft/core/geodesy/crs';
import { sampleGrid } from '@undercroft/core/terrain/height-grid';
import { heightWindow, pyramidRectangle } from '@undercroft/core/terrain/height-source';
import { describe, expect, it } from 'vitest';
import { placementIn } from '../../placing/placement.ts';
import { openDem } from '../../terrain/dem-reader.ts';
import { memoryHeights } from '../../terrain/memory-heights.ts';
import { openRandomAccess } from '../../terrain/random-access.ts';
import { fileSource } from '../byte-source.ts';
import type { ReadItem } from '../reader.ts';
import { EPANET_READER } from './epanet-reader.ts';

const folder = join(process.env.UNDERCROFT_DATA ?? '', 'epanet');
const isThere = process.env.UNDERCROFT_DATA !== undefined && existsSync(join(folder, 'ky4.inp'));

async function readFile(name: string, crs: string | null): Promise<readonly ReadItem[]> {
  const items: ReadItem[] = [];
  const context = {
    placement: crs === null ? null : placementIn(crsByCode(crs)),
    utility: { default: 'unknown' as const, bySourceId: [] },
    limits: {},
  };
  for await (const item of EPANET_READER.read(await fileSource(join(folder, name)), context)) items.push(item);
  return items;
}

describe.skipIf(!isThere)(
  `real EPANET models${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold epanet/ky4.inp)'}`,
  () => {
    it('reads ky4 whole: 959 junctions, 1156 pipes, 2812 vertices, no error', async () => {
      const items = await readFile('ky4.inp', 'EPSG:3547');
      const nodes = items.flatMap(({ value }) => (value?.family === 'node' ? [value.value] : []));
      const pipes = items.flatMap(({ value }) =>
        value?.family === 'link' && value.value.kind === 'conduit' ? [value.value] : [],
      );
      expect(nodes.filter(({ kind }) => kind === 'junction').length).toBe(959);
      expect(pipes.length).toBe(1156);
      const vertices = items.flatMap(({ value }) =>
        value?.family === 'link' ? [Number(value.value.raw.VERTICES)] : [],
      );
      expect(vertices.reduce((sum, count) => sum + count, 0)).toBe(2812);
      expect(items.flatMap(({ issues }) => issues).filter(({ severity }) => severity === 'error')).toEqual([]);
    });

    it('turns its feet into metres: the elevation model lies within half a metre of the nodes (median)', async () => {
      const items = await readFile('ky4.inp', 'EPSG:3547');
      const file = await openRandomAccess(join(folder, 'ky4_elevation.tif'));
      const dem = await openDem(file);
      const heights = await memoryHeights(dem.pyramid, dem.blocks());
      await file.close();
      const grid = await heightWindow(heights, 0, pyramidRectangle(dem.pyramid));
      const differences: number[] = [];
      for (const { value } of items) {
        if (value?.family !== 'node' || value.value.coverLevelM === null) continue;
        const groundM = sampleGrid(grid, ...value.value.position);
        if (Number.isFinite(groundM)) differences.push(groundM - value.value.coverLevelM);
      }
      const median = differences.toSorted((a, b) => a - b)[Math.floor(differences.length / 2)] ?? Number.NaN;
      expect(differences.length).toBeGreaterThan(900);
      expect(median).toBeCloseTo(-0.28, 1);
    });

    it.each([null, 'EPSG:4326', 'EPSG:3547', 'EPSG:3857'])('refuses the schematic Net3 placed in %s', async (crs) => {
      const items = await readFile('net3.inp', crs);
      const errors = items.flatMap(({ issues }) => issues).filter(({ severity }) => severity === 'error');
      expect(errors.length).toBeGreaterThan(0);
      expect(errors[0]?.message).toMatch(/schematic|georeference/i);
      expect(items.every(({ value }) => value === null)).toBe(true);
    });
  },
);
