import { routePath } from '@undercroft/core/protocol/routes';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { decodeVectorTile } from '@undercroft/core/vector-tile/decode';
import { type DecodedLayer, LINE, POLYGON, partCoordinates, partsOf } from '@undercroft/core/vector-tile/decoded-tile';
import { unprojectPoint } from '@undercroft/core/vector-tile/project';
import { asked } from '../api/ask.ts';
import type { LonLat } from '../pit/pit-spec.ts';
import type { Box } from './density-box.ts';

/** Water and roads, quietly under the density: degrees. */
export interface Outline {
  readonly water: readonly (readonly LonLat[])[];
  readonly roads: readonly (readonly LonLat[])[];
}

/** At most so many tiles make the outline. */
const MOST_TILES = 9;
const FINEST_ZOOM = 14;

/** Reads the outline of a rectangle from the scene's own map. Fails with `ApiError`, or as aborted. */
export async function askOutline(scene: string, revision: string, box: Box, signal: AbortSignal): Promise<Outline> {
  const water: LonLat[][] = [];
  const roads: LonLat[][] = [];
  await Promise.all(
    outlineTiles(box).map(async (address) => {
      const url = `${routePath('vectorTile', { scene, ...address })}?${new URLSearchParams({ revision })}`;
      const response = await asked(url, { signal });
      if (response.status === 204) return;
      const { layers } = decodeVectorTile(new Uint8Array(await response.arrayBuffer()));
      for (const layer of layers) {
        if (layer.name === 'water') water.push(...linesOf(layer, address, POLYGON));
        if (layer.name === 'roads') roads.push(...linesOf(layer, address, LINE));
      }
    }),
  );
  return { water, roads };
}

/** The finest tiles, few enough, that cover a rectangle. */
export function outlineTiles([west, south, east, north]: Box): readonly TileAddress[] {
  for (let z = FINEST_ZOOM; z > 0; z--) {
    const [x0, x1] = [column(west, z), column(east, z)];
    const [y0, y1] = [row(north, z), row(south, z)];
    if ((x1 - x0 + 1) * (y1 - y0 + 1) > MOST_TILES) continue;
    return Array.from({ length: x1 - x0 + 1 }, (_, i) =>
      Array.from({ length: y1 - y0 + 1 }, (_each, j) => ({ z, x: x0 + i, y: y0 + j })),
    ).flat();
  }
  return [{ z: 0, x: 0, y: 0 }];
}

function column(lon: number, z: number): number {
  return Math.floor(((lon + 180) / 360) * 2 ** z);
}

function row(lat: number, z: number): number {
  const sine = Math.sin((lat * Math.PI) / 180);
  return Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
}

function linesOf(layer: DecodedLayer, address: TileAddress, type: typeof LINE | typeof POLYGON): LonLat[][] {
  const out: LonLat[][] = [];
  for (let feature = 0; feature < layer.featureCount; feature++) {
    if (layer.types[feature] !== type) continue;
    const { from, to } = partsOf(layer, feature);
    for (let part = from; part < to; part++) {
      out.push(...withinTile(partCoordinates(layer, part), layer.extent, address));
    }
  }
  return out;
}

/** A line without its stretches along or beyond the edge of its tile: there it was cut, and is no shore. */
function withinTile(xy: Float64Array, extent: number, address: TileAddress): LonLat[][] {
  const lines: LonLat[][] = [];
  let line: LonLat[] = [];
  const end = (): void => {
    if (line.length > 1) lines.push(line);
    line = [];
  };
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const [x = 0, y = 0] = xy.subarray(i, i + 2);
    const isInside = x > 0 && y > 0 && x < extent && y < extent;
    const [lon, lat] = unprojectPoint(x, y, address, extent);
    if (isInside) line.push([lon, lat]);
    else end();
  }
  end();
  return lines;
}
