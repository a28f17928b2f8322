// Reads a GeoJSON file of a made-up city's rows and writes its vector tiles, each into a file of its own.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type MvtRow, tilesOfRows } from '../lib/mvt-rows.ts';
import { ourMvtTile } from '../lib/our-mvt-tiles.ts';

interface Feature {
  readonly id: number;
  readonly properties: {
    readonly id: string;
    readonly utility: MvtRow['utility'];
    readonly widthMm: number;
    readonly heightMm: number;
    readonly status: MvtRow['status'];
    readonly levelKnown: boolean;
    readonly material: string;
    readonly owner: string;
  };
  readonly geometry: { readonly coordinates: readonly (readonly [number, number])[] };
}

const { source, folder, side } = z
  .object({ source: z.string(), folder: z.string(), side: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));

const { features } = JSON.parse(await readFile(source, 'utf8')) as { readonly features: readonly Feature[] };
for (const tile of tilesOfRows(features.map(rowOf), side)) {
  const { z: zoom, x, y } = tile.address;
  const column = join(folder, String(zoom), String(x));
  await mkdir(column, { recursive: true });
  await writeFile(join(column, `${y}.mvt`), ourMvtTile(tile));
}

function rowOf({ id, properties, geometry }: Feature): MvtRow {
  const path = new Float64Array(2 * geometry.coordinates.length);
  for (const [i, [lon, lat]] of geometry.coordinates.entries()) {
    path[2 * i] = lon;
    path[2 * i + 1] = lat;
  }
  const { id: featureId, levelKnown: isLevelKnown, ...rest } = properties;
  return { ...rest, id, featureId, isLevelKnown, path };
}
