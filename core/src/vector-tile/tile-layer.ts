import type { TileAddress } from '../tiling/quadtree.ts';
import { type ClipSquare, clipLine } from './clip.ts';
import { LINE, POINT } from './decoded-tile.ts';
import { VectorTileLayerWriter } from './encode.ts';
import { FlatPath } from './flat-path.ts';
import { joinLines } from './join-lines.ts';
import { PolygonGeometry } from './polygon-geometry.ts';
import { metresPerUnit, projectPath } from './project.ts';
import { simplifyLine, simplifyRing } from './simplify.ts';
import { type Thinning, thinRows } from './thin-rows.ts';
import { TileGeometry } from './tile-geometry.ts';

/** What a feature's shape is given as: flat longitude, latitude in degrees; rings may be closed or not. */
export type SourceGeometry =
  | { readonly type: 'point'; readonly points: Float64Array }
  | { readonly type: 'line'; readonly lines: readonly Float64Array[] }
  /** Each polygon is its outer ring and then its holes, in any winding. */
  | { readonly type: 'polygon'; readonly polygons: readonly (readonly Float64Array[])[] };

/** How rows become a layer: only what is named here leaves the server. */
export interface LayerSchema<Row> {
  readonly name: string;
  readonly minZoom: number;
  readonly geometry: (row: Row) => SourceGeometry | null;
  /** Whole number 0 to 2^53 - 1, the same in every tile; `null` for none. */
  readonly id: (row: Row) => number | null;
  /** Each attribute by its key; `null` writes no tag: unknown is absent, never 0. */
  readonly attributes: Readonly<Record<string, (row: Row) => string | number | boolean | null>>;
  /** The attribute that no two rows share, when there is one: its values are written without being looked for among the others. */
  readonly uniqueKey?: string;
  /**
   * How far beyond its geometry a feature is drawn, metres (half the width of the widest road): the buffer grows to it,
   * so that a road beside the tile shows in it. Rows must be asked for as far out. 0 when left out.
   */
  readonly reachM?: number;
  /** Whether a row is drawn at a zoom at all; every row when left out. */
  readonly isShown?: (row: Row, zoom: number) => boolean;
  /** What is left out where rows are many. */
  readonly thinning?: Thinning<Row>;
  /** Lines that are alike become one feature of joined lines. */
  readonly merging?: Merging;
}

/** How lines are merged: below a zoom those that agree in these attributes become one feature, without id and other attributes. */
export interface Merging {
  readonly belowZoom: number;
  readonly attributes: readonly string[];
}

export interface TileLayerOptions {
  readonly extent?: number;
  /** Width of the margin around the tile, units of the extent. */
  readonly buffer?: number;
  /** Pixels a tile is drawn at. */
  readonly tilePx?: number;
  /** Greatest departure of a simplified line, pixels, below `fullDetailZoom`. */
  readonly tolerancePx?: number;
  /** From this zoom on nothing is simplified or left out as too small. */
  readonly fullDetailZoom?: number;
}

/** 64 of 4096 units are 8 px of a 512 px tile: half of the widest line given in pixels, and its casing. */
export const TILE_LAYER_DEFAULTS: Required<TileLayerOptions> = {
  extent: 4096,
  buffer: 64,
  tilePx: 512,
  tolerancePx: 0.4,
  fullDetailZoom: 17,
};

/**
 * Projects, simplifies, clips and writes rows as one layer of a tile. Lines and rings smaller than a pixel are left out
 * below the zoom of full detail; a line that others join on to counts with them where the layer merges. The rows' order is kept, so the same rows in the same order give the same bytes.
 */
export function tileLayer<Row>(
  schema: LayerSchema<Row>,
  rows: Iterable<Row>,
  address: TileAddress,
  options: TileLayerOptions = {},
): VectorTileLayerWriter {
  const settings = { ...TILE_LAYER_DEFAULTS, ...options };
  const writer = new VectorTileLayerWriter(schema.name, settings.extent);
  if (address.z < schema.minZoom) return writer;
  const shaper = new Shaper(address, { ...settings, buffer: bufferUnits(schema, address, settings) });
  const shown = shownRows(schema, rows, address.z);
  if (schema.merging !== undefined && address.z < schema.merging.belowZoom) {
    writeMerged(writer, shaper, schema, schema.merging, shown);
    return writer;
  }
  const columns = Object.entries(schema.attributes).map(([key, read]) => ({
    read,
    place: writer.key(key),
    isUnique: schema.uniqueKey === key,
  }));
  const tags = new Uint32Array(2 * columns.length);
  for (const row of shown) {
    const geometry = schema.geometry(row);
    if (geometry === null || !shaper.shape(geometry)) continue;
    let tagCount = 0;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      const value = column?.read(row) ?? null;
      if (column === undefined || value === null) continue;
      tags[tagCount] = column.place;
      tags[tagCount + 1] = column.isUnique ? writer.uniqueValue(value) : writer.value(value);
      tagCount += 2;
    }
    writer.feature(schema.id(row), shaper.geometry, tags, tagCount);
  }
  return writer;
}

function shownRows<Row>({ isShown, thinning }: LayerSchema<Row>, rows: Iterable<Row>, zoom: number): Iterable<Row> {
  const drawn = isShown === undefined ? rows : [...rows].filter((row) => isShown(row, zoom));
  return thinning === undefined ? drawn : thinRows(drawn, thinning, zoom);
}

/** One feature for each set of values, in the order in which the sets first come. */
function writeMerged<Row>(
  writer: VectorTileLayerWriter,
  shaper: Shaper,
  schema: LayerSchema<Row>,
  merging: Merging,
  rows: Iterable<Row>,
): void {
  const readers = merging.attributes.map((key) => ({ place: writer.key(key), read: schema.attributes[key] }));
  const groups = new Map<string, { readonly tags: number[]; readonly lines: Float64Array[] }>();
  for (const row of rows) {
    const geometry = schema.geometry(row);
    if (geometry?.type !== 'line') continue;
    const tags: number[] = [];
    for (const { place, read } of readers) {
      const value = read?.(row) ?? null;
      if (value !== null) tags.push(place, writer.value(value));
    }
    const key = tags.join(' ');
    const group = groups.get(key) ?? { tags, lines: [] };
    groups.set(key, group);
    group.lines.push(...geometry.lines);
  }
  for (const { tags, lines } of groups.values()) {
    if (shaper.shape({ type: 'line', lines: joinLines(lines) })) writer.feature(null, shaper.geometry, tags);
  }
}

/** Margin around a tile in which a layer's features still show in it, units. */
export function bufferUnits<Row>(
  schema: LayerSchema<Row>,
  address: TileAddress,
  options: TileLayerOptions = {},
): number {
  const { buffer, extent } = { ...TILE_LAYER_DEFAULTS, ...options };
  return Math.max(buffer, Math.ceil((schema.reachM ?? 0) / metresPerUnit(address, extent)));
}

/** Turns source geometry into the geometry of one tile; its buffers are used again for every feature. */
class Shaper {
  readonly geometry = new TileGeometry();
  readonly #address: TileAddress;
  readonly #extent: number;
  readonly #square: ClipSquare;
  /** Units; 0 at full detail. */
  readonly #tolerance: number;
  readonly #leastSize: number;
  readonly #path = new FlatPath();
  readonly #scratch = new FlatPath();

  constructor(address: TileAddress, settings: Required<TileLayerOptions>) {
    const unitsPerPx = settings.extent / settings.tilePx;
    const full = address.z >= settings.fullDetailZoom;
    this.#address = address;
    this.#extent = settings.extent;
    this.#square = { low: -settings.buffer, high: settings.extent + settings.buffer };
    this.#tolerance = full ? 0 : settings.tolerancePx * unitsPerPx;
    this.#leastSize = full ? 0 : unitsPerPx;
  }

  /** False when nothing of it is to be drawn in the tile. */
  shape(source: SourceGeometry): boolean {
    switch (source.type) {
      case 'point':
        this.#points(source.points);
        break;
      case 'line':
        this.#lines(source.lines);
        break;
      case 'polygon':
        this.#polygons(source.polygons);
        break;
    }
    return this.geometry.partCount > 0;
  }

  #points(points: Float64Array): void {
    const { low, high } = this.#square;
    this.geometry.clear(POINT);
    if (!projectPath(points, this.#address, this.#extent, this.#path)) return;
    const { values, length } = this.#path;
    for (let i = 0; i < length; i += 2) {
      const x = Math.round(values[i] ?? Number.NaN);
      const y = Math.round(values[i + 1] ?? Number.NaN);
      if (x >= low && x <= high && y >= low && y <= high) this.geometry.point(x, y);
    }
    if (this.geometry.pointCount > 0) this.geometry.endPart();
  }

  #lines(lines: readonly Float64Array[]): void {
    const path = this.#path;
    const { low, high } = this.#square;
    this.geometry.clear(LINE);
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i];
      if (line === undefined || !projectPath(line, this.#address, this.#extent, path)) continue;
      const { minX, minY, maxX, maxY } = path;
      if (maxX - minX < this.#leastSize && maxY - minY < this.#leastSize) continue;
      if (minX > high || maxX < low || minY > high || maxY < low) continue;
      simplifyLine(path, this.#tolerance);
      if (minX >= low && maxX <= high && minY >= low && maxY <= high) this.#addLine(path);
      else clipLine(path, this.#square, this.#scratch, this.#addLine);
    }
  }

  readonly #addLine = ({ values, length }: FlatPath): void => {
    const { geometry } = this;
    let distinct = 0;
    let beforeX = Number.NaN;
    let beforeY = Number.NaN;
    for (let i = 0; i < length; i += 2) {
      const x = Math.round(values[i] ?? Number.NaN);
      const y = Math.round(values[i + 1] ?? Number.NaN);
      if (x === beforeX && y === beforeY) continue;
      geometry.point(x, y);
      distinct += 1;
      beforeX = x;
      beforeY = y;
    }
    if (distinct >= 2) geometry.endPart();
    else geometry.dropOpenPart();
  };

  #polygons(polygons: readonly (readonly Float64Array[])[]): void {
    const shaped = new PolygonGeometry(this.geometry, this.#leastSize ** 2);
    for (const rings of polygons) {
      for (const [i, ring] of rings.entries()) {
        projectPath(openRing(ring), this.#address, this.#extent, this.#path);
        simplifyRing(this.#path, this.#tolerance);
        shaped.add(this.#path, i === 0 ? 'exterior' : 'hole', this.#square, this.#scratch);
      }
    }
  }
}

function openRing(ring: Float64Array): Float64Array {
  const closed = ring.length >= 8 && ring[0] === ring.at(-2) && ring[1] === ring.at(-1);
  return closed ? ring.subarray(0, ring.length - 2) : ring;
}
