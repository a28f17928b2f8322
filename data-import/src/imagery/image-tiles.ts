import { type ChinaFrame, fromChinaFrame, toChinaFrame } from '@undercroft/core/geodesy/china-offset';
import { fromLonLat, toLonLat } from '@undercroft/core/geodesy/crs';
import type { ImageryExtent, ImageryTile } from '@undercroft/core/map/imagery-tile';
import { ImportError } from '../import-error.ts';
import { boundsOfPlaces, type ImageFile, ringOf } from './image-file.ts';
import { emptyPicture, halveInto, type Picture, partOf, pngOf } from './picture.ts';

const TILE_PX = 256;
/** A piece is rendered in one go and cut into 8 x 8 tiles: each pixel of the source is decoded about once. */
const PIECE_LEVELS = 3;
const PIECE_PX = TILE_PX << PIECE_LEVELS;
/** Within a piece places are exact at the corners of a grid of this many pixels and straight between: a tenth of a pixel at most. */
const GRID_PX = 64;
/** Ground size of a pixel of a 256-pixel tile at zoom 0 on the equator, metres. */
const ZOOM_0_M = 156_543.033_928;
/** Tiles may be this much coarser than the source (in steps of zoom) before a finer zoom is added. */
const SLACK_ZOOMS = 0.25;
const FINEST_ZOOM = 22;
const METRES_PER_DEGREE = 111_320;
const EDGE_DEG = 1e-9;
/** Pixels of the source for one piece: more than twice as fine as its tiles in both directions does not happen. */
const MOST_WINDOW_PIXELS = 8 * PIECE_PX * PIECE_PX;

/** A picture's tiles may have this many times its pixels: those of a zoom may be half as large, and lie in a turned box. */
const MOST_GROWTH = 32;
/** However small it is, its tiles may have this many pixels: it may touch four tiles, and more when it is long. */
const LEAST_PIXELS = 64 * TILE_PX * TILE_PX;

export interface ImageTiles {
  readonly extent: ImageryExtent;
  /** Outer ring of the picture, flat longitude, latitude. */
  readonly outline: readonly number[];
  /** Every tile that has anything on it, finer ones before what they make up. `onShare` is told how much is done, 0 to 1. */
  readonly tiles: (onShare?: (share: number) => void) => AsyncGenerator<ImageryTile, void, undefined>;
}

/** Cuts a picture into web Mercator tiles. `shift` is a frame its places were declared to be in. */
export function imageTiles(image: ImageFile, shift: ChinaFrame | null = null): ImageTiles {
  const { crs } = image.placement;
  const fromSource = toLonLat(crs);
  const placeOf = ([x, y]: readonly [number, number]): readonly [number, number] => {
    const place = fromSource(x, y);
    return shift === null ? place : fromChinaFrame(shift, ...place);
  };
  const places = ringOf(image).map(placeOf);
  const bbox = boundsOfPlaces(places);
  if (!bbox.every(Number.isFinite) || Math.abs(bbox[1]) > 85 || Math.abs(bbox[3]) > 85) {
    const message = `"${image.name}" lies outside the reach of ${crs.code} (${crs.name}): name the system it is in.`;
    throw new ImportError('unknown-crs', message);
  }
  const maxZoom = finestZoom(image);
  const root = rootTile(bbox, maxZoom);
  if (tilesMeeting(bbox, maxZoom) * TILE_PX * TILE_PX > MOST_GROWTH * image.width * image.height + LEAST_PIXELS) {
    throw notSquare(image.name);
  }
  const toSource = fromLonLat(crs);
  const pixelOf = (lon: number, lat: number): readonly [number, number] => {
    const [x, y] = toSource(...(shift === null ? ([lon, lat] as const) : toChinaFrame(shift, lon, lat)));
    const { west, north, pixelWidth, pixelHeight } = image.placement;
    return [(x - west) / pixelWidth, (north - y) / pixelHeight];
  };
  return {
    extent: { bbox, minZoom: root.zoom, maxZoom },
    outline: places.flat(),
    async *tiles(onShare) {
      const total = tilesMeeting(bbox, Math.max(root.zoom, maxZoom - PIECE_LEVELS));
      let done = 0;
      yield* branch(root);
      async function* branch(at: Address): AsyncGenerator<ImageryTile, Picture | null, undefined> {
        if (!meets(at, bbox)) return null;
        if (maxZoom - at.zoom <= PIECE_LEVELS) return yield* piece(at);
        const whole = emptyPicture(TILE_PX);
        let any = false;
        for (const [dx, dy] of QUARTERS) {
          const quarter = yield* branch({ zoom: at.zoom + 1, x: at.x * 2 + dx, y: at.y * 2 + dy });
          if (quarter === null) continue;
          any = true;
          halveInto(quarter, whole, (dx * TILE_PX) / 2, (dy * TILE_PX) / 2);
        }
        if (any) yield* written(at, whole);
        return any ? whole : null;
      }
      /** Renders a tile of some zoom at the finest one, and yields it and all below it. */
      async function* piece(at: Address): AsyncGenerator<ImageryTile, Picture | null, undefined> {
        const levels = maxZoom - at.zoom;
        let picture = await rendered(image, pixelOf, at, TILE_PX << levels);
        done += 1;
        onShare?.(Math.min(1, done / total));
        if (picture === null) return null;
        for (let level = levels; ; level--) {
          const count = 1 << level;
          for (let y = 0; y < count; y++) {
            for (let x = 0; x < count; x++) {
              const address = { zoom: at.zoom + level, x: at.x * count + x, y: at.y * count + y };
              yield* written(address, partOf(picture, x * TILE_PX, y * TILE_PX, TILE_PX));
            }
          }
          if (level === 0) return picture;
          const coarser: Picture = emptyPicture(picture.side / 2);
          halveInto(picture, coarser, 0, 0);
          picture = coarser;
        }
      }
    },
  };
}

interface Address {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

const QUARTERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
] as const;

function* written(at: Address, picture: Picture): Iterable<ImageryTile> {
  const png = pngOf(picture);
  if (png !== null) yield { ...at, png };
}

type PixelOf = (lon: number, lat: number) => readonly [number, number];

/** A tile at `side` pixels, each taken from the source between its four nearest; `null` when it lies beside the source. */
async function rendered(image: ImageFile, pixelOf: PixelOf, at: Address, side: number): Promise<Picture | null> {
  const steps = Math.max(1, side / GRID_PX);
  const grid = new Float64Array((steps + 1) * (steps + 1) * 2);
  let [west, north, east, south] = [image.width, image.height, 0, 0];
  for (let row = 0; row <= steps; row++) {
    for (let column = 0; column <= steps; column++) {
      const [lon, lat] = lonLatOf(at, column / steps, row / steps);
      const pixel = pixelOf(lon, lat);
      grid.set(pixel, (row * (steps + 1) + column) * 2);
      west = Math.min(west, Math.floor(pixel[0]) - 1);
      east = Math.max(east, Math.ceil(pixel[0]) + 2);
      north = Math.min(north, Math.floor(pixel[1]) - 1);
      south = Math.max(south, Math.ceil(pixel[1]) + 2);
    }
  }
  const box = [
    Math.max(0, west),
    Math.max(0, north),
    Math.min(image.width, east),
    Math.min(image.height, south),
  ] as const;
  const width = box[2] - box[0];
  const height = box[3] - box[1];
  if (width <= 0 || height <= 0) return null;
  if (width * height > MOST_WINDOW_PIXELS) {
    throw notSquare(image.name);
  }
  const source = await image.window(...box);
  const picture = emptyPicture(side);
  const cell = side / steps;
  for (let y = 0; y < side; y++) {
    const row = Math.floor(y / cell);
    const v = (y + 0.5 - row * cell) / cell;
    for (let x = 0; x < side; x++) {
      const column = Math.floor(x / cell);
      const u = (x + 0.5 - column * cell) / cell;
      const corner = (row * (steps + 1) + column) * 2;
      const below = corner + (steps + 1) * 2;
      const sx = bilinear(grid, corner, below, u, v) - 0.5 - box[0];
      const sy = bilinear(grid, corner + 1, below + 1, u, v) - 0.5 - box[1];
      sampleInto(picture.rgba, (y * side + x) * 4, source, width, height, sx, sy);
    }
  }
  return picture;
}

function notSquare(name: string): ImportError {
  return new ImportError(
    'bad-terrain',
    `The pixels of "${name}" are not square enough to be draped: resample it first.`,
  );
}

function bilinear(grid: Float64Array, above: number, below: number, u: number, v: number): number {
  const top = (grid[above] ?? 0) * (1 - u) + (grid[above + 2] ?? 0) * u;
  const bottom = (grid[below] ?? 0) * (1 - u) + (grid[below + 2] ?? 0) * u;
  return top * (1 - v) + bottom * v;
}

/** Between the four pixels around a place, weighed by opacity; nothing beyond half a pixel outside the source. */
function sampleInto(
  out: Uint8Array,
  at: number,
  source: Uint8Array,
  width: number,
  height: number,
  sx: number,
  sy: number,
): void {
  if (sx < -0.5 || sy < -0.5 || sx > width - 0.5 || sy > height - 0.5) return;
  const x0 = Math.max(0, Math.min(width - 1, Math.floor(sx)));
  const y0 = Math.max(0, Math.min(height - 1, Math.floor(sy)));
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const u = Math.max(0, Math.min(1, sx - x0));
  const v = Math.max(0, Math.min(1, sy - y0));
  const i00 = (y0 * width + x0) * 4;
  const i10 = (y0 * width + x1) * 4;
  const i01 = (y1 * width + x0) * 4;
  const i11 = (y1 * width + x1) * 4;
  const w00 = (1 - u) * (1 - v) * (source[i00 + 3] ?? 0);
  const w10 = u * (1 - v) * (source[i10 + 3] ?? 0);
  const w01 = (1 - u) * v * (source[i01 + 3] ?? 0);
  const w11 = u * v * (source[i11 + 3] ?? 0);
  const alpha = w00 + w10 + w01 + w11;
  if (alpha <= 0) return;
  for (let channel = 0; channel < 3; channel++) {
    const sum =
      w00 * (source[i00 + channel] ?? 0) +
      w10 * (source[i10 + channel] ?? 0) +
      w01 * (source[i01 + channel] ?? 0) +
      w11 * (source[i11 + channel] ?? 0);
    out[at + channel] = Math.round(sum / alpha);
  }
  out[at + 3] = Math.round(alpha);
}

/** The zoom whose pixels are about as large on the ground as those in the middle of the picture are. */
function finestZoom({ width, height, placement }: ImageFile): number {
  const place = toLonLat(placement.crs);
  const x = placement.west + (width / 2) * placement.pixelWidth;
  const y = placement.north - (height / 2) * placement.pixelHeight;
  const [, lat] = place(x, y);
  const [, below] = place(x, y - placement.pixelHeight);
  const pixelM = Math.abs(lat - below) * METRES_PER_DEGREE;
  const groundM = ZOOM_0_M * Math.cos((lat * Math.PI) / 180);
  return Math.max(0, Math.min(FINEST_ZOOM, Math.ceil(Math.log2(groundM / pixelM) - SLACK_ZOOMS)));
}

/** The smallest tile that holds all of it. */
function rootTile([west, south, east, north]: ImageryExtent['bbox'], maxZoom: number): Address {
  for (let zoom = maxZoom; zoom > 0; zoom--) {
    const [x, y] = tileAt(zoom, west, north);
    // A picture that ends where a tile does is not in the next one.
    const [x2, y2] = tileAt(zoom, east - EDGE_DEG, south + EDGE_DEG);
    if (x === x2 && y === y2) return { zoom, x, y };
  }
  return { zoom: 0, x: 0, y: 0 };
}

/** Tiles of a zoom that a box meets. */
function tilesMeeting([west, south, east, north]: ImageryExtent['bbox'], zoom: number): number {
  const [left, top] = tileAt(zoom, west, north);
  const [right, bottom] = tileAt(zoom, east - EDGE_DEG, south + EDGE_DEG);
  return (right - left + 1) * (bottom - top + 1);
}

function meets(at: Address, [west, south, east, north]: ImageryExtent['bbox']): boolean {
  const [left, top] = lonLatOf(at, 0, 0);
  const [right, bottom] = lonLatOf(at, 1, 1);
  return left < east && right > west && bottom < north && top > south;
}

function tileAt(zoom: number, lon: number, lat: number): readonly [number, number] {
  const count = 2 ** zoom;
  const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
  return [Math.floor(((lon + 180) / 360) * count), Math.floor(y * count)];
}

function lonLatOf({ zoom, x, y }: Address, across: number, down: number): readonly [number, number] {
  const count = 2 ** zoom;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + down)) / count))) * 180) / Math.PI;
  return [((x + across) / count) * 360 - 180, lat];
}
