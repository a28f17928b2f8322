export const PMTILES_HEADER_BYTES = 127;

/** Codes of the format: how tiles are compressed, and what they are. */
const COMPRESSIONS = { none: 1, gzip: 2 } as const;
const TILE_TYPES = { other: 0, mvt: 1, png: 2 } as const;

export type PmtilesCompression = keyof typeof COMPRESSIONS;
export type PmtilesTileType = keyof typeof TILE_TYPES;

/** What the first 127 bytes of a PMTiles archive of version 3 say. Sections lie in this order behind them. */
export interface PmtilesHeader {
  readonly rootBytes: number;
  readonly metadataBytes: number;
  readonly leafBytes: number;
  readonly dataBytes: number;
  readonly addressedTiles: number;
  readonly entries: number;
  readonly contents: number;
  readonly tileCompression: PmtilesCompression;
  readonly tileType: PmtilesTileType;
  readonly minZoom: number;
  readonly maxZoom: number;
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
}

/** A viewer opens on the middle of the bounds, at this zoom at most. */
const CENTRE_ZOOM = 13;

/** Tiles lie in the order of their ids ("clustered"); directories and metadata are compressed with gzip. */
export function pmtilesHeader(header: PmtilesHeader): Buffer {
  const out = Buffer.alloc(PMTILES_HEADER_BYTES);
  out.write('PMTiles', 'ascii');
  out.writeUInt8(3, 7);
  let offset = PMTILES_HEADER_BYTES;
  const sections = [header.rootBytes, header.metadataBytes, header.leafBytes, header.dataBytes];
  sections.forEach((length, i) => {
    out.writeBigUInt64LE(BigInt(offset), 8 + 16 * i);
    out.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
    offset += length;
  });
  [header.addressedTiles, header.entries, header.contents].forEach((count, i) => {
    out.writeBigUInt64LE(BigInt(count), 72 + 8 * i);
  });
  out.writeUInt8(1, 96);
  out.writeUInt8(COMPRESSIONS.gzip, 97);
  out.writeUInt8(COMPRESSIONS[header.tileCompression], 98);
  out.writeUInt8(TILE_TYPES[header.tileType], 99);
  out.writeUInt8(header.minZoom, 100);
  out.writeUInt8(header.maxZoom, 101);
  const [west, south, east, north] = header.bounds;
  [west, south, east, north].forEach((degrees, i) => {
    out.writeInt32LE(e7(degrees), 102 + 4 * i);
  });
  out.writeUInt8(Math.max(header.minZoom, Math.min(header.maxZoom, CENTRE_ZOOM)), 118);
  out.writeInt32LE(e7((west + east) / 2), 119);
  out.writeInt32LE(e7((south + north) / 2), 123);
  return out;
}

function e7(degrees: number): number {
  return Math.round(degrees * 1e7);
}
