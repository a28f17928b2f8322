import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as a test wants it, lies and all; what is left out is told truly. */
export interface TestEntry {
  readonly name: string | Uint8Array;
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** Unix mode; entries without one are as DOS packs them. */
  readonly mode?: number;
  readonly saidSize?: number;
  readonly saidPackedSize?: number;
  readonly saidCrc?: number;
  /** Index of the entry whose bytes this one points at: overlapping entries. */
  readonly bytesOf?: number;
}

/** Writes an archive for tests: local headers and data, the directory, the end record. */
export function testZip(entries: readonly TestEntry[], saidCount = entries.length): Uint8Array {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  const starts: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = bytesOf(entry.name);
    const content = bytesOf(entry.content);
    const packed = entry.stored === true ? content : deflateRawSync(content);
    const start = entry.bytesOf === undefined ? at : (starts[entry.bytesOf] ?? 0);
    starts.push(start);
    const common = new DataView(new ArrayBuffer(26));
    common.setUint16(0, 20, true);
    common.setUint16(2, entry.flags ?? 0, true);
    common.setUint16(4, entry.method ?? (entry.stored === true ? 0 : 8), true);
    common.setUint32(10, entry.saidCrc ?? crc32(content), true);
    common.setUint32(14, entry.saidPackedSize ?? packed.length, true);
    common.setUint32(18, entry.saidSize ?? content.length, true);
    common.setUint16(22, name.length, true);
    const head = new Uint8Array(common.buffer);
    if (entry.bytesOf === undefined) {
      const local = joined([Uint8Array.of(0x50, 0x4b, 3, 4), head, name, packed]);
      parts.push(local);
      at += local.length;
    }
    const tail = new DataView(new ArrayBuffer(14));
    tail.setUint32(6, (entry.mode ?? 0) * 65536, true);
    tail.setUint32(10, start, true);
    const madeBy = Uint8Array.of(20, entry.mode === undefined ? 0 : 3);
    directory.push(joined([Uint8Array.of(0x50, 0x4b, 1, 2), madeBy, head, new Uint8Array(tail.buffer), name]));
  }
  const listed = joined(directory);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, saidCount, true);
  end.setUint16(10, saidCount, true);
  end.setUint32(12, listed.length, true);
  end.setUint32(16, at, true);
  return joined([...parts, listed, new Uint8Array(end.buffer)]);
}

function bytesOf(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
