import { Transform, type TransformCallback } from 'node:stream';

/** Bits of a length that a byte holds; its highest bit says that another follows (MQTT 3.1.1, section 2.2.3). */
const LENGTH_BITS = 7;
const MOST_LENGTH_BYTES = 4;

/**
 * Passes MQTT packets on as they are and fails at one that announces more than `limitBytes`: the broker's own parser would
 * gather up to 256 MB for whoever connects, signed in or not.
 */
export class FrameGuard extends Transform {
  readonly #limitBytes: number;
  /** Bytes of the packet under way still to come; -1 while its length is being read. */
  #left = 0;
  #length = 0;
  #lengthBytes = 0;

  constructor(limitBytes: number) {
    super();
    this.#limitBytes = limitBytes;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left > 0) {
        const step = Math.min(this.#left, chunk.length - at);
        this.#left -= step;
        at += step;
      } else if (this.#left === 0) {
        // The first byte of a packet: its length follows.
        this.#left = -1;
        this.#length = 0;
        this.#lengthBytes = 0;
        at++;
      } else {
        const byte = chunk[at++] ?? 0;
        this.#length += (byte & 0x7f) << (LENGTH_BITS * this.#lengthBytes++);
        if (this.#length > this.#limitBytes || this.#lengthBytes > MOST_LENGTH_BYTES) {
          done(new RangeError(`An MQTT packet of more than ${this.#limitBytes} bytes was announced.`));
          return;
        }
        if ((byte & 0x80) === 0) this.#left = this.#length;
      }
    }
    done(null, chunk);
  }
}
