import type { RawPart } from '../tables/raw-geometry.ts';
import type { RawRow } from '../tables/table-format.ts';
import { geometryLevel } from './geometry-level.ts';
import type { LineCells } from './line-cells.ts';
import { type PlacedPart, placedPart, type Stretch, straight, stretchesOf, turned } from './line-geometry.ts';
import type { LineNodes } from './line-nodes.ts';
import type { EndGathering } from './made-ends.ts';
import { ownParts } from './own-path.ts';
import type { RowReport } from './row-report.ts';
import type { Survey } from './survey-context.ts';
import type { Carried } from './utility-cell.ts';

/** Own coordinates farther from the point of their number than this are told of, metres. */
const AWAY_M = 0.5;

/** Finds the points that the lines of one table run between. */
export interface LineJoining {
  /** Joins a line by the numbers of its points; its own coordinates stand in for a point that no table holds. */
  byNumber(row: RawRow, fromId: string, toId: string, id: string, carried: Carried): readonly Stretch[];
  /** Joins a line by its coordinates alone; `gathered` gives the points where ends were gathered before. */
  byPlace(row: RawRow, id: string, carried: Carried, gathered: EndGathering | null): readonly Stretch[];
  /** Lines whose geometry lay at level 0 at every vertex. */
  readonly zeroLevels: number;
}

const NOWHERE: readonly Stretch[] = [];

/** What cannot be joined is reported and gives no stretch. */
export function lineJoining(survey: Survey, cells: LineCells, nodes: LineNodes, report: RowReport): LineJoining {
  const { points, context, plane } = survey;
  const scratch = new Float64Array(2);
  let zeroLevels = 0;

  const levelOf = geometryLevel(context);

  /** Levels that are 0 at every vertex were never measured. */
  function placedWithLevels(part: RawPart): PlacedPart | null {
    const isFlat = part.z !== null && part.z.length > 0 && part.z.every((z) => z === 0);
    if (isFlat) zeroLevels++;
    const placed = placedPart(survey, isFlat ? { xy: part.xy, z: null } : part, levelOf);
    if (typeof placed !== 'string') return placed;
    report.say('outside-area-of-use', null, placed);
    return null;
  }

  function missing(side: 'from' | 'to', id: string): void {
    report.say('missing-point', cells[side].id?.heading ?? null, `its point "${id}" stands in no table of points.`);
  }

  function standIn(side: 'from' | 'to', id: string, part: PlacedPart | null, carried: Carried): number {
    const end = side === 'from' ? part?.ends[0] : part?.ends.at(-1);
    if (end === undefined) {
      missing(side, id);
      return -1;
    }
    if (survey.hasPointTables) {
      const what = `its point "${id}" stands in no table of points; the line's own coordinates place it.`;
      report.say('placed-without-point', cells[side].id?.heading ?? null, what);
    }
    return nodes.make(id, end, carried, 'junction');
  }

  function checkColumns({ values }: RawRow, side: 'from' | 'to', point: number): void {
    const { x, y } = cells[side];
    if (x === null || y === null) return;
    plane.write(x(values), y(values), Number.NaN, Number.NaN, scratch);
    checkAway(scratch[0] ?? Number.NaN, scratch[1] ?? Number.NaN, point);
  }

  function checkAway(x: number, y: number, point: number): void {
    const away = Math.sqrt((x - (points.x[point] ?? Number.NaN)) ** 2 + (y - (points.y[point] ?? Number.NaN)) ** 2);
    if (!(away > AWAY_M)) return;
    const what = `its own coordinates end ${away.toFixed(2)} m from its point "${points.ids.idOf(point)}"; it is drawn to the point.`;
    report.say('end-away-from-point', null, what);
  }

  function hasPlaces(from: number, to: number): boolean {
    const without = points.hasPlace(from) ? (points.hasPlace(to) ? -1 : to) : from;
    if (without < 0) return true;
    report.say(
      'missing-coordinates',
      null,
      `its point "${points.ids.idOf(without)}" has no place, and so it has none.`,
    );
    return false;
  }

  function byOwnPath(row: RawRow, fromId: string, toId: string, id: string, carried: Carried): readonly Stretch[] {
    const raw = ownParts(row, cells)[0];
    const part = raw === undefined ? null : placedWithLevels(raw);
    const known = points.ids.find(fromId);
    const from = known >= 0 ? known : standIn('from', fromId, part, carried);
    // Looked for after the first was made: both may be one.
    const knownTo = points.ids.find(toId);
    const to = knownTo >= 0 ? knownTo : standIn('to', toId, part, carried);
    if (from < 0 || to < 0 || !hasPlaces(from, to)) return NOWHERE;
    if (part === null) return [straight(from, to)];
    const oriented = turned(part, points, from, to);
    const [first, last] = [oriented.ends[0], oriented.ends.at(-1)];
    if (first !== undefined) checkAway(first.x, first.y, from);
    if (last !== undefined) checkAway(last.x, last.y, to);
    return stretchesOf(oriented, from, to, id, carried, survey, nodes);
  }

  return {
    get zeroLevels() {
      return zeroLevels;
    },
    byNumber(row, fromId, toId, id, carried) {
      const from = points.ids.find(fromId);
      const to = points.ids.find(toId);
      points.name(from);
      points.name(to);
      const hasColumns = cells.from.x !== null;
      const areKnown = from >= 0 && to >= 0;
      // With both points known and all in one plane, nothing need be placed to compare the line's own coordinates.
      if (row.geometry !== null || (hasColumns && !(areKnown && plane.isSource))) {
        return byOwnPath(row, fromId, toId, id, carried);
      }
      if (areKnown && hasPlaces(from, to)) {
        checkColumns(row, 'from', from);
        checkColumns(row, 'to', to);
        return [straight(from, to)];
      }
      if (from < 0) missing('from', fromId);
      if (to < 0) missing('to', toId);
      return NOWHERE;
    },
    byPlace(row, id, carried, gathered) {
      const parts = ownParts(row, cells);
      if (parts.length === 0) {
        const what = 'the numbers of its points or coordinates were wanted; neither came.';
        report.say('missing-value', cells.from.id?.heading ?? null, what);
      }
      const stretches: Stretch[] = [];
      for (const [i, raw] of parts.entries()) {
        const points = gathered === null ? null : [gathered.next(), gathered.next()];
        const part = placedWithLevels(raw);
        const [first, last] = [part?.ends[0], part?.ends.at(-1)];
        if (part === null || first === undefined || last === undefined) continue;
        const from = points?.[0] ?? nodes.at(first, carried);
        const to = points?.[1] ?? nodes.at(last, carried);
        const partId = parts.length === 1 ? id : `${id}/${i + 1}`;
        stretches.push(...stretchesOf(part, from, to, partId, carried, survey, nodes));
      }
      return stretches;
    },
  };
}
