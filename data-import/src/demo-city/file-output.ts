import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFER_BYTES = 256 * 1024;

/** A file that is written from its beginning to its end, with a header that may be filled in when the rest is known. */
export interface FileOutput {
  /** Bytes written so far. */
  readonly length: number;
  write(bytes: Uint8Array): void;
  /** Writes over bytes that stand there already. */
  patch(at: number, bytes: Uint8Array): void;
  close(): void;
}

export function fileOutput(path: string): FileOutput {
  const file = openSync(path, 'w');
  const buffer = new Uint8Array(BUFFER_BYTES);
  let held = 0;
  let length = 0;
  const put = (bytes: Uint8Array, at: number | null) => {
    let done = 0;
    while (done < bytes.length) {
      done += writeSync(file, bytes, done, bytes.length - done, at === null ? null : at + done);
    }
  };
  const flush = () => {
    if (held > 0) put(buffer.subarray(0, held), length - held);
    held = 0;
  };
  return {
    get length() {
      return length;
    },
    write(bytes) {
      if (bytes.length > BUFFER_BYTES - held) flush();
      length += bytes.length;
      if (bytes.length > BUFFER_BYTES) {
        put(bytes, length - bytes.length);
        return;
      }
      buffer.set(bytes, held);
      held += bytes.length;
    },
    patch(at, bytes) {
      flush();
      put(bytes, at);
    },
    close() {
      flush();
      closeSync(file);
    },
  };
}
