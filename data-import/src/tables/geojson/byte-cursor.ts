const SPACE = 0x20;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * A place in the bytes of a JSON text that only moves forward. It may run over what is there: whoever reads a value checks in the end that it
 * stands no further than its bytes reach, and what it read is good then.
 */
export class ByteCursor {
  bytes: Buffer = Buffer.alloc(0);
  /** The same bytes, to take several at once. */
  view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length);
  at = 0;
  /** Behind the last byte that is good; others may follow it. */
  end = 0;
  /** True once a line feed was stepped over between two values. */
  sawLineFeed = false;

  /** Turns to other bytes. */
  turnTo(bytes: Buffer, end: number): void {
    if (bytes !== this.bytes) this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.bytes = bytes;
    this.end = end;
  }

  /** The byte here, 0 beyond the last one. */
  get byte(): number {
    return this.bytes[this.at] ?? 0;
  }

  /** Steps over white space as JSON has it and gives the byte behind it. */
  next(): number {
    for (;;) {
      const byte = this.bytes[this.at] ?? 0;
      if (byte > SPACE) return byte;
      if (byte === LINE_FEED) this.sawLineFeed = true;
      else if (byte !== SPACE && byte !== TAB && byte !== RETURN) return byte;
      this.at++;
    }
  }

  /** Steps over white space and over this byte; false where another one stands. */
  skip(byte: number): boolean {
    if (this.next() !== byte) return false;
    this.at++;
    return true;
  }
}
