const KV_PER_UNIT: Readonly<Record<string, number>> = { kv: 1, 千伏: 1, v: 0.001, 伏: 0.001, 伏特: 0.001, 万伏: 10 };

const FIGURE = /(\d+(?:\.\d+)?)(万伏|千伏|伏特|伏|kv|v)?/gu;

/** No line has a higher one, kV: a larger figure is something else. */
const HIGHEST_KV = 1200;

/**
 * The rated voltage that a cell states (`10kV`, `0.4`, `220V`, `35 千伏`, `10/0.4kV`), kV; the highest where it states
 * several. Without a unit in it or its column a figure is kV, as survey tables have it, but for 380, which is only ever
 * volts, and 220, which is either and therefore unknown. Null for nought and for what cannot be read.
 */
export function ratedVoltageKv(text: string, unit: 'kv' | 'v' | null = null): number | null {
  const plain = text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase();
  const figures = [...plain.matchAll(FIGURE)];
  if (plain.replaceAll(FIGURE, '').replace(/[±/~\-、,]|交流|直流|电压|及以下|ac|dc/gu, '') !== '') return null;
  // 10/0.4kV: the unit stands once, at the end.
  const last = figures.at(-1)?.[2] ?? unit;
  const kv = figures.map(([, number, own]) => kvOf(Number(number), own ?? last));
  const highest = kv.length === 0 ? Number.NaN : Math.max(...kv);
  return highest > 0 && highest <= HIGHEST_KV ? highest : null;
}

function kvOf(value: number, unit: string | null): number {
  if (unit !== null) return Math.round(value * (KV_PER_UNIT[unit] ?? Number.NaN) * 1e6) / 1e6;
  if (value === 220) return Number.NaN;
  return value === 380 ? 0.38 : value;
}

/** The unit that a heading names: `电压(V)`; null for none. */
export function voltageUnit(heading: string): 'kv' | 'v' | null {
  const named = /[([]\s*(k?v|千伏|伏)\s*[)\]]/iu.exec(heading.normalize('NFKC'))?.[1]?.toLowerCase();
  if (named === undefined) return null;
  return named === 'kv' || named === '千伏' ? 'kv' : 'v';
}
