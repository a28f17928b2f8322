/** A growing list of x, y pairs in one flat array, cleared and filled again. */
export class FlatPath {
  values = new Float64Array(512);
  /** Numbers held: twice the points. */
  length = 0;
  /** Bounding box of what was last projected into it; simplifying and clipping leave it as it is. */
  minX = 0;
  minY = 0;
  maxX = 0;
  maxY = 0;

  clear(): void {
    this.length = 0;
  }

  push(x: number, y: number): void {
    if (this.length + 2 > this.values.length) this.#grow(this.length + 2);
    this.values[this.length] = x;
    this.values[this.length + 1] = y;
    this.length += 2;
  }

  /** Makes room for `length` numbers, which the caller fills in. */
  resize(length: number): void {
    if (length > this.values.length) this.#grow(length);
    this.length = length;
  }

  #grow(least: number): void {
    const grown = new Float64Array(Math.max(least, this.values.length * 2));
    grown.set(this.values.subarray(0, this.length));
    this.values = grown;
  }
}
