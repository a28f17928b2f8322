import { PbfReader } from 'pbf';

export type OsmTags = Readonly<Record<string, string>>;

export interface OsmNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags: OsmTags;
}

export interface OsmWay {
  readonly id: number;
  readonly nodes: readonly number[];
  readonly tags: OsmTags;
}

export interface OsmRelation {
  readonly id: number;
  readonly members: readonly {
    readonly type: 'node' | 'way' | 'relation';
    readonly id: number;
    readonly role: string;
  }[];
  readonly tags: OsmTags;
}

/** Who wants what of a block; what nobody asks for is skipped, not decoded. */
export interface PrimitiveVisitor {
  readonly node?: (id: number, lon: number, lat: number, tags: OsmTags) => void;
  readonly way?: (way: OsmWay) => void;
  readonly relation?: (relation: OsmRelation) => void;
}

interface Block {
  strings: string[];
  groups: Uint8Array[];
  granularity: number;
  lonOffset: number;
  latOffset: number;
}

const NO_TAGS: OsmTags = {};
const NANO = 1e-9;
const MEMBER_TYPES = ['node', 'way', 'relation'] as const;

/** Walks the primitives of one unpacked data block (`PrimitiveBlock`). Throws what `pbf` throws about broken bytes. */
export function visitPrimitives(bytes: Uint8Array, visitor: PrimitiveVisitor): void {
  const block = new PbfReader(bytes).readFields<Block>(
    (tag, value, pbf) => {
      if (tag === 1) value.strings = pbf.readMessage<string[]>(readString, []);
      else if (tag === 2) value.groups.push(pbf.readBytes());
      else if (tag === 17) value.granularity = pbf.readVarint();
      else if (tag === 19) value.latOffset = pbf.readVarint(true);
      else if (tag === 20) value.lonOffset = pbf.readVarint(true);
    },
    { strings: [], groups: [], granularity: 100, lonOffset: 0, latOffset: 0 },
  );
  for (const group of block.groups) {
    new PbfReader(group).readFields<null>((tag, _nothing, pbf) => {
      if (tag === 1 && visitor.node !== undefined) visitNode(pbf.readMessage(readNode, newNode()), block, visitor.node);
      else if (tag === 2 && visitor.node !== undefined)
        visitDense(pbf.readMessage(readDense, newDense()), block, visitor.node);
      else if (tag === 3 && visitor.way !== undefined) visitor.way(wayOf(pbf.readMessage(readWay, newWay()), block));
      else if (tag === 4 && visitor.relation !== undefined) {
        visitor.relation(relationOf(pbf.readMessage(readRelation, newRelation()), block));
      }
    }, null);
  }
}

function readString(tag: number, strings: string[], pbf: PbfReader): void {
  if (tag === 1) strings.push(pbf.readString());
}

type NodeVisit = NonNullable<PrimitiveVisitor['node']>;

interface RawNode {
  id: number;
  keys: number[];
  values: number[];
  lat: number;
  lon: number;
}

function newNode(): RawNode {
  return { id: 0, keys: [], values: [], lat: 0, lon: 0 };
}

function readNode(tag: number, node: RawNode, pbf: PbfReader): void {
  if (tag === 1) node.id = pbf.readSVarint();
  else if (tag === 2) pbf.readPackedVarint(node.keys);
  else if (tag === 3) pbf.readPackedVarint(node.values);
  else if (tag === 8) node.lat = pbf.readSVarint();
  else if (tag === 9) node.lon = pbf.readSVarint();
}

function visitNode({ id, lat, lon, keys, values }: RawNode, block: Block, visit: NodeVisit): void {
  visit(id, degrees(lon, block.lonOffset, block), degrees(lat, block.latOffset, block), tagsOf(keys, values, block));
}

interface RawDense {
  ids: number[];
  lats: number[];
  lons: number[];
  keysValues: number[];
}

function newDense(): RawDense {
  return { ids: [], lats: [], lons: [], keysValues: [] };
}

function readDense(tag: number, dense: RawDense, pbf: PbfReader): void {
  if (tag === 1) pbf.readPackedSVarint(dense.ids);
  else if (tag === 8) pbf.readPackedSVarint(dense.lats);
  else if (tag === 9) pbf.readPackedSVarint(dense.lons);
  else if (tag === 10) pbf.readPackedVarint(dense.keysValues);
}

/** Ids and places are differences from node to node; tags are one run of pairs for all, each node's ended by a zero. */
function visitDense({ ids, lats, lons, keysValues }: RawDense, block: Block, visit: NodeVisit): void {
  let id = 0;
  let lat = 0;
  let lon = 0;
  let at = 0;
  for (let i = 0; i < ids.length; i++) {
    id += ids[i] ?? 0;
    lat += lats[i] ?? 0;
    lon += lons[i] ?? 0;
    let tags = NO_TAGS;
    if (at < keysValues.length) {
      const own: Record<string, string> = {};
      let any = false;
      while (at + 1 < keysValues.length && keysValues[at] !== 0) {
        own[text(block, keysValues[at])] = text(block, keysValues[at + 1]);
        any = true;
        at += 2;
      }
      at++;
      if (any) tags = own;
    }
    visit(id, degrees(lon, block.lonOffset, block), degrees(lat, block.latOffset, block), tags);
  }
}

interface RawWay {
  id: number;
  keys: number[];
  values: number[];
  refs: number[];
}

function newWay(): RawWay {
  return { id: 0, keys: [], values: [], refs: [] };
}

function readWay(tag: number, way: RawWay, pbf: PbfReader): void {
  if (tag === 1) way.id = pbf.readVarint(true);
  else if (tag === 2) pbf.readPackedVarint(way.keys);
  else if (tag === 3) pbf.readPackedVarint(way.values);
  else if (tag === 8) pbf.readPackedSVarint(way.refs);
}

function wayOf({ id, keys, values, refs }: RawWay, block: Block): OsmWay {
  return { id, nodes: summed(refs), tags: tagsOf(keys, values, block) };
}

interface RawRelation {
  id: number;
  keys: number[];
  values: number[];
  roles: number[];
  members: number[];
  types: number[];
}

function newRelation(): RawRelation {
  return { id: 0, keys: [], values: [], roles: [], members: [], types: [] };
}

function readRelation(tag: number, relation: RawRelation, pbf: PbfReader): void {
  if (tag === 1) relation.id = pbf.readVarint(true);
  else if (tag === 2) pbf.readPackedVarint(relation.keys);
  else if (tag === 3) pbf.readPackedVarint(relation.values);
  else if (tag === 8) pbf.readPackedVarint(relation.roles);
  else if (tag === 9) pbf.readPackedSVarint(relation.members);
  else if (tag === 10) pbf.readPackedVarint(relation.types);
}

function relationOf({ id, keys, values, roles, members, types }: RawRelation, block: Block): OsmRelation {
  const list = summed(members).map((member, index) => ({
    type: MEMBER_TYPES[types[index] ?? 0] ?? 'node',
    id: member,
    role: text(block, roles[index]),
  }));
  return { id, members: list, tags: tagsOf(keys, values, block) };
}

function summed(differences: readonly number[]): readonly number[] {
  let sum = 0;
  return differences.map((difference) => {
    sum += difference;
    return sum;
  });
}

function tagsOf(keys: readonly number[], values: readonly number[], block: Block): OsmTags {
  if (keys.length === 0) return NO_TAGS;
  return Object.fromEntries(keys.map((key, index) => [text(block, key), text(block, values[index])]));
}

function text(block: Block, index: number | undefined): string {
  return block.strings[index ?? -1] ?? '';
}

function degrees(value: number, offset: number, block: Block): number {
  return NANO * (offset + block.granularity * value);
}
