import { publicSceneSchema } from '@undercroft/core/protocol/answers';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import express from 'express';
import { describe, expect, it } from 'vitest';
import { externalOrigins } from './external-origins.ts';
import { externalSources } from './external-sources.ts';
import { listen } from './listen.ts';
import { contentPolicy } from './middleware/content-policy.ts';

const both = (text: string) => ({ en: text, zh: text });
const attribution = { text: 'Somebody', licence: 'CC BY 4.0' };

const PLAIN: Scene = sceneSchema.parse({
  id: 'plain',
  title: both('Plain'),
  description: both('No other service'),
  synthetic: true,
  frame: { origin: [119.6, 39.925], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 0, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'net', title: both('Net'), generator: 'demo-map', seed: 1 }],
  attribution: [attribution],
  camera: { target: [119.6, 39.925], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

const xyz = (url: string) => ({ kind: 'xyz', title: both('Map'), url, maxZoom: 18, attribution, crs: 'WGS84' });

const SERVED: Scene = sceneSchema.parse({
  ...PLAIN,
  imagery: [
    xyz('https://tiles.example/a/{z}/{x}/{y}.png?key={token}'),
    xyz('https://TILES.example:443/b/{z}/{x}/{y}.png'),
    xyz('http://10.0.0.7:8081/{z}/{x}/{y}.png'),
    xyz('/base/{z}/{x}/{y}.png'),
  ],
  externalTerrain: { url: 'https://terrain.example/city?key={token}', attribution },
});

const MODELS: Scene = sceneSchema.parse({
  ...PLAIN,
  externalTilesets: [
    { id: 'north', title: both('North'), url: 'https://models.example/n/tileset.json?key={token}', attribution },
    {
      id: 'south',
      title: both('South'),
      folder: 'oblique/south',
      file: 'a b/root.json',
      heightOffsetM: -2,
      attribution,
    },
  ],
});

/** The policy's sources by directive, as a browser gets them. */
async function policyOf(scenes: readonly Scene[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const app = express();
  app.use(contentPolicy(externalOrigins(scenes)));
  // Express's own answer for what is not there has a policy of its own.
  app.use((_request, response) => {
    response.end();
  });
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  try {
    const { headers } = await fetch(server.url);
    const header = headers.get('content-security-policy') ?? '';
    return new Map(
      header.split(';').map((directive) => {
        const [name = '', ...sources] = directive.trim().split(' ');
        return [name, sources];
      }),
    );
  } finally {
    await server.close(0);
  }
}

describe('the content policy', () => {
  it('names no other server where no scene configures one', async () => {
    const policy = await policyOf([PLAIN]);
    expect(policy.get('img-src')).toEqual(["'self'", 'data:', 'blob:']);
    expect(policy.get('connect-src')).toEqual(["'self'", 'data:', 'blob:']);
  });

  it('names exactly the origins that scenes configure, for pictures and requests alone', async () => {
    const plain = await policyOf([PLAIN]);
    const served = await policyOf([PLAIN, SERVED]);
    const origins = ['http://10.0.0.7:8081', 'https://terrain.example', 'https://tiles.example'];
    for (const [name, sources] of plain) {
      const wanted = name === 'img-src' || name === 'connect-src' ? [...sources, ...origins] : sources;
      expect([name, served.get(name)]).toEqual([name, wanted]);
    }
    expect([...served.keys()]).toEqual([...plain.keys()]);
    expect(served.get('img-src')).toContain('https://tiles.example');
  });
});

describe('addresses of city models of others', () => {
  it('enter the policy by their origin, and a folder does not', () => {
    expect(externalOrigins([MODELS])).toEqual(['https://models.example']);
  });

  it('are filled with the token, or are those of the folder on this server, which is never told', () => {
    const { externalTilesets } = externalSources(MODELS, 'k&y');
    expect(publicSceneSchema.pick({ externalTilesets: true }).parse({ externalTilesets })).toEqual({
      externalTilesets,
    });
    const shown = { attribution, isVisible: true, screenErrorPx: 16 };
    expect(externalTilesets).toEqual([
      {
        id: 'north',
        title: both('North'),
        url: 'https://models.example/n/tileset.json?key=k%26y',
        isLocal: false,
        heightOffsetM: 0,
        ...shown,
      },
      {
        id: 'south',
        title: both('South'),
        url: '/external-tiles/plain/south/a%20b/root.json',
        isLocal: true,
        heightOffsetM: -2,
        ...shown,
      },
    ]);
  });
});

describe('addresses of other services', () => {
  it('are filled with the token, escaped so that it stays one parameter', () => {
    const { imagery, externalTerrain } = externalSources(SERVED, "a&b=c $'{z}");
    expect(imagery?.[0]?.url).toBe("https://tiles.example/a/{z}/{x}/{y}.png?key=a%26b%3Dc%20%24'%7Bz%7D");
    expect(imagery?.[2]?.url).toBe('http://10.0.0.7:8081/{z}/{x}/{y}.png');
    expect(externalTerrain?.url).toBe("https://terrain.example/city?key=a%26b%3Dc%20%24'%7Bz%7D");
    const shape = publicSceneSchema.pick({ imagery: true, externalTerrain: true });
    expect(shape.parse({ imagery, externalTerrain })).toEqual({ imagery, externalTerrain });
  });

  it('keep the place of a token that is not set, and scenes without services say nothing of them', () => {
    expect(externalSources(SERVED, null)).toEqual({
      imagery: SERVED.imagery,
      externalTerrain: SERVED.externalTerrain,
    });
    expect(externalSources(PLAIN, 'secret')).toEqual({});
  });
});
