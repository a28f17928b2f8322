import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Scene } from '@undercroft/core/protocol/scene';
import { z } from 'zod';
import { encodedJson } from '../tiles/encoded.ts';
import type { TileService } from '../tiles/tile-service.ts';
import type { ExportPart } from './export-part.ts';

const gunzipped = promisify(gunzip);

const region = z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number()]);
const tilesetSchema = z.object({
  asset: z.object({ tilesetVersion: z.string() }),
  geometricError: z.number(),
  root: z.object({ boundingVolume: z.object({ region }), geometricError: z.number() }),
});
type Region = z.infer<typeof region>;

/** A tileset of a scene as a part, and what the document above all of them says of it. */
export interface TilesetPart extends ExportPart {
  readonly child: { readonly region: Region; readonly geometricError: number };
}

/** Those of the tilesets in which the scene has anything, each in `tiles/<name>/`. */
export async function tilesetParts(
  scene: Scene,
  tiles: TileService,
  names: readonly string[],
): Promise<readonly TilesetPart[]> {
  const parts: TilesetPart[] = [];
  for (const name of names) {
    const document = await tiles.document(scene, name);
    const addresses = await tiles.addresses(scene, name);
    if (document === null || addresses.length === 0) continue;
    const schema = await tiles.schema(name);
    const { asset, geometricError, root } = tilesetSchema.parse(JSON.parse(String(await gunzipped(document.gzip))));
    parts.push({
      name,
      version: `${asset.tilesetVersion} ${await tiles.basis(scene, name)}`.trimEnd(),
      count: addresses.length + (schema === null ? 1 : 2),
      child: { region: root.boundingVolume.region, geometricError },
      async *steps() {
        if (schema !== null) {
          yield { kind: 'file', path: `tiles/${name}/schema.json`, make: () => Promise.resolve(schema) };
        }
        for (const address of addresses) {
          yield {
            kind: 'file',
            path: `tiles/${name}/${address.z}/${address.x}/${address.y}.glb`,
            make: (signal) => tiles.tile(scene, name, address, signal),
          };
        }
        yield { kind: 'file', path: `tiles/${name}/tileset.json`, make: () => Promise.resolve(document) };
      },
    });
  }
  return parts;
}

/** `tiles/tileset.json`: one document that names the tilesets as its contents, for viewers that want one address. */
export function rootTilesetPart(parts: readonly TilesetPart[]): ExportPart {
  const geometricError = Math.max(...parts.map(({ child }) => child.geometricError));
  const document = {
    asset: { version: '1.1', generator: 'undercroft' },
    geometricError,
    root: {
      boundingVolume: { region: parts.map(({ child }) => child.region).reduce(joined) },
      geometricError,
      refine: 'ADD',
      children: parts.map(({ name, child }) => ({
        boundingVolume: { region: child.region },
        geometricError: child.geometricError,
        content: { uri: `${name}/tileset.json` },
      })),
    },
  };
  return {
    name: 'tileset.json',
    version: '1',
    count: 1,
    async *steps() {
      yield { kind: 'file', path: 'tiles/tileset.json', make: () => encodedJson(document) };
    },
  };
}

function joined(a: Region, b: Region): Region {
  const [low, high] = [Math.min, Math.max];
  return [low(a[0], b[0]), low(a[1], b[1]), high(a[2], b[2]), high(a[3], b[3]), low(a[4], b[4]), high(a[5], b[5])];
}
