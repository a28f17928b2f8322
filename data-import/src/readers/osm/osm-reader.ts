import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ReadContext, Reader, ReadItem } from '../reader.ts';
import { type NodePlaces, nodePlaces } from './node-places.ts';
import { osmBlocks, parsed } from './osm-blocks.ts';
import { isDrawnArea, isDrawnLine, osmArea, osmLine, osmPoint } from './osm-features.ts';
import {
  type OsmRelation,
  type OsmTags,
  type OsmWay,
  type PrimitiveVisitor,
  visitPrimitives,
} from './osm-primitives.ts';
import { multipolygon, ringOf } from './osm-rings.ts';

/**
 * OpenStreetMap extracts (`.osm.pbf`): buildings, roads, land use, water, names, cameras, signals and hydrants. Ids are
 * `n`, `w` or `r` and the number. Read in three passes, so that only the places of nodes that are drawn are held: areas
 * of several ways first, then ways, then nodes.
 */
export const OSM_READER: Reader = {
  format: 'osm',
  title: 'OpenStreetMap extract (PBF)',
  version: 'osm-2',
  passes: 3,
  sniff(head, name) {
    const text = new TextDecoder('latin1').decode(head.subarray(0, 64));
    // A length below 64 kB, field 1 (a text of 9 letters), and the text itself.
    if (head[0] === 0 && head[1] === 0 && text.startsWith('\n\tOSMHeader', 4)) return 0.99;
    return /\.osm\.pbf$/i.test(name) ? 0.3 : 0;
  },
  // The format knows nothing else.
  declaredCrs: async () => 'EPSG:4326',
  read: readOsm,
};

/** 16 million nodes take 400 MB: a city has a few million. */
const MOST_NODES = 16_000_000;

/** An area made of several ways. */
interface WantedRelation {
  readonly relation: OsmRelation;
  /** Ways by id, as they come. */
  readonly ways: Map<number, readonly number[]>;
}

async function* readOsm(source: ByteSource, _context: ReadContext, signal?: AbortSignal): AsyncIterable<ReadItem> {
  const relations: WantedRelation[] = [];
  const wantedWays = new Map<number, WantedRelation[]>();
  await visitAll(source, signal, {
    relation(relation) {
      const { type } = relation.tags;
      if ((type !== 'multipolygon' && type !== 'boundary') || !isDrawnArea(relation.tags)) return;
      const wanted: WantedRelation = { relation, ways: new Map() };
      relations.push(wanted);
      for (const member of relation.members) {
        if (member.type !== 'way') continue;
        const list = wantedWays.get(member.id);
        if (list === undefined) wantedWays.set(member.id, [wanted]);
        else list.push(wanted);
      }
    },
  });
  const ways: OsmWay[] = [];
  const places = nodePlaces();
  await visitAll(source, signal, {
    way(way) {
      const areas = wantedWays.get(way.id) ?? [];
      for (const { ways: members } of areas) members.set(way.id, way.nodes);
      const drawn = isDrawnLine(way.tags) || isDrawnArea(way.tags);
      if (drawn) ways.push(way);
      if (!drawn && areas.length === 0) return;
      for (const node of way.nodes) places.want(node);
      if (places.size > MOST_NODES) throw tooLarge(source.name);
    },
  });
  places.settle();
  const points: ReadItem[] = [];
  for await (const block of osmBlocks(source, signal)) {
    visitBlock(source, block, {
      node(id, lon, lat, tags) {
        places.set(id, lon, lat);
        const value = osmPoint(`n${id}`, [lon, lat], tags);
        if (value !== null) points.push({ value, issues: [] });
      },
    });
    yield* points;
    points.length = 0;
  }
  for (const way of ways) yield wayItem(way, places);
  for (const wanted of relations) yield* relationItems(wanted, places);
}

async function visitAll(source: ByteSource, signal: AbortSignal | undefined, visitor: PrimitiveVisitor): Promise<void> {
  for await (const block of osmBlocks(source, signal)) visitBlock(source, block, visitor);
}

function visitBlock(source: ByteSource, block: Uint8Array, visitor: PrimitiveVisitor): void {
  parsed(source, 0, block, (bytes) => {
    visitPrimitives(bytes, visitor);
  });
}

function wayItem(way: OsmWay, places: NodePlaces): ReadItem {
  const sourceId = `w${way.id}`;
  if (isDrawnArea(way.tags) && way.nodes[0] === way.nodes.at(-1)) {
    const ring = ringOf(way.nodes, places.get);
    if (ring !== null) return { value: osmArea(sourceId, [ring], way.tags), issues: [] };
    return unfinished(sourceId, way.tags);
  }
  const path = way.nodes.flatMap((node) => places.get(node) ?? []);
  // An extract is cut along its border: what remains of a road is still a road.
  if (isDrawnLine(way.tags) && path.length >= 4) {
    return { value: osmLine(sourceId, Float64Array.from(path), way.tags), issues: [] };
  }
  return unfinished(sourceId, way.tags);
}

function* relationItems({ relation, ways }: WantedRelation, places: NodePlaces): Iterable<ReadItem> {
  const sourceId = `r${relation.id}`;
  const of = (inner: boolean) =>
    relation.members.flatMap(({ type, id, role }) => {
      const nodes = type === 'way' && (role === 'inner') === inner ? ways.get(id) : undefined;
      return nodes === undefined ? [] : [nodes];
    });
  const { polygons, open } = multipolygon({ outer: of(false), inner: of(true) }, places.get);
  if (polygons.length === 0 || open > 0) yield unfinished(sourceId, relation.tags);
  for (const [index, rings] of polygons.entries()) {
    const id = index === 0 ? sourceId : `${sourceId}/${index + 1}`;
    const value = osmArea(id, rings, relation.tags);
    const message = `${sourceId} is of ${polygons.length} pieces; this one is kept as "${id}".`;
    yield { value, issues: index === 0 ? [] : [issue('split-polygon', null, sourceId, message)] };
  }
}

function unfinished(sourceId: string, tags: OsmTags): ReadItem {
  const name = tags.name === undefined ? '' : ` (${tags.name})`;
  const message = `${sourceId}${name} is not whole in this extract: some of its outline is missing and left out.`;
  return { value: null, issues: [issue('bad-polygon', null, sourceId, message)] };
}

function tooLarge(name: string): ImportError {
  const message = `"${name}" draws more than ${MOST_NODES} nodes: take the extract of the city alone.`;
  return new ImportError('too-many-rows', message);
}
