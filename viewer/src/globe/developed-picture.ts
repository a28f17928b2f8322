import { mix, type Rgb } from './palette.ts';

/** The sky behind a picture: one tone above a row, another below a lower one, and between them from one to the other. */
export interface PictureSky {
  readonly zenith: Rgb;
  readonly haze: Rgb;
  /** Counted from the top of the picture; may lie outside it. */
  readonly zenithRow: number;
  readonly hazeRow: number;
}

/**
 * Puts what was drawn over the sky, which the engine leaves clear. `drawn`: red, green, blue (already multiplied by the
 * opacity) and opacity, from the lowest row up; the answer is opaque, from the highest row down.
 */
export function developedPicture(
  drawn: Uint8Array,
  width: number,
  height: number,
  sky: PictureSky,
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    const [red, green, blue] = toneAt(sky, row);
    let from = (height - 1 - row) * width * 4;
    let to = row * width * 4;
    for (let column = 0; column < width; column++) {
      const clear = (255 - (drawn[from + 3] ?? 0)) / 255;
      out[to] = (drawn[from] ?? 0) + clear * red;
      out[to + 1] = (drawn[from + 1] ?? 0) + clear * green;
      out[to + 2] = (drawn[from + 2] ?? 0) + clear * blue;
      out[to + 3] = 255;
      from += 4;
      to += 4;
    }
  }
  return out;
}

function toneAt({ zenith, haze, zenithRow, hazeRow }: PictureSky, row: number): Rgb {
  const share = (row + 0.5 - zenithRow) / Math.max(1, hazeRow - zenithRow);
  return mix(zenith, haze, Math.min(1, Math.max(0, share)));
}
