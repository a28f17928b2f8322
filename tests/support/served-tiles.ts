import { routePath } from '../../core/src/protocol/routes.ts';
import type { GltfSchema } from './read-glb.ts';

export interface ServedTile {
  readonly url: string;
  /** West, south, east, north in radians, lowest and highest ellipsoidal height in metres. */
  readonly region: readonly [number, number, number, number, number, number];
  /** The glb as a client decodes it. */
  readonly bytes: Uint8Array;
  /** Bytes on the wire. */
  readonly wireBytes: number;
}

interface TileJson {
  readonly boundingVolume: { readonly region: ServedTile['region'] };
  readonly content?: { readonly uri: string };
  readonly children?: readonly TileJson[];
}

/** Fetches every finest tile of a scene's tileset, compressed, as a viewer far away would. */
export async function servedTiles(server: string, scene: string, tileset = 'network'): Promise<readonly ServedTile[]> {
  const url = new URL(routePath('tileset', { scene, tileset }), server);
  const { root } = (await fetched(url)).json as { root: TileJson };
  const tiles: ServedTile[] = [];
  for (const { boundingVolume, content, children = [] } of flatten(root)) {
    if (content === undefined || children.length > 0) continue;
    const tile = new URL(content.uri, url);
    const { bytes, wireBytes } = await fetched(tile);
    tiles.push({ url: tile.href, region: boundingVolume.region, bytes, wireBytes });
  }
  return tiles;
}

/** The schema that the tiles of a tileset refer to. */
export async function servedSchema(server: string, scene: string, tileset = 'network'): Promise<GltfSchema> {
  const url = new URL(routePath('tilesetSchema', { scene, tileset }), server);
  return (await fetched(url)).json as GltfSchema;
}

function flatten(tile: TileJson): readonly TileJson[] {
  return [tile, ...(tile.children ?? []).flatMap(flatten)];
}

async function fetched(
  url: URL,
): Promise<{ readonly bytes: Uint8Array; readonly wireBytes: number; readonly json: unknown }> {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
  if (!answer.ok) throw new Error(`${url.href} answered ${answer.status}: ${await answer.text()}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const isJson = answer.headers.get('content-type')?.includes('json') === true;
  // fetch has undone the compression; its length on the wire stands in the header.
  const wireBytes = Number(answer.headers.get('content-length') ?? bytes.length);
  return { bytes, wireBytes, json: isJson ? JSON.parse(new TextDecoder().decode(bytes)) : null };
}
