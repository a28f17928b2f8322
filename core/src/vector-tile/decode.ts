import { type GeometrySink, readGeometry } from './decode-geometry.ts';
import { decodeValue, uint64 } from './decode-value.ts';
import type { DecodedLayer, DecodedTile, VectorTileIssue, VectorTileValue } from './decoded-tile.ts';
import { BYTES, ProtobufReader, VARINT } from './protobuf-reader.ts';
import { VectorTileError } from './vector-tile-error.ts';

/** Extent of a layer that states none (vector_tile.proto). */
const DEFAULT_EXTENT = 4096;

/**
 * Reads a Mapbox vector tile, versions 2.1 and 1 (github.com/mapbox/vector-tile-spec). Memory is bounded by 30 bytes a
 * byte of the tile, time by its length, whatever the bytes say.
 *
 * What breaks the specification and can be mended is listed in `issues`; of two layers of one name the first is kept.
 *
 * @throws VectorTileError when the bytes cannot be trusted: see its codes.
 */
export function decodeVectorTile(bytes: Uint8Array): DecodedTile {
  const reader = new ProtobufReader(bytes);
  const layers = new Map<string, DecodedLayer>();
  const issues: VectorTileIssue[] = [];
  while (reader.pos < reader.end) {
    const tag = reader.varint();
    if (tag >>> 3 !== 3) {
      reader.skip(tag & 7);
      continue;
    }
    expectWire(tag, BYTES, 'layer');
    const end = reader.contentEnd();
    const layer = within(reader, end, () => decodeLayer(reader, issues));
    if (layers.has(layer.name)) issues.push({ code: 'duplicate-layer', layer: layer.name, feature: null, count: 1 });
    else layers.set(layer.name, layer);
  }
  return { layers: [...layers.values()], issues };
}

interface LayerHead {
  name: string | null;
  version: number | null;
  extent: number;
  readonly keys: string[];
  readonly values: VectorTileValue[];
  /** Start and end of each feature's message. */
  readonly features: number[];
}

function decodeLayer(reader: ProtobufReader, issues: VectorTileIssue[]): DecodedLayer {
  const sizeBytes = reader.end - reader.pos;
  const head = readHead(reader);
  const { name, version } = head;
  if (version === null) throw new VectorTileError('version-missing', `Layer ${name ?? '?'} states no version.`);
  if (version !== 1 && version !== 2) {
    throw new VectorTileError('version-unknown', `Layer ${name ?? '?'} has version ${version}; 1 and 2 are known.`);
  }
  if (name === null) throw new VectorTileError('name-missing', 'A layer has no name.');
  if (head.extent === 0) throw new VectorTileError('extent-invalid', `Layer ${name} has extent 0.`);
  const featureCount = head.features.length / 2;
  const body = new LayerBody({ ...head, name, version }, sizeBytes, issues);
  for (let i = 0; i < featureCount; i++) {
    reader.pos = head.features[2 * i] ?? 0;
    within(reader, head.features[2 * i + 1] ?? 0, () => body.feature(reader, i));
  }
  return {
    name,
    version,
    extent: head.extent,
    featureCount,
    ids: body.ids,
    types: body.types,
    tags: body.tags.slice(0, body.tagCount),
    tagEnds: body.tagEnds,
    featureParts: body.featureParts,
    partEnds: body.sink.partEnds.slice(0, body.sink.partCount),
    coordinates: body.sink.coordinates.slice(0, 2 * body.sink.pointCount),
    keys: head.keys,
    values: head.values,
  };
}

function readHead(reader: ProtobufReader): LayerHead {
  const head: LayerHead = { name: null, version: null, extent: DEFAULT_EXTENT, keys: [], values: [], features: [] };
  while (reader.pos < reader.end) {
    const tag = reader.varint();
    switch (tag >>> 3) {
      case 1:
        expectWire(tag, BYTES, 'layer name');
        head.name = reader.text();
        break;
      case 2: {
        expectWire(tag, BYTES, 'feature');
        const end = reader.contentEnd();
        head.features.push(reader.pos, end);
        reader.pos = end;
        break;
      }
      case 3:
        expectWire(tag, BYTES, 'key');
        head.keys.push(reader.text());
        break;
      case 4:
        expectWire(tag, BYTES, 'value');
        head.values.push(within(reader, reader.contentEnd(), () => decodeValue(reader)));
        break;
      case 5:
        expectWire(tag, VARINT, 'extent');
        head.extent = reader.varint();
        break;
      case 15:
        expectWire(tag, VARINT, 'version');
        head.version = reader.varint();
        break;
      default:
        reader.skip(tag & 7);
    }
  }
  return head;
}

type NamedHead = LayerHead & { readonly name: string; readonly version: 1 | 2 };

class LayerBody {
  readonly ids: Float64Array;
  readonly types: Uint8Array;
  readonly tags: Uint32Array;
  readonly tagEnds: Uint32Array;
  readonly featureParts: Uint32Array;
  readonly sink: GeometrySink;
  tagCount = 0;
  readonly #head: NamedHead;
  readonly #issues: VectorTileIssue[];

  constructor(head: NamedHead, sizeBytes: number, issues: VectorTileIssue[]) {
    const count = head.features.length / 2;
    this.#head = head;
    this.#issues = issues;
    this.ids = new Float64Array(count).fill(Number.NaN);
    this.types = new Uint8Array(count);
    this.tags = new Uint32Array(sizeBytes);
    this.tagEnds = new Uint32Array(count);
    this.featureParts = new Uint32Array(count);
    // Every coordinate and every part takes a byte at least; version 1 may close a line by one byte for two more.
    this.sink = {
      coordinates: new Float64Array(sizeBytes + 2),
      partEnds: new Uint32Array(sizeBytes),
      pointCount: 0,
      partCount: 0,
    };
  }

  feature(reader: ProtobufReader, index: number): void {
    let geometryStart = -1;
    let geometryEnd = -1;
    let type = -1;
    while (reader.pos < reader.end) {
      const tag = reader.varint();
      switch (tag >>> 3) {
        case 1: {
          expectWire(tag, VARINT, 'feature id');
          reader.varint();
          const id = uint64(reader);
          if (typeof id === 'number') this.ids[index] = id;
          else this.#issue('id-too-large', index);
          break;
        }
        case 2:
          expectWire(tag, BYTES, 'feature tags');
          within(reader, reader.contentEnd(), () => this.#readTags(reader, index));
          break;
        case 3:
          expectWire(tag, VARINT, 'geometry type');
          type = reader.varint();
          break;
        case 4:
          expectWire(tag, BYTES, 'geometry');
          if (geometryStart >= 0) this.#issue('geometry-repeated', index);
          geometryEnd = reader.contentEnd();
          geometryStart = reader.pos;
          reader.pos = geometryEnd;
          break;
        default:
          reader.skip(tag & 7);
      }
    }
    if (type === -1) this.#issue('geometry-type-missing', index);
    else if (type > 3) this.#issue('geometry-type-unknown', index);
    const known = type > 0 && type <= 3 ? type : 0;
    this.types[index] = known;
    this.tagEnds[index] = this.tagCount;
    if (geometryStart < 0) this.#issue('geometry-missing', index);
    else {
      reader.pos = geometryStart;
      const repeated = within(reader, geometryEnd, () => readGeometry(reader, known, this.#head.version, this.sink));
      if (repeated > 0) this.#issue('repeated-point', index);
    }
    this.featureParts[index] = this.sink.partCount;
  }

  #readTags(reader: ProtobufReader, index: number): void {
    const { keys, values, name } = this.#head;
    while (reader.pos < reader.end) {
      const key = reader.varint();
      if (reader.pos === reader.end) {
        this.#issue('odd-tags', index);
        return;
      }
      const value = reader.varint();
      if (key >= keys.length || value >= values.length) {
        throw new VectorTileError(
          'tag-out-of-range',
          `Layer ${name}, feature ${index}: tag ${key}, ${value} of ${keys.length} keys and ${values.length} values.`,
        );
      }
      this.tags[this.tagCount] = key;
      this.tags[this.tagCount + 1] = value;
      this.tagCount += 2;
    }
  }

  #issue(code: VectorTileIssue['code'], feature: number): void {
    const { name } = this.#head;
    const known = this.#issues.find((each) => each.code === code && each.layer === name);
    if (known) known.count += 1;
    else this.#issues.push({ code, layer: name, feature, count: 1 });
  }
}

/** Runs `read` with the reader bounded by `end`, and stands at `end` after it. */
function within<T>(reader: ProtobufReader, end: number, read: () => T): T {
  const outer = reader.end;
  reader.end = end;
  const result = read();
  reader.end = outer;
  reader.pos = end;
  return result;
}

function expectWire(tag: number, wireType: number, what: string): void {
  if ((tag & 7) === wireType) return;
  throw new VectorTileError('wrong-wire-type', `The ${what} must have wire type ${wireType}; it has ${tag & 7}.`);
}
