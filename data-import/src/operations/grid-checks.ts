import { type LocalProjection, localProjection } from '@undercroft/core/geodesy/local-projection';
import { interiorPoint } from '@undercroft/core/geometry/interior-point';
import { signedArea } from '@undercroft/core/geometry/polygon';
import {
  type AreaPolygons,
  type Coverage,
  type CoverageFault,
  polygonCoverage,
} from '@undercroft/core/geometry/polygon-coverage';
import { GRID_LEVELS, type GridCell, type GridLevel } from '@undercroft/core/model/grid-cell';
import type { Issue } from '@undercroft/core/model/issue';
import { type IssueCode, issue } from '../issues.ts';
import { cellFinder } from './cell-finder.ts';
import { GRID_CODE_LENGTHS } from './china-codes.ts';

/** A cell with the row it stands in. */
export interface ReadCell {
  readonly cell: GridCell;
  readonly row: number;
  readonly table: string;
}

/** More corners than these are not looked at for gaps and overlaps: memory, some 700 bytes a corner. */
const MOST_CORNERS = 400_000;
/** Share by which a stated area may differ. */
const AREA_SLACK = 0.01;
const PARENTS = ['district', 'street', 'community'] as const;

/** Checks across the cells of an import: parents by code and by place, stated areas, gaps and overlaps of each level. */
export function gridIssues(cells: readonly ReadCell[]): readonly Issue[] {
  const first = cells[0]?.cell.polygons[0]?.[0];
  if (first === undefined) return [];
  const projection = localProjection([first[0] ?? 0, first[1] ?? 0]);
  return [
    ...parentIssues(cells),
    ...cells.flatMap((read) => areaIssue(read)),
    ...GRID_LEVELS.flatMap((level) => coverageIssues(level, cells, projection)),
  ];
}

/** Area of a cell in m2, in a conformal plane about itself. */
export function cellAreaM2({ polygons }: GridCell): number {
  const first = polygons[0]?.[0];
  if (first === undefined) return 0;
  const projection = localProjection([first[0] ?? 0, first[1] ?? 0]);
  let area = 0;
  for (const [outer, ...holes] of planePolygons(polygons, projection)) {
    if (outer === undefined) continue;
    area += Math.abs(signedArea(outer)) - holes.reduce((sum, hole) => sum + Math.abs(signedArea(hole)), 0);
  }
  return area;
}

/** A cell's code begins with the codes of what holds it; where those are in the import, it must lie in them. */
function parentIssues(cells: readonly ReadCell[]): readonly Issue[] {
  const coded = cells.filter(({ cell }) => cell.code !== null);
  return PARENTS.flatMap((level) => {
    const length = GRID_CODE_LENGTHS[level];
    const parents = coded.filter(({ cell }) => cell.level === level);
    if (parents.length === 0) return [];
    const codes = new Set(parents.map(({ cell }) => cell.code));
    const find = cellFinder(parents.map(({ cell }) => cell));
    return coded.flatMap((read): Issue[] => {
      const { code, polygons, sourceId } = read.cell;
      if (code === null || code.length <= length) return [];
      const parent = code.slice(0, length);
      if (!codes.has(parent)) {
        const message = `Cell "${sourceId}" says by its code that it lies in the ${level} ${parent}, which is not in the import.`;
        return [about('grid-parent-missing', read, message, cornerOf(read.cell))];
      }
      const inside = interiorPoint(polygons[0] ?? []);
      if (inside === null) return [];
      const found = find(inside[0], inside[1]).cells;
      if (found.includes(parent)) return [];
      const came = found.length === 0 ? `none of the import` : `${level} ${found.join(', ')}`;
      const message = `Cell "${sourceId}" should lie in the ${level} ${parent} by its code; it lies in ${came}.`;
      return [about('grid-outside-parent', read, message, inside)];
    });
  });
}

function areaIssue(read: ReadCell): readonly Issue[] {
  const { statedAreaM2, sourceId } = read.cell;
  if (statedAreaM2 === null) return [];
  const areaM2 = cellAreaM2(read.cell);
  if (Math.abs(areaM2 - statedAreaM2) <= AREA_SLACK * statedAreaM2) return [];
  const message = `Cell "${sourceId}" states ${square(statedAreaM2)}; its polygon has ${square(areaM2)}.`;
  return [about('area-differs', read, message, cornerOf(read.cell))];
}

function coverageIssues(level: GridLevel, all: readonly ReadCell[], projection: LocalProjection): readonly Issue[] {
  const cells = all.filter(({ cell }) => cell.level === level);
  const [first] = cells;
  if (first === undefined || cells.length < 2) return [];
  const corners = cells.reduce(
    (sum, { cell }) => sum + cell.polygons.flat().reduce((n, { length }) => n + length / 2, 0),
    0,
  );
  if (corners > MOST_CORNERS) {
    const message =
      `The ${cells.length} cells of level "${level}" have ${corners} corners; at most ${MOST_CORNERS} are looked at for gaps ` +
      'and overlaps. They were not checked: import the grid by districts.';
    return [about('grid-not-checked', first, message, undefined)];
  }
  const coverage = coverageOf(cells, projection);
  if (coverage === null) {
    const message =
      `The borders of the ${cells.length} cells of level "${level}" cross each other too often: they were not checked for gaps ` +
      'and overlaps. Mend the cells that cross themselves first.';
    return [about('grid-not-checked', first, message, undefined)];
  }
  const { faults, slivers } = coverage;
  const issues = faults.flatMap((fault) => faultIssue(fault, cells, projection));
  if (slivers.count === 0) return issues;
  const message =
    `${slivers.count} gaps and overlaps between cells of level "${level}" are too thin or small to be more than rounding ` +
    `(${square(slivers.areaM2)} in all): they were passed over.`;
  const made = issue('grid-slivers', null, null, message);
  return [...issues, { ...made, where: { ...made.where, table: first.table } }];
}

/** `null` for borders that cross beyond all measure. */
function coverageOf(cells: readonly ReadCell[], projection: LocalProjection): Coverage | null {
  try {
    return polygonCoverage(cells.map(({ cell }) => planePolygons(cell.polygons, projection)));
  } catch (cause) {
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

function faultIssue(
  { kind, areas, areaM2, widthM, at }: CoverageFault,
  cells: readonly ReadCell[],
  projection: LocalProjection,
): readonly Issue[] {
  const one = cells[areas[0]];
  const other = areas[1] === null ? undefined : cells[areas[1]];
  if (one === undefined) return [];
  const size = `${square(areaM2)} (${widthM.toFixed(2)} m wide on the average)`;
  const names =
    other === undefined ? `Cell "${one.cell.sourceId}"` : `Cells "${one.cell.sourceId}" and "${other.cell.sourceId}"`;
  const rows = other === undefined ? '' : ` Rows ${one.row} and ${other.row}.`;
  const verb =
    kind === 'overlap'
      ? `overlap by ${size}`
      : other === undefined
        ? `leaves a gap of ${size}`
        : `leave a gap of ${size}`;
  const where = projection.inverse(at[0], at[1]);
  return [about(kind === 'gap' ? 'grid-gap' : 'grid-overlap', one, `${names} ${verb}.${rows}`, where)];
}

function planePolygons(polygons: GridCell['polygons'], projection: LocalProjection): AreaPolygons {
  return polygons.map((rings) =>
    rings.map((ring) => {
      const plane = new Float64Array(ring.length);
      for (let i = 0; i + 1 < ring.length; i += 2) projection.forward(ring[i] ?? 0, ring[i + 1] ?? 0, plane, i);
      return plane;
    }),
  );
}

function cornerOf({ polygons }: GridCell): readonly [number, number] | undefined {
  const ring = polygons[0]?.[0];
  return ring === undefined ? undefined : [ring[0] ?? 0, ring[1] ?? 0];
}

function square(areaM2: number): string {
  return areaM2 >= 1e6 ? `${(areaM2 / 1e6).toFixed(2)} km2` : `${areaM2.toFixed(areaM2 < 100 ? 1 : 0)} m2`;
}

function about(code: IssueCode, { cell, row, table }: ReadCell, message: string, at: Issue['at']): Issue {
  const made = issue(code, row, null, message);
  return { ...made, where: { ...made.where, table }, sourceId: cell.sourceId, at };
}
