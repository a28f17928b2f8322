import { type RawCorners, type ReadingError, readingError } from './area-reading.ts';

/** Lines of a list that are read; an area has a fifth of these corners at most. */
const MOST_LINES = 1000;

export type CoordinateLines = { readonly ok: true; readonly corners: RawCorners } | ReadingError;

/**
 * Reads a list of coordinates, a corner a line: two numbers, or three with a point number before them or a level behind,
 * parted by comma, tab, space or semicolon, also the Chinese ones; a name may stand first (`J1`), a header above.
 * Degrees may be written `119°36'12.3"E`, `119度36分12.3秒` or `119:36:12.3`. In the land registry's exchange of parcels
 * the corners of one parcel of one ring are read. What the numbers mean is left to `placeCorners`.
 */
export function readCoordinateLines(text: string): CoordinateLines {
  const rows: number[][] = [];
  const lines: number[] = [];
  const all = text.split(/\r\n|\r|\n/);
  const start = all.findIndex((raw) => raw.includes(PARCEL_COORDINATES)) + 1;
  let parcels = 0;
  for (const [index, raw] of all.entries()) {
    const line = index + 1;
    const content = halfWidth(raw).trim();
    if (index < start || content === '' || content.startsWith('#')) continue;
    if (start > 0 && content.endsWith('@')) {
      parcels++;
      if (parcels === 1) continue;
      return readingError(line, 'not-one-polygon', `Line ${line}: wanted one parcel, but here begins another.`);
    }
    if (rows.length >= MOST_LINES) {
      return readingError(line, 'too-long', `Line ${line}: wanted ${MOST_LINES} corners at most, but there are more.`);
    }
    const numbers = numbersOf(content);
    // Words above the numbers are their header.
    if (numbers === null && rows.length === 0 && !/\d[\d.]{3}/.test(content)) continue;
    if (numbers === null || numbers.length < 2) {
      return readingError(
        line,
        'not-coordinates',
        `Line ${line}: wanted two numbers, but got "${shortened(content)}".`,
      );
    }
    const first = rows[0];
    if (first !== undefined && first.length !== numbers.length) {
      const message = `Line ${line}: wanted ${first.length} numbers as in line ${lines[0]}, but got ${numbers.length}.`;
      return readingError(line, 'uneven-lines', message);
    }
    if (numbers.length > 4) {
      const message = `Line ${line}: wanted one corner of two to four numbers, but got ${numbers.length} numbers.`;
      return readingError(line, 'not-coordinates', message);
    }
    if (start > 0 && first !== undefined && numbers.length === 3 && numbers[0] !== first[0]) {
      const message = `Line ${line}: the area must be one ring without holes, but here begins ring ${numbers[0]}.`;
      return readingError(line, 'holes', message);
    }
    rows.push(numbers);
    lines.push(line);
  }
  if (rows.length === 0) return readingError(null, 'empty', 'Wanted a list of coordinates, but got no numbers.');
  return { ok: true, corners: { rows, lines } };
}

/** Full-width letters, digits and signs as the plain ones; every kind of quote and prime as the one it stands for. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0\uFEFF]/g, ' ')
    .replace(/\u3001/g, ',')
    .replace(/[\u2032\u2019\u02B9]/g, "'")
    .replace(/[\u2033\u201D\u02BA]|''/g, '"')
    .replace(/[\u2212\u2013]/g, '-');
}

/** Heads the corners in the land registry's exchange of parcels: `J1,1,X,Y` with the number of the ring. */
const PARCEL_COORDINATES = '[\u5730\u5757\u5750\u6807]';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The numbers of a line; null where anything but a name before them is none. */
function numbersOf(content: string): number[] | null {
  const angles = anglesOf(content);
  if (angles !== null) return angles;
  const fields = content
    .split(/[\s,;|]+/)
    .filter((field) => field !== '')
    .map((field) => field.replace(/^[xyXYnNeEbBlLhHzZ][=:]/, ''));
  const numbers: number[] = [];
  for (const [i, field] of fields.entries()) {
    if (NUMBER.test(field)) numbers.push(Number(field));
    else if (i > 0) return null;
  }
  return numbers.length === 0 ? null : numbers;
}

/*
 * Degrees, minutes, seconds, with the letter of the hemisphere before or behind; minutes and seconds may be missing. A
 * letter before belongs to the angle it touches.
 */
const ANGLE =
  /(?:([NSEW\u5317\u5357\u4E1C\u897F])\u7EAC?\u7ECF?\s*)?(-?\d+(?:\.\d+)?)\s*(?:[\u00B0\u00BA\u5EA6:])\s*(?:(\d+(?:\.\d+)?)\s*(?:['\u5206:])?\s*)?(?:(\d+(?:\.\d+)?)\s*["\u79D2]?\s*)?([NSEW](?![a-zA-Z]))?/giu;

function anglesOf(content: string): number[] | null {
  if (!/\d\s*[\u00B0\u00BA\u5EA6]|\d:\d+:\d/.test(content)) return null;
  const angles: number[] = [];
  for (const [, before, degrees, minutes, seconds, behind] of content.matchAll(ANGLE)) {
    const m = Number(minutes ?? 0);
    const s = Number(seconds ?? 0);
    if (m >= 60 || s >= 60) return null;
    const whole = Number(degrees);
    const size = Math.abs(whole) + m / 60 + s / 3600;
    const south = /[SW\u5357\u897F]/i.test(before ?? behind ?? '');
    angles.push(whole < 0 || south ? -size : size);
  }
  return angles.length === 0 ? null : angles;
}

function shortened(content: string): string {
  return content.length <= 60 ? content : `${content.slice(0, 57)}...`;
}
