import { GRID_STYLES } from '@undercroft/core/map/grid-style';
import { type PaintOperation, paintOperations } from '@undercroft/core/map/paint-rules';
import { MAP_STYLES, type MapTheme } from '@undercroft/core/map/style';
import { routePath } from '@undercroft/core/protocol/routes';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type { DecodedTile } from '@undercroft/core/vector-tile/decoded-tile';
import { failingRequests } from '../globe/failing-requests.ts';
import { cellOperations } from './cell-operations.ts';
import { type DataTiles, dataTiles } from './data-tiles.ts';
import { mapLabels } from './map-labels.ts';
import { mapPoints } from './map-points.ts';
import { hatchPath, PICTURE_PX, paintPicture } from './paint-picture.ts';
import type { CellTints, PaintedPicture, PainterAnswer, PainterRequest } from './painter-protocol.ts';
import { type TileWindow, tileWindow } from './tile-window.ts';

/** The worker that paints the base map: one of it, so that what it has decoded serves every picture and name. */

/** Side of the picture of a tile that holds nothing: land, to the horizon. */
const EMPTY_PX = 32;

const running = new Map<number, AbortController>();
let tiles: DataTiles | null = null;
let finestZoom = 0;
let tints: CellTints = new Map();

const answer = (message: PainterAnswer, handOver: Transferable[] = []): void => {
  postMessage(message, { transfer: handOver });
};
const failing = failingRequests((count) => answer({ kind: 'failing', count }));

self.addEventListener('message', ({ data }: MessageEvent<PainterRequest>) => {
  switch (data.kind) {
    case 'open':
      tiles = dataTiles(addressesOf(data), failing);
      finestZoom = data.finestZoom;
      break;
    case 'paint':
      void run(data.id, (from, signal) => paint(from, data, signal));
      break;
    case 'label':
      void run(data.id, (from, signal) => label(from, data, signal));
      break;
    case 'point':
      void run(data.id, (from, signal) => point(from, data, signal));
      break;
    case 'tint':
      tints = data.tints;
      break;
    case 'cancel':
      running.get(data.id)?.abort();
      running.delete(data.id);
      break;
  }
});

function addressesOf({ sceneId, version }: PainterRequest & { readonly kind: 'open' }) {
  const query = new URLSearchParams({ v: version });
  return ({ z, x, y }: TileAddress): string => `${routePath('vectorTile', { scene: sceneId, z, x, y })}?${query}`;
}

async function run(id: number, work: (from: DataTiles, signal: AbortSignal) => Promise<void>): Promise<void> {
  if (tiles === null) return;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    await work(tiles, controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return;
    answer({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  } finally {
    running.delete(id);
  }
}

async function paint(
  from: DataTiles,
  { id, picture: what, address, theme, sizePx }: PainterRequest & { readonly kind: 'paint' },
  signal: AbortSignal,
): Promise<void> {
  const window = tileWindow(address, finestZoom, PICTURE_PX);
  const tile = await from.tile(window.data, signal);
  const start = performance.now();
  const { operations, land, unknown } = operationsOf(what, tile, window, theme);
  const side = operations.length === 0 && unknown === null ? EMPTY_PX : sizePx;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { alpha: land === null });
  if (context === null) throw new Error('This browser has no canvas outside the page.');
  paintPicture(context, operations, window, land, side);
  if (unknown !== null) hatchPath(context, unknown, window);
  const picture = canvas.transferToImageBitmap();
  answer({ kind: 'painted', id, picture, paintMs: performance.now() - start }, [picture]);
}

interface Operations {
  readonly operations: readonly PaintOperation[];
  readonly land: string | null;
  readonly unknown: PaintOperation | null;
}

function operationsOf(what: PaintedPicture, tile: DecodedTile, window: TileWindow, theme: MapTheme): Operations {
  const { data, tilePx } = window;
  if (what === 'cells') {
    const { tinted, unknown } = cellOperations(tile, data.z, tints, theme, tilePx);
    return { operations: tinted, land: null, unknown };
  }
  const style = what === 'map' ? MAP_STYLES[theme] : GRID_STYLES[theme];
  return { operations: paintOperations(tile, data, style, { tilePx }), land: style.land, unknown: null };
}

async function label(
  from: DataTiles,
  { id, address, theme, language }: PainterRequest & { readonly kind: 'label' },
  signal: AbortSignal,
): Promise<void> {
  const tile = await from.tile(address, signal);
  answer({ kind: 'labelled', id, labels: mapLabels(tile, address, theme, language) });
}

async function point(
  from: DataTiles,
  { id, address, language }: PainterRequest & { readonly kind: 'point' },
  signal: AbortSignal,
): Promise<void> {
  const tile = await from.tile(address, signal);
  answer({ kind: 'pointed', id, points: mapPoints(tile, address, language) });
}
