import { z } from 'zod';

interface TileJson {
  readonly content?: { readonly uri: string } | undefined;
  readonly children?: readonly TileJson[] | undefined;
}

const tileSchema: z.ZodType<TileJson> = z.lazy(() =>
  z.object({ content: z.object({ uri: z.string() }).optional(), children: z.array(tileSchema).optional() }),
);
const tilesetSchema = z.object({ root: tileSchema });
const sceneSchema = z.object({ tilesets: z.array(z.string()).min(1) });

/** Addresses of every tile's content in a scene's tilesets, in the order of the tileset files. */
export async function tileAddresses(server: string, scene: string): Promise<readonly URL[]> {
  const { tilesets } = sceneSchema.parse(await json(new URL(`/api/scenes/${scene}`, server)));
  const all = await Promise.all(
    tilesets.map(async (tileset) => {
      const address = new URL(`/tiles/${scene}/${tileset}/tileset.json`, server);
      const { root } = tilesetSchema.parse(await json(address));
      return contentsOf(root).map((uri) => new URL(uri, address));
    }),
  );
  return all.flat();
}

/** Fetches the first tile of a scene; resolves to its size in bytes. Throws when there is none or it is refused. */
export async function fetchFirstTile(server: string, scene: string): Promise<number> {
  const [first] = await tileAddresses(server, scene);
  if (first === undefined) throw new Error(`Scene "${scene}" at ${server} has no tile.`);
  return (await fetchTile(first)).byteLength;
}

/** The bytes of one tile. Throws for any answer but 200 and for an empty one. */
export async function fetchTile(address: URL): Promise<ArrayBuffer> {
  const response = await fetch(address);
  const bytes = await response.arrayBuffer();
  if (response.status !== 200 || bytes.byteLength === 0) throw new Error(`${address} answered ${response.status}.`);
  return bytes;
}

function contentsOf(tile: TileJson): readonly string[] {
  return [...(tile.content === undefined ? [] : [tile.content.uri]), ...(tile.children ?? []).flatMap(contentsOf)];
}

async function json(address: URL): Promise<unknown> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}.`);
  return await response.json();
}
