import type { CellValue } from '../../tables/table-format.ts';
import { isUnknownText } from './unknown-text.ts';

/** Directions in words, degrees clockwise from north. */
const DIRECTIONS: ReadonlyMap<string, number> = new Map([
  ...directions(0, '北', 'n', 'north', '正北'),
  ...directions(45, '东北', 'ne', 'northeast'),
  ...directions(90, '东', 'e', 'east', '正东'),
  ...directions(135, '东南', 'se', 'southeast'),
  ...directions(180, '南', 's', 'south', '正南'),
  ...directions(225, '西南', 'sw', 'southwest'),
  ...directions(270, '西', 'w', 'west', '正西'),
  ...directions(315, '西北', 'nw', 'northwest'),
]);

function directions(angleDeg: number, ...words: readonly string[]): readonly (readonly [string, number])[] {
  return words.map((word) => [word, angleDeg]);
}

const DEGREES = /^([+-]?\d+(?:\.\d+)?)\s*(?:°|度|deg|degrees)?$/u;
const SEXAGESIMAL =
  /^([+-]?)(\d+)\s*(?:°|度)\s*(\d+(?:\.\d+)?)\s*(?:['′]|分)\s*(?:(\d+(?:\.\d+)?)\s*(?:["″]|秒|''))?$/u;

/**
 * Degrees as written: `123.5`, `123°30′`, `东南`. Not brought into 0 to 360: a turn the other way stays one. `null` for an
 * empty cell and "not known"; a text says why there is no angle.
 */
export function readAngle(cell: CellValue): number | null | string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : `${cell} is no angle.`;
  if (cell === null) return null;
  if (typeof cell === 'boolean') return `"${cell}" is no angle.`;
  if (isUnknownText(cell)) return null;
  const text = cell.normalize('NFKC').trim().toLowerCase();
  const degrees = DEGREES.exec(text);
  if (degrees !== null) return Number(degrees[1]);
  const parts = SEXAGESIMAL.exec(text);
  if (parts !== null) {
    const size = Number(parts[2]) + Number(parts[3]) / 60 + Number(parts[4] ?? 0) / 3600;
    return parts[1] === '-' ? -size : size;
  }
  return DIRECTIONS.get(text.replace(/[\s-]/g, '')) ?? `"${cell}" is no angle.`;
}
