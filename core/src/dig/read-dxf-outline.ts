import { type RawCorners, type ReadingError, readingError } from './area-reading.ts';

export type DxfOutline = { readonly ok: true; readonly corners: RawCorners } | ReadingError;

/** Group pairs that are read; a drawing with more is no outline of a dig. */
const MOST_PAIRS = 2_000_000;

/** Corners of one polyline that are read. */
const MOST_CORNERS = 1000;

interface Polyline {
  readonly line: number;
  closed: boolean;
  curved: boolean;
  readonly rows: number[][];
  readonly lines: number[];
}

/**
 * Reads the one closed polyline (LWPOLYLINE, or POLYLINE with its vertices) of the ENTITIES of a text DXF; a polyline
 * whose last corner repeats its first is closed too. Anything else in the drawing is left alone. Refuses a drawing with
 * none or several (`not-one-polygon`), arcs (`curved`) and what is no text DXF (`not-dxf`).
 */
export function readDxfOutline(text: string): DxfOutline {
  if (text.startsWith('AutoCAD Binary DXF')) {
    return readingError(1, 'not-dxf', 'Line 1: wanted a DXF of text, but got a binary one: save it as ASCII DXF.');
  }
  const found = polylines(text);
  if (!Array.isArray(found)) return found;
  const closed = found.filter(isClosed);
  const [one] = closed;
  if (one === undefined || closed.length > 1) {
    const open = found.length - closed.length;
    const message = `Wanted one closed polyline in the drawing, but there are ${closed.length} (and ${open} open ones).`;
    return readingError(null, 'not-one-polygon', message);
  }
  if (one.curved) {
    const message = `Line ${one.line}: wanted a polyline of straight sides, but it has arcs: divide them into corners first.`;
    return readingError(one.line, 'curved', message);
  }
  return { ok: true, corners: { rows: one.rows, lines: one.lines } };
}

function isClosed({ closed, rows }: Polyline): boolean {
  const [first, last] = [rows[0], rows.at(-1)];
  return rows.length >= 3 && (closed || (rows.length > 3 && first?.[0] === last?.[0] && first?.[1] === last?.[1]));
}

function polylines(text: string): Polyline[] | ReadingError {
  const found: Polyline[] = [];
  let inEntities = false;
  let section = false;
  let current: Polyline | null = null;
  // LWPOLYLINE has its corners as pairs of its own; POLYLINE is followed by VERTEX entities up to SEQEND.
  let entity = '';
  let pairs = 0;
  for (const { code, value, line } of groupPairs(text)) {
    pairs++;
    if (Number.isNaN(code)) {
      return readingError(
        line,
        'not-dxf',
        `Line ${line}: wanted the number of a DXF group, but got "${value.slice(0, 40)}".`,
      );
    }
    if (pairs > MOST_PAIRS) return readingError(line, 'too-long', `Line ${line}: wanted a smaller drawing.`);
    if (code === 0) {
      entity = value;
      section = value === 'SECTION';
      if (value === 'ENDSEC') inEntities = false;
      if (value === 'LWPOLYLINE' || value === 'POLYLINE') current = null;
      if (inEntities && (value === 'LWPOLYLINE' || value === 'POLYLINE')) {
        current = { line, closed: false, curved: false, rows: [], lines: [] };
        found.push(current);
      } else if (value !== 'VERTEX') {
        current = null;
      }
      continue;
    }
    if (code === 2 && section) inEntities = value === 'ENTITIES';
    if (current === null) continue;
    const corner = entity === 'LWPOLYLINE' || entity === 'VERTEX';
    if (code === 70 && entity !== 'VERTEX') current.closed = (Number(value) & 1) === 1;
    if (!corner || (code !== 10 && code !== 20 && code !== 42)) continue;
    const number = Number(value);
    if (value === '' || !Number.isFinite(number)) {
      return readingError(line, 'not-coordinates', `Line ${line}: wanted a number, but got "${value.slice(0, 40)}".`);
    }
    if (code === 42) current.curved ||= number !== 0;
    else if (code === 20) current.rows.at(-1)?.push(number);
    else {
      if (current.rows.length >= MOST_CORNERS) {
        return readingError(line, 'too-long', `Line ${line}: wanted ${MOST_CORNERS} corners at most.`);
      }
      current.rows.push([number]);
      current.lines.push(line);
    }
  }
  if (pairs === 0) return readingError(null, 'empty', 'Wanted a drawing, but the file is empty.');
  return found;
}

/** The pairs of a DXF: the group's number on one line, its value on the next. `line` is the value's. */
function* groupPairs(text: string): Iterable<{ readonly code: number; readonly value: string; readonly line: number }> {
  let at = 0;
  let line = 0;
  const next = (): string | null => {
    if (at >= text.length) return null;
    const end = text.indexOf('\n', at);
    const until = end < 0 ? text.length : end;
    const content = text.slice(at, until);
    at = until + 1;
    line++;
    return content.trim();
  };
  for (let code = next(); code !== null; code = next()) {
    if (!/^-?\d+$/.test(code)) {
      if (code === '' && at >= text.length) return;
      yield { code: Number.NaN, value: code, line };
      return;
    }
    const value = next();
    if (value === null) return;
    yield { code: Number(code), value, line };
  }
}
