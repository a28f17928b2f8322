import { PNG } from 'pngjs';

/** RGBA, row by row from the north. */
export interface Picture {
  readonly side: number;
  readonly rgba: Uint8Array;
}

export function emptyPicture(side: number): Picture {
  return { side, rgba: new Uint8Array(side * side * 4) };
}

/** A square part of a picture. */
export function partOf({ side, rgba }: Picture, x: number, y: number, partSide: number): Picture {
  const part = emptyPicture(partSide);
  for (let row = 0; row < partSide; row++) {
    const from = ((y + row) * side + x) * 4;
    part.rgba.set(rgba.subarray(from, from + partSide * 4), row * partSide * 4);
  }
  return part;
}

/** Puts a picture of half the size, by means of four pixels weighed by their opacity, into another. */
export function halveInto(from: Picture, to: Picture, x: number, y: number): void {
  const half = from.side / 2;
  const source = from.rgba;
  for (let row = 0; row < half; row++) {
    for (let column = 0; column < half; column++) {
      const i = (row * 2 * from.side + column * 2) * 4;
      const j = i + 4;
      const k = i + from.side * 4;
      const l = k + 4;
      const wi = source[i + 3] ?? 0;
      const wj = source[j + 3] ?? 0;
      const wk = source[k + 3] ?? 0;
      const wl = source[l + 3] ?? 0;
      const alpha = wi + wj + wk + wl;
      if (alpha === 0) continue;
      const out = ((y + row) * to.side + x + column) * 4;
      for (let c = 0; c < 3; c++) {
        const sum =
          wi * (source[i + c] ?? 0) + wj * (source[j + c] ?? 0) + wk * (source[k + c] ?? 0) + wl * (source[l + c] ?? 0);
        to.rgba[out + c] = Math.round(sum / alpha);
      }
      to.rgba[out + 3] = Math.round(alpha / 4);
    }
  }
}

/** `null` for a picture with nothing on it. A closed one is written without its alpha. */
export function pngOf({ side, rgba }: Picture): Uint8Array | null {
  let isClosed = true;
  let isClear = true;
  for (let i = 3; i < rgba.length; i += 4) {
    if (rgba[i] !== 255) isClosed = false;
    if (rgba[i] !== 0) isClear = false;
  }
  if (isClear) return null;
  const png = new PNG({ width: side, height: side });
  png.data = Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength);
  return PNG.sync.write(png, { colorType: isClosed ? 2 : 6, inputHasAlpha: true });
}
