import type { IncomingMessage, ServerResponse } from 'node:http';
import { ROUTES } from '@undercroft/core/protocol/routes';
import { holdsTag } from './holds-tag.ts';
import { type SameSiteOptions, siteRefusal } from './middleware/same-site.ts';
import type { SceneCatalogue } from './served-scenes.ts';
import type { Encoded } from './tiles/encoded.ts';
import type { EncodedCache } from './tiles/encoded-cache.ts';
import type { TerrainService } from './tiles/terrain-service.ts';
import type { TileService } from './tiles/tile-service.ts';
import type { VectorTileService } from './tiles/vector-tile-service.ts';

/*
 * CONTRIBUTOR NOTES. Express answers 17,500 requests a second (routes of forty addresses, headers one by one), Node's own server
 * 67,500. A tile that lies in memory needs nothing of what Express does for it: this is the short way to the same answer,
 * header by header; `warm-tiles.slow.test.ts` holds the two beside each other. What is in doubt goes the long way.
 *
 * On a quiet machine of two cores, a tile of 20 kB: nginx with sendfile 97,000 a second, a bare socket of Node's that writes
 * a prepared answer 77,000 to 85,000, a bare `http` server 61,000, this one 48,000 to 55,000. Five sixths of its time are
 * `writev`; keys, tags and headers are a twelfth. What is left to gain lies below `http`, which parses requests for us.
 */

export interface WarmTilesOptions {
  readonly scenes: SceneCatalogue;
  readonly tiles: TileService;
  readonly vectorTiles: VectorTileService;
  readonly terrain: TerrainService;
  readonly cache: EncodedCache;
  /** By whom requests are refused, as in front of every other address. */
  readonly site: SameSiteOptions;
  /** Headers of every answer of the server: name and value in turn. */
  readonly policy: readonly string[];
}

/** Answers when it can and says so; otherwise it has not touched the response. */
export type WarmTiles = (request: IncomingMessage, response: ServerResponse) => boolean;

interface Head {
  readonly tag: string;
  readonly whole: string[];
  readonly unchanged: string[];
}

const NUMBER = '(?:0|[1-9]\\d{0,7})';
const TILE = patternOf(ROUTES.tile);
const VECTOR_TILE = patternOf(ROUTES.vectorTile);
const TERRAIN_TILE = patternOf(ROUTES.terrainTile);

/**
 * Answers GET and HEAD for tiles that are in memory and current, compressed: 3D tiles, vector tiles, terrain. It never
 * waits, reads no row and makes no tile. A tile is current when the store was asked less than half a second ago what is
 * published; when it was longer ago, the long way asks.
 */
export function warmTiles(options: WarmTilesOptions): WarmTiles {
  const { cache, site, policy } = options;
  const heads = new WeakMap<Encoded, Head>();

  const keptBody = (url: string): Encoded | null => {
    const key = askedKey(url, options);
    return key === null ? null : cache.kept(key);
  };

  return (request, response) => {
    const { method, url, headers } = request;
    if ((method !== 'GET' && method !== 'HEAD') || url === undefined) return false;
    if (!takesGzip(headers['accept-encoding']) || hasBody(request)) return false;
    const body = keptBody(url);
    if (body === null || siteRefusal(headers, site) !== null) return false;
    let head = heads.get(body);
    if (head === undefined) {
      head = headOf(body, policy);
      heads.set(body, head);
    }
    if (holdsTag(headers['if-none-match'], head.tag)) response.writeHead(304, head.unchanged).end();
    else response.writeHead(200, head.whole).end(method === 'HEAD' ? undefined : body.gzip);
    return true;
  };
}

/** Address of a tile as a pattern: scene, tileset where there is one, place. */
function patternOf(route: string): RegExp {
  const names = route.replaceAll('.', '\\.').replace(':z/:x/:y', `(${NUMBER}/${NUMBER}/${NUMBER})`);
  return new RegExp(`^${names.replace(/:[a-z]+/g, '([\\w-]+)')}(?:\\?|$)`);
}

function askedKey(url: string, { scenes, tiles, vectorTiles, terrain }: WarmTilesOptions): string | null {
  const solid = TILE.exec(url);
  if (solid !== null) {
    const [, id = '', set = '', place = ''] = solid;
    const scene = scenes.get(id);
    return scene === undefined ? null : tiles.keptKey(scene, set, place);
  }
  const flat = VECTOR_TILE.exec(url);
  if (flat !== null) {
    const scene = scenes.get(flat[1] ?? '');
    const [z = 0, x = 0, y = 0] = (flat[2] ?? '').split('/').map(Number);
    return scene === undefined ? null : vectorTiles.keptKey(scene, { z, x, y });
  }
  const ground = TERRAIN_TILE.exec(url);
  const scene = scenes.get(ground?.[1] ?? '');
  return ground === null || scene === undefined ? null : terrain.keptKey(scene, ground[2] ?? '');
}

/** Plain lists that name gzip and prefer nothing, as browsers send them; anything else is for the long way to weigh. */
function takesGzip(header: string | undefined): boolean {
  return header !== undefined && /^[a-z, -]*\bgzip\b[a-z, -]*$/.test(header) && !/identity|-gzip|gzip-/.test(header);
}

/** The long way reads bodies, and refuses those that are not JSON. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
}

function headOf(body: Encoded, policy: readonly string[]): Head {
  const tag = `"${body.tag}-gzip"`;
  const own = ['Cache-Control', 'no-cache', 'Content-Type', body.contentType, 'ETag', tag, 'Vary', 'Accept-Encoding'];
  const unchanged = [...policy, ...own];
  return {
    tag,
    unchanged,
    whole: [...unchanged, 'Content-Encoding', 'gzip', 'Content-Length', String(body.gzip.length)],
  };
}
