import { deflateSync } from 'node:zlib';
import { PbfWriter } from 'pbf';

/** A node of an extract for tests. */
export interface TestNode {
  readonly id: number;
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Record<string, string>;
}

/** Writes an extract of one block of dense nodes, one of ways and one of relations. */
export function testExtract(
  nodes: readonly TestNode[],
  ways: readonly { id: number; nodes: number[]; tags: Record<string, string> }[],
  relations: readonly { id: number; members: [number, string][]; tags: Record<string, string> }[] = [],
): Uint8Array {
  const strings = [''];
  const string = (text: string): number => {
    const at = strings.indexOf(text);
    if (at >= 0) return at;
    return strings.push(text) - 1;
  };
  const steps = (values: readonly number[]) => values.map((value, i) => value - (values[i - 1] ?? 0));
  const units = (degrees: number) => Math.round(degrees * 1e7);
  const dense = new PbfWriter();
  dense.writePackedSVarint(1, steps(nodes.map(({ id }) => id)));
  dense.writePackedSVarint(8, steps(nodes.map(({ lat }) => units(lat))));
  dense.writePackedSVarint(9, steps(nodes.map(({ lon }) => units(lon))));
  dense.writePackedVarint(
    10,
    nodes.flatMap(({ tags = {} }) => [...Object.entries(tags).flat().map(string), 0]),
  );
  const group = new PbfWriter();
  group.writeBytesField(2, dense.finish());
  for (const { id, nodes: refs, tags } of ways) {
    const way = new PbfWriter();
    way.writeVarintField(1, id);
    way.writePackedVarint(2, Object.keys(tags).map(string));
    way.writePackedVarint(3, Object.values(tags).map(string));
    way.writePackedSVarint(8, steps(refs));
    group.writeBytesField(3, way.finish());
  }
  for (const { id, members, tags } of relations) {
    const relation = new PbfWriter();
    relation.writeVarintField(1, id);
    relation.writePackedVarint(2, Object.keys(tags).map(string));
    relation.writePackedVarint(3, Object.values(tags).map(string));
    relation.writePackedVarint(
      8,
      members.map(([, role]) => string(role)),
    );
    relation.writePackedSVarint(9, steps(members.map(([member]) => member)));
    relation.writePackedVarint(
      10,
      members.map(() => 1),
    );
    group.writeBytesField(4, relation.finish());
  }
  const table = new PbfWriter();
  for (const text of strings) table.writeStringField(1, text);
  const block = new PbfWriter();
  block.writeBytesField(1, table.finish());
  block.writeBytesField(2, group.finish());
  const header = new PbfWriter();
  header.writeStringField(4, 'OsmSchema-V0.6');
  header.writeStringField(4, 'DenseNodes');
  return Buffer.concat([testBlob('OSMHeader', header.finish()), testBlob('OSMData', block.finish())]);
}

/** A block of an extract: its header and its content, deflated. */
export function testBlob(type: string, content: Uint8Array): Uint8Array {
  const body = new PbfWriter();
  body.writeVarintField(2, content.length);
  body.writeBytesField(3, deflateSync(content));
  const bytes = body.finish();
  const header = new PbfWriter();
  header.writeStringField(1, type);
  header.writeVarintField(3, bytes.length);
  const head = header.finish();
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, bytes]);
}
