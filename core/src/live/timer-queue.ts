/** Things that are due at times, the earliest first; of one time in the order in which they were put in. */
export class TimerQueue<T> {
  readonly #heap: { readonly dueMs: number; readonly order: number; readonly what: T }[] = [];
  #count = 0;

  get size(): number {
    return this.#heap.length;
  }

  put(dueMs: number, what: T): void {
    const heap = this.#heap;
    heap.push({ dueMs, order: this.#count++, what });
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.#isBefore(i, parent)) break;
      this.#swap(i, parent);
      i = parent;
    }
  }

  first(): { readonly dueMs: number; readonly what: T } | null {
    return this.#heap[0] ?? null;
  }

  takeFirst(): { readonly dueMs: number; readonly what: T } | null {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined) return null;
    this.#swap(0, heap.length - 1);
    heap.pop();
    for (let i = 0; ; ) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < heap.length && this.#isBefore(child, least)) least = child;
      if (least === i) return first;
      this.#swap(i, least);
      i = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return false;
    return one.dueMs < other.dueMs || (one.dueMs === other.dueMs && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#heap[a], this.#heap[b]];
    if (one === undefined || other === undefined) return;
    this.#heap[a] = other;
    this.#heap[b] = one;
  }
}
