import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import proj4 from 'proj4';
import { DATA } from './undercroft.ts';

/** ETRS89 / UTM zone 32N, written out here so that the oracle shares nothing with the importer. */
const UTM32 = '+proj=utm +zone=32 +ellps=GRS80 +units=m +no_defs';

export interface SourceConduit {
  readonly id: string;
  /** Name of the node at its first vertex. */
  readonly fromNode: string;
  readonly circular: boolean;
  readonly diameterM: number;
  /** Number of facets the tiler draws a pipe of this size with. */
  readonly sides: number;
  readonly fromInvertM: number;
  readonly toInvertM: number;
  /** Vertices of the axis: degrees, metres above the datum. */
  readonly vertices: readonly { readonly lon: number; readonly lat: number; readonly levelM: number }[];
}

/**
 * The conduits of Bellinge, straight from the text of the `.inp` file by a reader of a few lines that knows this one
 * file only: an oracle independent of the importer.
 */
export async function sourceConduits(): Promise<readonly SourceConduit[]> {
  const sections = await readSections(join(DATA ?? '', 'bellinge', 'bellinge.inp'));
  const rows = (name: string) => sections.get(name) ?? [];
  const inverts = new Map(
    ['JUNCTIONS', 'STORAGE', 'OUTFALLS'].flatMap((name) =>
      rows(name).map(([id = '', level]) => [id, Number(level)] as const),
    ),
  );
  const places = new Map(rows('COORDINATES').map(([id = '', x, y]) => [id, [Number(x), Number(y)] as const]));
  const bends = new Map<string, (readonly [number, number])[]>();
  for (const [id = '', x, y] of rows('VERTICES')) {
    const list = bends.get(id) ?? [];
    list.push([Number(x), Number(y)]);
    bends.set(id, list);
  }
  const shapes = new Map(rows('XSECTIONS').map(([id = '', shape, size]) => [id, { shape, sizeM: Number(size) }]));
  return rows('CONDUITS').map(([id = '', from = '', to = '', , , inOffset, outOffset]) => {
    const shape = shapes.get(id);
    const diameterM = shape?.sizeM ?? Number.NaN;
    const fromInvertM = (inverts.get(from) ?? Number.NaN) + Number(inOffset);
    const toInvertM = (inverts.get(to) ?? Number.NaN) + Number(outOffset);
    const plan = [places.get(from), ...(bends.get(id) ?? []), places.get(to)].filter((place) => place !== undefined);
    const stations = [0];
    for (let i = 1; i < plan.length; i++) {
      const a = plan[i - 1] ?? [0, 0];
      const b = plan[i] ?? [0, 0];
      stations.push((stations[i - 1] ?? 0) + Math.hypot(b[0] - a[0], b[1] - a[1]));
    }
    const total = stations.at(-1) ?? 0;
    return {
      id,
      fromNode: from,
      circular: shape?.shape === 'CIRCULAR',
      diameterM,
      sides: diameterM < 0.3 ? 12 : diameterM < 1.2 ? 20 : 32,
      fromInvertM,
      toInvertM,
      vertices: plan.map(([x, y], i) => {
        const [lon = Number.NaN, lat = Number.NaN] = proj4(UTM32, 'EPSG:4326', [x, y]);
        const share = (stations[i] ?? 0) / total;
        return { lon, lat, levelM: fromInvertM + (toInvertM - fromInvertM) * share + diameterM / 2 };
      }),
    };
  });
}

export interface SourceNode {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly invertM: number;
  /** Depth of the shaft; 0 for an outfall, of which nothing is known. */
  readonly depthM: number;
  readonly storage: boolean;
}

/** The nodes of Bellinge, straight from the text. */
export async function sourceNodes(): Promise<readonly SourceNode[]> {
  const sections = await readSections(join(DATA ?? '', 'bellinge', 'bellinge.inp'));
  const places = new Map(
    (sections.get('COORDINATES') ?? []).map(([id = '', x, y]) => [id, [Number(x), Number(y)] as const]),
  );
  return ['JUNCTIONS', 'STORAGE', 'OUTFALLS'].flatMap((name) =>
    (sections.get(name) ?? []).map(([id = '', invert, depth]) => {
      const [lon = Number.NaN, lat = Number.NaN] = proj4(UTM32, 'EPSG:4326', [...(places.get(id) ?? [0, 0])]);
      const depthM = name === 'OUTFALLS' ? 0 : Number(depth);
      return { id, lon, lat, invertM: Number(invert), depthM, storage: name === 'STORAGE' };
    }),
  );
}

/** A place and a level: degrees, metres above the datum. */
export interface SourcePlace {
  readonly lon: number;
  readonly lat: number;
  readonly levelM: number;
}

/** Pumps, orifices, weirs and outlets of Bellinge as lines at the inverts of their nodes. */
export async function sourceDevices(): Promise<readonly (readonly SourcePlace[])[]> {
  const sections = await readSections(join(DATA ?? '', 'bellinge', 'bellinge.inp'));
  const nodes = new Map((await sourceNodes()).map((node) => [node.id, node]));
  const rows = ['PUMPS', 'ORIFICES', 'WEIRS', 'OUTLETS'].flatMap((name) => sections.get(name) ?? []);
  return rows.flatMap(([id, from = '', to = '']) => {
    const [a, b] = [nodes.get(from), nodes.get(to)];
    if (a === undefined || b === undefined) return [];
    const bends = (sections.get('VERTICES') ?? [])
      .filter(([link]) => link === id)
      .map(([, x, y]) => {
        const [lon = Number.NaN, lat = Number.NaN] = proj4(UTM32, 'EPSG:4326', [Number(x), Number(y)]);
        return { lon, lat, levelM: a.invertM };
      });
    return [[{ ...a, levelM: a.invertM }, ...bends, { ...b, levelM: b.invertM }]];
  });
}

async function readSections(path: string): Promise<ReadonlyMap<string, readonly (readonly string[])[]>> {
  const sections = new Map<string, string[][]>();
  let current: string[][] = [];
  for (const line of (await readFile(path, 'utf8')).split(/\r?\n/)) {
    const heading = /^\[(\w+)\]/.exec(line)?.[1];
    if (heading !== undefined) {
      current = [];
      sections.set(heading.toUpperCase(), current);
    } else if (line.trim() !== '' && !line.startsWith(';')) {
      current.push(line.trim().split(/\s+/));
    }
  }
  return sections;
}
