type Numbers = Float64Array | Float32Array | Int32Array | Uint8Array | Uint16Array;

/** The same numbers in an array of at least `size`, with room to grow: twice as long when it was too short. */
export function grown<T extends Numbers>(array: T, size: number): T {
  if (size <= array.length) return array;
  const length = Math.max(size, array.length * 2, 1024);
  const larger = newLike(array, length);
  larger.set(array);
  return larger;
}

function newLike<T extends Numbers>(array: T, length: number): T;
function newLike(array: Numbers, length: number): Numbers {
  if (array instanceof Float64Array) return new Float64Array(length);
  if (array instanceof Float32Array) return new Float32Array(length);
  if (array instanceof Int32Array) return new Int32Array(length);
  if (array instanceof Uint16Array) return new Uint16Array(length);
  return new Uint8Array(length);
}
