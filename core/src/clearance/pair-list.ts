/** Pairs of numbers, flat, millions of them: as numbers of an array they would be boxed, copied and collected. */
export class PairList {
  #numbers = new Int32Array(1024);
  #length = 0;

  push(i: number, j: number): void {
    if (this.#length + 2 > this.#numbers.length) {
      const wider = new Int32Array(this.#numbers.length * 2);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#length++] = i;
    this.#numbers[this.#length++] = j;
  }

  all(): Int32Array {
    return this.#numbers.slice(0, this.#length);
  }
}
