import { type FileOutput, fileOutput } from './file-output.ts';
import { gbkBytes } from './gbk-text.ts';

/** A column: text, or a number with decimals written to the right. Its name has ten bytes of GBK at most. */
export interface DbfField {
  readonly name: string;
  readonly type: 'C' | 'N';
  readonly bytes: number;
  readonly decimals: number;
}

/** A dBase III table whose text is GBK, as most Chinese shapefiles have it. */
export interface DbfWriter {
  /** One cell a field; empty is unknown. Throws a RangeError for a text that is longer than its field. */
  add(cells: readonly string[]): void;
  close(): void;
}

const HEADER_BYTES = 32;
const NAME_BYTES = 10;
const HEADER_END = 0x0d;
const FILE_END = 0x1a;
const BLANK = 0x20;
/** Language driver of code page 936. */
const GBK_DRIVER = 0x4d;
/** Day of the last change, which would differ from run to run: years from 1900, month, day. */
const CHANGED = [125, 10, 18];

export function dbfWriter(path: string, fields: readonly DbfField[]): DbfWriter {
  const file = fileOutput(path);
  const recordBytes = fields.reduce((sum, { bytes }) => sum + bytes, 1);
  writeHeader(file, fields, recordBytes);
  let count = 0;
  return {
    add(cells) {
      const record = new Uint8Array(recordBytes).fill(BLANK);
      let at = 1;
      for (const [index, field] of fields.entries()) {
        const bytes = gbkBytes(cells[index] ?? '');
        if (bytes.length > field.bytes) {
          throw new RangeError(
            `dbfWriter: "${cells[index]}" is longer than the ${field.bytes} bytes of "${field.name}"`,
          );
        }
        record.set(bytes, field.type === 'N' ? at + field.bytes - bytes.length : at);
        at += field.bytes;
      }
      file.write(record);
      count++;
    },
    close() {
      file.write(Uint8Array.of(FILE_END));
      file.patch(4, new Uint8Array(Uint32Array.of(count).buffer));
      file.close();
    },
  };
}

function writeHeader(file: FileOutput, fields: readonly DbfField[], recordBytes: number): void {
  const head = new Uint8Array(HEADER_BYTES * (fields.length + 1) + 1);
  const view = new DataView(head.buffer);
  head[0] = 3;
  head.set(CHANGED, 1);
  view.setUint16(8, head.length, true);
  view.setUint16(10, recordBytes, true);
  head[29] = GBK_DRIVER;
  for (const [index, { name, type, bytes, decimals }] of fields.entries()) {
    const at = HEADER_BYTES * (index + 1);
    const text = gbkBytes(name);
    if (text.length > NAME_BYTES) throw new RangeError(`dbfWriter: "${name}" is longer than ${NAME_BYTES} bytes`);
    head.set(text, at);
    head[at + 11] = type.charCodeAt(0);
    head[at + 16] = bytes;
    head[at + 17] = decimals;
  }
  head[head.length - 1] = HEADER_END;
  file.write(head);
}
