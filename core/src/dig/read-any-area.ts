import { type AreaFormat, type AreaHints, type AreaReading, type RawCorners, readingError } from './area-reading.ts';
import { describeTaken, placeCorners } from './place-corners.ts';
import { areaOfRing } from './read-area.ts';
import { readCoordinateLines } from './read-coordinates.ts';
import { readDxfOutline } from './read-dxf-outline.ts';
import { readGeoJsonOutline } from './read-geojson-outline.ts';

/** Text that is pasted or uploaded, with the name of its file where it has one. */
export interface AreaText {
  readonly name: string | null;
  readonly text: string;
}

/** Characters of a file that are read. */
const MOST_CHARACTERS = 50_000_000;

/**
 * Reads the outline of a dig from a list of coordinates, GeoJSON or DXF, told apart by what stands in it, and says what
 * the numbers were taken for. The outline is checked as `areaOfRing` has it.
 */
export function readArea({ name, text }: AreaText, hints: AreaHints): AreaReading {
  if (text.length > MOST_CHARACTERS) {
    const came = `${Math.round(text.length / 1_000_000)} million`;
    return readingError(
      null,
      'too-long',
      `Wanted ${MOST_CHARACTERS / 1_000_000} million characters at most, but got ${came}.`,
    );
  }
  const format = formatOf(name, text);
  const read = cornersOf(format, text);
  if (!read.ok) return read;
  const placed = placeCorners(read.corners, hints);
  if (!placed.ok) return placed;
  const checked = areaOfRing(placed.ring, { closedByNature: format === 'geojson' });
  if (!checked.ok) return readingError(null, checked.refusal.code, checked.refusal.message);
  const { ring, repairs } = checked.area;
  const corners = Array.from({ length: ring.length / 2 }, (_, i) => [ring[i * 2] ?? 0, ring[i * 2 + 1] ?? 0] as const);
  return { ok: true, corners, format, taken: placed.taken, takenFor: describeTaken(placed.taken), repairs };
}

function cornersOf(
  format: AreaFormat,
  text: string,
): { readonly ok: true; readonly corners: RawCorners } | Extract<AreaReading, { ok: false }> {
  switch (format) {
    case 'text':
      return readCoordinateLines(text);
    case 'geojson':
      return readGeoJsonOutline(text);
    case 'dxf':
      return readDxfOutline(text);
  }
}

function formatOf(name: string | null, text: string): AreaFormat {
  if (/^[\s\uFEFF]*\{/.test(text)) return 'geojson';
  if (name?.toLowerCase().endsWith('.dxf') === true) return 'dxf';
  const isDxf = text.startsWith('AutoCAD Binary DXF') || /^(?:\s*999\r?\n.*\r?\n)*\s*0\r?\n\s*SECTION\b/.test(text);
  return isDxf ? 'dxf' : 'text';
}
