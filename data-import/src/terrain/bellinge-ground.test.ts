import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { crsByCode } from '@undercroft/core/geodesy/crs';
import { conformGround } from '@undercroft/core/terrain/conform';
import { decodeQuantizedMesh } from '@undercroft/core/terrain/decode-quantized-mesh';
import { type HeightSource, pyramidRectangle } from '@undercroft/core/terrain/height-source';
import { finestTerrainLevel, tileRange } from '@undercroft/core/terrain/layer-json';
import { heightOnMesh } from '@undercroft/core/terrain/mesh-height';
import { encodeQuantizedMesh, QUANTIZED_MAX, type QuantizedMesh } from '@undercroft/core/terrain/quantized-mesh';
import { fillLevel, groundUnderCovers, type TerrainScene, terrainTile } from '@undercroft/core/terrain/terrain-tile';
import { type TerrainAddress, tileAt, tileRectangle } from '@undercroft/core/terrain/terrain-tiling';
import { beforeAll, describe, expect, it } from 'vitest';
import { placementIn } from '../placing/placement.ts';
import { fileSource } from '../readers/byte-source.ts';
import type { ReadContext } from '../readers/reader.ts';
import { SWMM_READER } from '../readers/swmm/swmm-reader.ts';
import { openDem } from './dem-reader.ts';
import { memoryHeights } from './memory-heights.ts';
import { openRandomAccess } from './random-access.ts';

const folder = join(process.env.UNDERCROFT_DATA ?? '', 'bellinge');
const isThere = process.env.UNDERCROFT_DATA !== undefined && existsSync(join(folder, 'dem.tif'));
const GEOID_M = 39.58;

describe.skipIf(!isThere)(
  `the drawn ground of Bellinge${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold bellinge/dem.tif)'}`,
  () => {
    let covers: Float64Array;
    let source: HeightSource;
    let scene: TerrainScene;

    beforeAll(async () => {
      const rims: number[] = [];
      const context: ReadContext = {
        placement: placementIn(crsByCode('EPSG:25832')),
        utility: { default: 'unknown', bySourceId: [] },
        limits: {},
      };
      for await (const { value } of SWMM_READER.read(await fileSource(join(folder, 'bellinge.inp')), context)) {
        if (value?.family !== 'node' || value.value.kind !== 'junction' || value.value.coverLevelM === null) continue;
        rims.push(...value.value.position, value.value.coverLevelM);
      }
      covers = Float64Array.from(rims);
      const file = await openRandomAccess(join(folder, 'dem.tif'));
      const dem = await openDem(file);
      source = await memoryHeights(dem.pyramid, dem.blocks());
      await file.close();
      const fillLevelM = (await fillLevel(source, covers)) ?? Number.NaN;
      const conformed = conformGround(await groundUnderCovers(source, covers, fillLevelM));
      scene = { source, conformed, fillLevelM, geoidOffsetM: GEOID_M };
    });

    it('reports what the data say: the model lies a median 1.04 m above 995 rims', () => {
      const report = scene.conformed?.report;
      expect([report?.covers, report?.withoutDem, report?.unusable, report?.conflicts]).toEqual([995, 0, 0, 0]);
      expect(report?.medianM?.toFixed(2)).toBe('1.04');
      // A surface model of 30 m pixels: one in twenty rims is more than 5 m below a roof or a tree.
      expect(report?.percentilesM?.p95.toFixed(1)).toBe('5.3');
      expect(report?.worst.length).toBe(50);
      expect(report?.worst.every(({ demAboveCoverM }) => Math.abs(demAboveCoverM - 1.04) > 3.4)).toBe(true);
    });

    it('passes within 3 cm of every cover, as the viewer draws its triangles at the finest level', async () => {
      const level = finestTerrainLevel(source.pyramid.cellLatDeg, true);
      expect(level).toBe(16);
      const tiles = new Map<string, QuantizedMesh>();
      let worst = 0;
      for (let i = 0; i < covers.length; i += 3) {
        const [lon = 0, lat = 0, coverLevelM = 0] = covers.subarray(i, i + 3);
        const address = tileAt(level, lon, lat);
        const key = `${address.x}/${address.y}`;
        const mesh = tiles.get(key) ?? (await served(address));
        tiles.set(key, mesh);
        const [west, south, east, north] = tileRectangle(address);
        const u = ((lon - west) / (east - west)) * QUANTIZED_MAX;
        const v = ((lat - south) / (north - south)) * QUANTIZED_MAX;
        worst = Math.max(worst, Math.abs(heightOnMesh(mesh, u, v) - GEOID_M - coverLevelM));
      }
      expect(worst).toBeLessThan(0.03);
      expect(tiles.size).toBeGreaterThan(100);
    });

    it('has no crack between neighbours, at every level on which covers are vertices', async () => {
      for (const level of [15, 16]) {
        const { startX, endX, startY } = tileRange(pyramidRectangle(source.pyramid), level);
        const x = Math.floor((startX + endX) / 2);
        const y = tileAt(level, 10.3, 55.34).y;
        expect(y).toBeGreaterThan(startY);
        for (let k = 0; k < 8; k++) {
          const home = await served({ level, x: x + k, y });
          expectSameEdge(edge(home, 'east'), edge(await served({ level, x: x + k + 1, y }), 'west'));
          expectSameEdge(edge(home, 'south'), edge(await served({ level, x: x + k, y: y - 1 }), 'north'));
        }
      }
    });

    /** A tile as it comes out of its bytes. */
    async function served(address: TerrainAddress): Promise<QuantizedMesh> {
      return decodeQuantizedMesh(encodeQuantizedMesh(await terrainTile(scene, address)));
    }
  },
);

/** Steps along an edge and heights there. */
function edge(mesh: QuantizedMesh, side: keyof QuantizedMesh['edges']): readonly (readonly [number, number])[] {
  const along = side === 'west' || side === 'east' ? mesh.v : mesh.u;
  const { minimumHeightM: low, maximumHeightM: high } = mesh.header;
  return [...mesh.edges[side]].map((i) => [
    along[i] ?? -1,
    low + ((high - low) * (mesh.height[i] ?? 0)) / QUANTIZED_MAX,
  ]);
}

function expectSameEdge(one: ReturnType<typeof edge>, other: ReturnType<typeof edge>): void {
  expect(one.map(([steps]) => steps)).toEqual(other.map(([steps]) => steps));
  one.forEach(([, height], i) => {
    expect(Math.abs(height - (other[i]?.[1] ?? Number.NaN))).toBeLessThan(0.01);
  });
}
