import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { TileRange } from '@undercroft/core/terrain/layer-json';
import { z } from 'zod';
import { TERRAIN_VERSION, type TerrainService } from '../tiles/terrain-service.ts';
import type { ExportPart } from './export-part.ts';

const gunzipped = promisify(gunzip);

export const TERRAIN_PART = 'terrain';

const range = z.object({ startX: z.int(), startY: z.int(), endX: z.int(), endY: z.int() });
const layerSchema = z.object({ available: z.array(z.array(range)) });

/** The terrain of a scene, with its `layer.json`: every tile that the document names; null when the scene has none. */
export async function terrainPart(scene: Scene, terrain: TerrainService): Promise<ExportPart | null> {
  const document = await terrain.document(scene);
  if (document === null) return null;
  const { available } = layerSchema.parse(JSON.parse(String(await gunzipped(document.gzip))));
  return {
    name: TERRAIN_PART,
    version: TERRAIN_VERSION,
    count: available.flat().reduce((sum, each) => sum + sizeOf(each), 1),
    async *steps() {
      for (const [level, ranges] of available.entries()) {
        for (const { startX, startY, endX, endY } of ranges) {
          for (let x = startX; x <= endX; x++) {
            for (let y = startY; y <= endY; y++) {
              const make = () => terrain.tile(scene, { level, x, y });
              yield { kind: 'file', path: `terrain/${level}/${x}/${y}.terrain`, make };
            }
          }
        }
      }
      yield { kind: 'file', path: 'terrain/layer.json', make: () => Promise.resolve(document) };
    },
  };
}

function sizeOf({ startX, startY, endX, endY }: TileRange): number {
  return (endX - startX + 1) * (endY - startY + 1);
}
