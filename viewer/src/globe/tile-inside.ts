import { type Cesium3DTileset, JulianDate, type Matrix4, type Rectangle, type Resource } from '@cesium/engine';
import { featuresOfRows, type RowName, type TileFeatures } from './features-of-rows.ts';

/** The parts of a tile that the engine keeps to itself and through which its rows are edited. */
export interface EditableTile {
  readonly children: readonly EditableTile[];
  readonly parent: EditableTile | undefined;
  readonly contentReady: boolean;
  readonly contentExpired: boolean;
  readonly contentUnloaded: boolean;
  readonly contentFailed: boolean;
  readonly content: TileContent | undefined;
  readonly computedTransform: Matrix4;
  expireDate: JulianDate | undefined;
  _boundingVolume: RegionVolume;
  /** Drawn while new content comes. */
  readonly _expiredContent: TileContent | undefined;
  _contentResource: Resource | undefined;
  createBoundingVolume(header: { readonly region: readonly number[] }, transform: Matrix4): RegionVolume;
}

interface TileContent extends TileFeatures {
  getFeature(index: number): { show: boolean; getProperty(name: string): unknown };
}

/** A `region` of 3D Tiles; other volumes have none of this. */
interface RegionVolume {
  readonly rectangle?: Rectangle;
  readonly minimumHeight?: number;
  readonly maximumHeight?: number;
}

const ADDRESS = /(\d+\/\d+\/\d+)\.glb/;

/** Every tile with content, there or not, by its address `z/x/y`. The tiles of a tileset stay the same: only their content goes. */
export function tilesByAddress(tileset: Cesium3DTileset): ReadonlyMap<string, EditableTile> {
  const known = addresses.get(tileset);
  if (known !== undefined) return known;
  const found = new Map<string, EditableTile>();
  const walk = (tile: EditableTile): void => {
    const address = ADDRESS.exec(tile._contentResource?.url ?? '')?.[1];
    if (address !== undefined) found.set(address, tile);
    for (const child of tile.children) walk(child);
  };
  walk(rootOf(tileset));
  addresses.set(tileset, found);
  return found;
}

const addresses = new WeakMap<Cesium3DTileset, ReadonlyMap<string, EditableTile>>();

/** More features than this in a content that is not drawn are fetched anew when it is drawn: 100 kB and more, and 0.1 s to decode. */
const HEAVY_FEATURES = 5000;

/** Whether what a tile has come with is much to fetch: the mains or trunks of a city. */
export function isHeavy({ content }: EditableTile): boolean {
  return (content?.featuresLength ?? 0) > HEAVY_FEATURES;
}

/** The tiles that the last frame drew. */
export function drawnTiles(tileset: Cesium3DTileset): ReadonlySet<EditableTile> {
  return new Set((tileset as unknown as { readonly _selectedTiles: readonly EditableTile[] })._selectedTiles);
}

/** Hides these rows in what a tile of the network or of envelopes draws now. */
export function hideFeatures(tile: EditableTile, rows: readonly RowName[]): void {
  for (const content of new Set([tile.content, tile._expiredContent])) {
    if (content === undefined) continue;
    for (const i of featuresOfRows(content, rows)) content.getFeature(i).show = false;
  }
}

/**
 * Lets the engine ask for a tile anew when it is next seen, and draw what it has until that has come. The address gets the
 * revision: the engine keeps buffers of the graphics card by address and byte range, and would take those of the old
 * content, which still lives, for the new one's where they are as long.
 */
export function expire(tile: EditableTile, revision: string): void {
  const resource = tile._contentResource?.clone();
  resource?.setQueryParameters({ revision });
  tile._contentResource = resource;
  tile.expireDate = JulianDate.addSeconds(JulianDate.now(), -1, new JulianDate());
}

/** Gives a tile the space it fills now, and makes those above it hold it: west, south, east, north, low, high. */
export function fillSpace(tile: EditableTile, region: readonly number[]): void {
  setSpace(tile, region);
  for (let above = tile.parent; above !== undefined; above = above.parent) {
    const own = regionOf(above);
    if (own === null) return;
    const joined = own.map((value, i) => (GROWS_UP[i] === true ? Math.max : Math.min)(value, region[i] ?? value));
    if (joined.every((value, i) => value === own[i])) return;
    setSpace(above, joined);
  }
}

const GROWS_UP = [false, false, true, true, false, true];

function setSpace(tile: EditableTile, region: readonly number[]): void {
  tile._boundingVolume = tile.createBoundingVolume({ region }, tile.computedTransform);
}

function regionOf({ _boundingVolume: volume }: EditableTile): readonly number[] | null {
  const { rectangle, minimumHeight, maximumHeight } = volume;
  if (rectangle === undefined || minimumHeight === undefined || maximumHeight === undefined) return null;
  return [rectangle.west, rectangle.south, rectangle.east, rectangle.north, minimumHeight, maximumHeight];
}

function rootOf(tileset: Cesium3DTileset): EditableTile {
  return (tileset as unknown as { readonly root: EditableTile }).root;
}
