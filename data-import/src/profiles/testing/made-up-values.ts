import type { CellValue } from '../../tables/table-format.ts';

/** Rows of a made-up table. */
export const MADE_UP_ROWS = 60;

/**
 * The values of one column of a made-up city, row by row. Points lie one after another, and line `i` runs from point `i` to
 * point `i + 1`, so that numbers, grounds, depths and levels of points and lines fit together as in a real survey.
 *
 * `pid`, `from`, `to` point numbers; `north`, `east`, `eastZ` (zone 40 before it), `lon`, `lat`, `plainX`, `plainY`
 * (a local grid); `ground`, `depth`, `level` with `from` and `to`, and `Cm`, `Mm`, `Ft` behind them; `w:a|b` one of some
 * words; `n:1:9:2` numbers with 2 decimals; `s:K` numbered texts; `year`, `date`, `serial`, `oid`. A `?` at the end leaves
 * most cells empty.
 */
export function madeUpColumn(kind: string, seed: number): readonly CellValue[] {
  const sparse = kind.endsWith('?');
  const plain = sparse ? kind.slice(0, -1) : kind;
  const random = randomOf(seed);
  return Array.from({ length: MADE_UP_ROWS }, (_, row) => {
    const value = cellOf(plain, row, random);
    return sparse && random() < 0.7 ? null : value;
  });
}

function cellOf(kind: string, row: number, random: () => number): CellValue {
  const [name = '', ...rest] = kind.split(':');
  switch (name) {
    case 'w':
      return pick(rest.join(':').split('|'), random);
    case 'n':
      return fixed(Number(rest[0]) + random() * (Number(rest[1]) - Number(rest[0])), Number(rest[2] ?? 0));
    case 's':
      return `${rest[0] ?? ''}${1000 + row}`;
    case 'code':
      return `${rest[0] ?? ''}${String(row + 1).padStart(Number(rest[1] ?? 4), '0')}`;
    case 'oid':
      return String(row + 1);
    case 'year':
      return String(1988 + Math.floor(random() * 34));
    case 'date':
      return `20${10 + Math.floor(random() * 12)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 9)}`;
    case 'const':
      return rest.join(':');
    default:
      return surveyValue(name, row);
  }
}

/** Values that hang together over the columns and tables of one survey. */
function surveyValue(name: string, row: number): CellValue {
  const [, end = '', rest = ''] = /^(from|to)?(.*)$/u.exec(name) ?? [];
  const point = row + (end === 'to' ? 1 : 0);
  const ground = 5.2 + wave(point, 3.1, 0.9);
  const depth = 1.15 + wave(point, 7.7, 0.55) + 0.6;
  const bare = rest === '' ? 'pid' : rest.charAt(0).toLowerCase() + rest.slice(1);
  switch (bare) {
    case 'pid':
      return `WS${1001 + point}`;
    case 'num':
      return String(20_001 + point);
    case 'north':
      return fixed(4_420_113.127 + point * 21.37 + wave(point, 2.3, 9), 3);
    case 'east':
      return fixed(501_548.722 + point * 13.91 + wave(point, 4.1, 9), 3);
    case 'eastZ':
      return fixed(40_501_548.722 + point * 13.91 + wave(point, 4.1, 9), 3);
    case 'plainX':
      return fixed(31_204.51 + point * 17.3 + wave(point, 2.9, 9), 3);
    case 'plainY':
      return fixed(48_877.02 + point * 11.3 + wave(point, 3.9, 9), 3);
    case 'lon':
      return fixed(119.588_21 + point * 0.000_31 + wave(point, 2.1, 0.0002), 7);
    case 'lat':
      return fixed(39.932_17 + point * 0.000_22 + wave(point, 3.3, 0.0002), 7);
    case 'ground':
      return fixed(ground, 3);
    case 'depth':
      return fixed(depth, 2);
    case 'depthCm':
      return fixed(depth * 100, 0);
    case 'depthMm':
      return fixed(depth * 1000, 0);
    case 'depthFt':
      return fixed(depth / 0.3048, 1);
    case 'level':
      return fixed(ground - Number(fixed(depth, 2)), 3);
    case 'groundFt':
      return fixed((ground + 40) / 0.3048, 2);
    case 'levelFt':
      return fixed((ground + 40 - depth) / 0.3048, 2);
    case 'shaft':
      return fixed(depth + 0.32, 2);
    case 'length':
      return fixed(Math.hypot(21.37, 13.91) + wave(point, 5.5, 4), 2);
    default:
      throw new RangeError(`There is no made-up value "${name}".`);
  }
}

function wave(at: number, period: number, size: number): number {
  return Math.sin(at * period) * size;
}

function fixed(value: number, decimals: number): string {
  return value.toFixed(decimals);
}

function pick(words: readonly string[], random: () => number): CellValue {
  const word = words[Math.floor(random() * words.length)] ?? '';
  return word === '' ? null : word;
}

/** A small generator with a seed (mulberry32), so that a set is the same at every run. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
