import { z } from 'zod';

const contentSchema = z.object({ uri: z.string().catch(''), url: z.string().catch('') });

const shapeSchema = z.object({
  children: z.array(z.unknown()).catch([]),
  content: contentSchema.optional().catch(undefined),
  contents: z.array(contentSchema).catch([]),
  implicitTiling: z.unknown().optional(),
});

/** How many tiles a root and those below it are; null where implicit tiles, or tilesets as contents, hold more. */
export function tilesIn(root: unknown): number | null {
  let count = 0;
  const open: unknown[] = [root];
  while (open.length > 0) {
    const tile = shapeSchema.safeParse(open.pop()).data;
    count += 1;
    if (tile === undefined) continue;
    const contents = tile.content === undefined ? tile.contents : [tile.content, ...tile.contents];
    if (tile.implicitTiling !== undefined || contents.some(namesTileset)) return null;
    for (const child of tile.children) open.push(child);
  }
  return count;
}

function namesTileset({ uri, url }: z.infer<typeof contentSchema>): boolean {
  return /\.json(?:[?#]|$)/i.test(uri === '' ? url : uri);
}
