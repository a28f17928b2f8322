/** A band of gas pressure, MPa: above `overMpa` up to `upToMpa`. */
export interface PressureBand {
  readonly word: string;
  readonly overMpa: number;
  readonly upToMpa: number;
}

/**
 * Bands of gas mains by their design pressure (GB 50028, GB 55009-2021). `中压` alone is both of its halves; the finer
 * words come first, because they hold the coarser ones. `超高压` has no upper bound; 12 MPa is the most that trunk lines of
 * the country are laid for.
 */
const BANDS: readonly PressureBand[] = [
  { word: '超高压', overMpa: 4, upToMpa: 12 },
  { word: '次高压A', overMpa: 0.8, upToMpa: 1.6 },
  { word: '次高压B', overMpa: 0.4, upToMpa: 0.8 },
  { word: '次高压', overMpa: 0.4, upToMpa: 1.6 },
  { word: '高压A', overMpa: 2.5, upToMpa: 4 },
  { word: '高压B', overMpa: 1.6, upToMpa: 2.5 },
  { word: '高压', overMpa: 1.6, upToMpa: 4 },
  { word: '中压A', overMpa: 0.2, upToMpa: 0.4 },
  { word: '中压B', overMpa: 0.01, upToMpa: 0.2 },
  { word: '中压', overMpa: 0.01, upToMpa: 0.4 },
  { word: '低压', overMpa: 0, upToMpa: 0.01 },
];

const NUMBER = /(\d+(?:\.\d+)?)\s*(mpa|kpa|兆帕|千帕)?/iu;

/** The band a text names; `null` for none. */
export function bandOf(text: string): PressureBand | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s()]/gu, '')
    .toUpperCase();
  return BANDS.find(({ word }) => plain.includes(word)) ?? null;
}

/** The pressure a text states, MPa where it names no unit; `null` for none. */
export function pressureMpa(text: string): number | null {
  const found = NUMBER.exec(text.normalize('NFKC'));
  if (found === null) return null;
  const unit = (found[2] ?? 'mpa').toLowerCase();
  return Number(found[1]) * (unit === 'kpa' || unit === '千帕' ? 0.001 : 1);
}

/** True where a pressure lies in a band; the borders of neighbours belong to both, as practice varies. */
export function isInBand(mpa: number, { overMpa, upToMpa }: PressureBand): boolean {
  return mpa >= overMpa && mpa <= upToMpa;
}
