import { PaintPath } from '@undercroft/core/map/paint-path';
import type { PaintOperation } from '@undercroft/core/map/paint-rules';
import type { MapTheme } from '@undercroft/core/map/style';
import type { GridLevel } from '@undercroft/core/model/grid-cell';
import {
  attributeOf,
  type DecodedLayer,
  type DecodedTile,
  POLYGON,
  partsOf,
} from '@undercroft/core/vector-tile/decoded-tile';
import type { CellTints } from './painter-protocol.ts';

/** Coarser levels stand for the cells where those are too small to be in the tiles: by the zoom of the data. */
export function tintedLevel(zoom: number): GridLevel {
  if (zoom >= 13) return 'cell';
  if (zoom >= 11) return 'community';
  return zoom >= 10 ? 'street' : 'district';
}

// Tones are opaque, and the layer as a whole is laid on see-through: pictures come to the engine with their colours
// multiplied by their opacity, which it does not undo.
const OUTLINES: Readonly<Record<MapTheme, string>> = { light: '#6f808d', dark: '#5d7180' };
const OUTLINE_PX = 0.75;

/** Communities are told apart among their cells. */
const BOUNDS: Readonly<Record<MapTheme, string>> = { light: '#39406e', dark: '#d7dcf5' };
const BOUND_PX = 1.5;
const CLEAR = '#00000000';

/** What to paint of a tile whose cells are coloured by a value. */
export interface CellOperations {
  /** One fill a colour. */
  readonly tinted: readonly PaintOperation[];
  /** Cells whose value is unknown, for a hatch; `null` where there is none. */
  readonly unknown: PaintOperation | null;
}

/** Cells of the level a zoom shows, by their colour; a cell that has none is left clear. */
export function cellOperations(
  tile: DecodedTile,
  zoom: number,
  tints: CellTints,
  theme: MapTheme,
  tilePx: number,
): CellOperations {
  const layer = tile.layers.find(({ name }) => name === 'gridCells');
  if (layer === undefined) return { tinted: [], unknown: null };
  const level = tintedLevel(zoom);
  const codeKey = layer.keys.indexOf('code');
  const levelKey = layer.keys.indexOf('level');
  const paths = new Map<string | null, PaintPath>();
  for (let feature = 0; feature < layer.featureCount; feature++) {
    if (layer.types[feature] !== POLYGON || attributeOf(layer, feature, levelKey) !== level) continue;
    const colour = tints.get(String(attributeOf(layer, feature, codeKey)));
    if (colour === undefined) continue;
    const path = paths.get(colour) ?? new PaintPath(tilePx / layer.extent, true);
    paths.set(colour, path);
    path.addFeature(layer, partsOf(layer, feature));
  }
  const outline = { colour: OUTLINES[theme], widthPx: OUTLINE_PX, place: 'above' } as const;
  const fill = (path: PaintPath, colour: string): PaintOperation & { readonly kind: 'fill' } => ({
    kind: 'fill',
    layer: layer.name,
    path,
    colour,
    outline,
  });
  const unknown = paths.get(null);
  const bounds = boundsOf(layer, levelKey, tilePx);
  const bound = { colour: BOUNDS[theme], widthPx: BOUND_PX, place: 'above' } as const;
  return {
    tinted: [
      ...[...paths].flatMap(([colour, path]) => (colour === null ? [] : [fill(path, colour)])),
      ...(level === 'cell' ? [{ ...fill(bounds, CLEAR), outline: bound }] : []),
    ],
    unknown: unknown === undefined ? null : fill(unknown, CLEAR),
  };
}

function boundsOf(layer: DecodedLayer, levelKey: number, tilePx: number): PaintPath {
  const path = new PaintPath(tilePx / layer.extent, true);
  for (let feature = 0; feature < layer.featureCount; feature++) {
    const isBound = layer.types[feature] === POLYGON && attributeOf(layer, feature, levelKey) === 'community';
    if (isBound) path.addFeature(layer, partsOf(layer, feature));
  }
  return path;
}
