/** A stretch of a stream that is kept in memory while something in it is looked for. */
export interface ByteWindow {
  /** What is kept stands from `at` to `end`; what stands before `at` is done with. */
  bytes: Buffer;
  at: number;
  end: number;
  /** Place in the whole stream of `bytes[0]`. */
  offset: number;
  /**
   * Takes the next bytes in. What stands before `at` is dropped and the rest moved to the front, so that indexes are good
   * until the next call only. False when the stream has ended.
   */
  more(): Promise<boolean>;
  /** Gives the stream up; needed where it is left before its end. */
  close(): Promise<void>;
}

const FIRST_BYTES = 1 << 20;

export function byteWindow(chunks: AsyncIterable<Uint8Array>): ByteWindow {
  const iterator = chunks[Symbol.asyncIterator]();
  return {
    bytes: Buffer.allocUnsafe(FIRST_BYTES),
    at: 0,
    end: 0,
    offset: 0,
    async more() {
      const { value, done } = await iterator.next();
      if (done === true) return false;
      this.bytes.copyWithin(0, this.at, this.end);
      this.offset += this.at;
      this.end -= this.at;
      this.at = 0;
      if (this.end + value.length > this.bytes.length) {
        const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.end + value.length));
        this.bytes.copy(grown, 0, 0, this.end);
        this.bytes = grown;
      }
      this.bytes.set(value, this.end);
      this.end += value.length;
      return true;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
