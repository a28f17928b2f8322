import { z } from 'zod';

const contentSchema = z.object({ uri: z.string() });
const tilesetSchema = z.object({
  root: z.object({ children: z.array(z.object({ content: contentSchema.optional() })).min(1) }),
});

/** What a page fetches of a network before its first picture of a whole city. */
export interface FirstOverview {
  /** Of the document and the root's content on the wire, compressed. */
  readonly bytes: number;
  readonly ms: number;
}

/** Fetches it as a browser does that has just come. Throws when the network has no content at its root. */
export async function firstOverview(server: string, scene: string): Promise<FirstOverview> {
  const begin = performance.now();
  const address = new URL(`/tiles/${scene}/network/tileset.json`, server);
  const document = await fetched(address);
  const { root } = tilesetSchema.parse(JSON.parse(document.text));
  const [top] = root.children;
  if (root.children.length !== 1 || top?.content === undefined) {
    throw new Error(`The network of "${scene}" has no content at its root.`);
  }
  const content = await fetched(new URL(top.content.uri, address));
  return { bytes: document.wireBytes + content.wireBytes, ms: performance.now() - begin };
}

async function fetched(address: URL): Promise<{ readonly text: string; readonly wireBytes: number }> {
  const response = await fetch(address, { headers: { 'accept-encoding': 'gzip' } });
  const text = await response.text();
  const wireBytes = Number(response.headers.get('content-length'));
  const isCompressed = response.headers.get('content-encoding') === 'gzip';
  if (response.status !== 200 || !isCompressed || !(wireBytes > 0)) {
    throw new Error(`${address} answered ${response.status}, ${wireBytes} bytes.`);
  }
  return { text, wireBytes };
}
