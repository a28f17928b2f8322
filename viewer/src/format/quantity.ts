/** Numbers as a person reads them. `null` is unknown and never becomes a figure: callers give the word for it. */

const MINUS = '−';

/** A fixed number of decimals with a real minus sign; zero carries none. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  const isZero = Number(text) === 0;
  return isZero ? text.replace('-', '') : text.replace('-', MINUS);
}

/** Groups of three with thin spaces: 51 248. */
export function grouped(value: number, decimals = 0): string {
  const [whole = '', part] = fixed(value, decimals).split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return part === undefined ? spaced : `${spaced}.${part}`;
}

/** Metres with centimetres: "1.85 m". */
export function metres(value: number): string {
  return `${fixed(value, 2)} m`;
}

/** A length of a network: metres below a kilometre, kilometres above. */
export function networkLength(lengthM: number): string {
  return lengthM < 1000 ? `${grouped(lengthM)} m` : `${grouped(lengthM / 1000, lengthM < 100_000 ? 1 : 0)} km`;
}

export function millimetres(value: number): string {
  return `${grouped(value, Number.isInteger(value) ? 0 : 1)} mm`;
}

/** A slope in per mille, the measure of sewers: 0.0042 is "4.2 ‰". */
export function slopePerMille(slope: number): string {
  return `${fixed(slope * 1000, Math.abs(slope) < 0.01 ? 2 : 1)} ‰`;
}

/** Length of the round figure (1, 2, 5 times a power of ten) that fits into `mostPx`, and its width there. */
export function scaleBar(
  metresPerPixel: number,
  mostPx: number,
): { readonly lengthM: number; readonly widthPx: number } {
  const most = metresPerPixel * mostPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [5, 2, 1].find((factor) => factor * power <= most) ?? 1;
  const lengthM = step * power;
  return { lengthM, widthPx: lengthM / metresPerPixel };
}
