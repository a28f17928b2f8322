import { decimal } from '../inp/inp-number.ts';
import type { SwmmRow } from './swmm-file.ts';

const LONG_X1_WORDS = 11;

/** The box around an irregular channel, in the file's unit of length. */
export interface Transect {
  readonly width: number;
  readonly height: number;
}

/**
 * Transects in HEC-2 form, by name. A record is `NC` (roughness), `X1 name stations left right 0 0 meander widthFactor
 * elevationOffset`, then `GR elevation station elevation station ...`. The width is that between the outermost stations
 * times the width factor (0 reads 1); the channel's sides rise upright there. The solver and its editor write two zeros
 * in `X1`, the manual three: a line of eleven words is read as the manual has it.
 */
export function transectsOf(rows: readonly SwmmRow[], idKey: (id: string) => string): ReadonlyMap<string, Transect> {
  const transects = new Map<string, Transect>();
  let name: string | null = null;
  let factor = 1;
  let stations = EMPTY;
  let elevations = EMPTY;
  const finish = () => {
    const width = (stations.greatest - stations.least) * factor;
    const height = elevations.greatest - elevations.least;
    if (name !== null && width > 0 && height > 0) transects.set(idKey(name), { width, height });
  };
  for (const { tokens } of rows) {
    const kind = tokens[0]?.toUpperCase();
    if (kind === 'X1') {
      finish();
      name = tokens[1] ?? null;
      factor = decimal(tokens[tokens.length >= LONG_X1_WORDS ? 9 : 8]) || 1;
      stations = EMPTY;
      elevations = EMPTY;
    } else if (kind === 'GR') {
      for (let i = 1; i + 1 < tokens.length; i += 2) {
        const elevation = decimal(tokens[i]);
        const station = decimal(tokens[i + 1]);
        if (elevation === null || station === null) continue;
        elevations = widened(elevations, elevation);
        stations = widened(stations, station);
      }
    }
  }
  finish();
  return transects;
}

interface Span {
  readonly least: number;
  readonly greatest: number;
}

const EMPTY: Span = { least: Number.POSITIVE_INFINITY, greatest: Number.NEGATIVE_INFINITY };

function widened(span: Span, value: number): Span {
  return { least: Math.min(span.least, value), greatest: Math.max(span.greatest, value) };
}
