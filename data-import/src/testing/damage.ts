/** Copies of some bytes with one byte changed in each, at places and to values that a seed decides. */
export function* flipped(bytes: Uint8Array, count: number, seed: number): Generator<Uint8Array> {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let i = 0; i < count; i++) {
    const copy = bytes.slice();
    const at = Math.floor(next() * bytes.length);
    copy[at] = (copy[at] ?? 0) ^ (1 + Math.floor(next() * 255));
    yield copy;
  }
}

/** The beginnings of some bytes, `step` longer each, without the whole of them. */
export function* beginnings(bytes: Uint8Array, step: number): Generator<Uint8Array> {
  for (let length = 0; length < bytes.length; length += step) yield bytes.slice(0, length);
}
