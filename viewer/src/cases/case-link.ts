import { type CasePeriod, decodePeriod, encodePeriod } from './case-period.ts';
import { CELL_MEASURES, type CellMeasure } from './cell-classes.ts';

/** Where a case is looked for again: the server tells cases by their place. */
export interface CaseRef {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

/** What an address tells of the cases on screen. */
export interface CaseView {
  /** `null` while the panel is closed. */
  readonly period: CasePeriod | null;
  /** `null` colours no cell. */
  readonly measure: CellMeasure | null;
  /** Cases of this cell alone. */
  readonly cell: string | null;
  readonly selected: CaseRef | null;
}

const DEFAULT_MEASURE: CellMeasure = 'count';

/** Writes the view as query parameters; the others of `base` are kept. */
export function encodeCases({ period, measure, cell, selected }: CaseView, base: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(base);
  const put = (name: string, value: string | null): void => {
    if (value === null || period === null) query.delete(name);
    else query.set(name, value);
  };
  put('cases', period === null ? null : encodePeriod(period));
  put('cells', measure === DEFAULT_MEASURE ? null : (measure ?? 'off'));
  put('cell', cell);
  put('case', selected === null ? null : `${selected.lon},${selected.lat},${selected.id}`);
  return query;
}

/** Reads what `encodeCases` wrote. What cannot be understood is left as it comes. */
export function decodeCases(query: URLSearchParams): CaseView {
  const cells = query.get('cells');
  const measure = CELL_MEASURES.find((each) => each === cells) ?? DEFAULT_MEASURE;
  const cell = query.get('cell');
  return {
    period: decodePeriod(query.get('cases') ?? ''),
    measure: cells === 'off' ? null : measure,
    cell: cell !== null && /^[0-9A-Za-z-]{1,40}$/.test(cell) ? cell : null,
    selected: decodeRef(query.get('case') ?? ''),
  };
}

function decodeRef(text: string): CaseRef | null {
  const [, lon, lat, id] = /^(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(.{1,300})$/.exec(text) ?? [];
  if (lon === undefined || lat === undefined || id === undefined) return null;
  return { lon: Number(lon), lat: Number(lat), id };
}
