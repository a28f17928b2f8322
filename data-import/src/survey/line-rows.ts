import { endLevels, outerTopBasis, tidy } from '@undercroft/core/model/end-levels';
import type { Link } from '@undercroft/core/model/link';
import type { BoundTable } from '../profiles/bound-table.ts';
import type { ReadItem } from '../readers/reader.ts';
import type { RawRow } from '../tables/table-format.ts';
import { checkAttributes } from './attribute-checks.ts';
import { ownText } from './id-index.ts';
import { type LineAttributes, lineCells, type StatedEnd } from './line-cells.ts';
import { checkEnd, checkLine, type ReadEnd } from './line-checks.ts';
import { lengthOf, pathOf, type Stretch } from './line-geometry.ts';
import { lineJoining } from './line-joining.ts';
import type { LineNodes } from './line-nodes.ts';
import type { EndGathering } from './made-ends.ts';
import { ownParts } from './own-path.ts';
import { placeId } from './place-id.ts';
import { rawRecords } from './raw-record.ts';
import { type Cell, orNull, textOf } from './row-cells.ts';
import { rowReport } from './row-report.ts';
import { itemOf, type Survey } from './survey-context.ts';

/*
 * The hot path: microseconds of one core a row of 26 columns, points and lines alike, every check included, with other
 * programs beside it. Facts of points and lines handed on in objects of 20 fields: 10.0. Written to the columns at once,
 * each id looked up once: 6.1 (each double in an object is a number on the heap). Ids of lines told from the pairs of their
 * points instead of kept in a set, which took 60 MB, and sections of one size shared: 4.5.
 */

/** Reads the rows of one table of lines. */
export interface LineReader {
  /** True when its rows name no points, so that their ends must be gathered first. */
  readonly hasNoPoints: boolean;
  gather(row: RawRow, ends: EndGathering): void;
  /** Puts the nodes made for the row and its links to `out`; one item at least. */
  read(row: RawRow, ends: EndGathering, out: ReadItem[]): void;
  /** Says what is to be said of the table as a whole. */
  close(): void;
}

/** Turns the rows of a table of lines into links. */
export function lineReader(bound: BoundTable, survey: Survey, nodes: LineNodes): LineReader {
  const { points, lines, context, reporter, sourceIds } = survey;
  const table = survey.tables.push(bound) - 1;
  const report = rowReport('Line', bound.table.name, reporter);
  const cells = lineCells(bound, survey, report);
  const joining = lineJoining(survey, cells, nodes, report);
  const record = rawRecords(bound.table.columns);
  const offsetM = context.placement.levelM(0);
  const { prefix } = survey.networkOf(bound);
  const linePrefix = prefix + (bound.idPrefix ?? '');
  const hasNoPoints = cells.from.id === null || cells.to.id === null;
  let withoutReference = 0;

  /** The id of a line without a number of its own: its points, else its place. */
  function madeId(row: RawRow, fromId: string | null, toId: string | null): string {
    if (fromId !== null && toId !== null) return `${fromId}-${toId}`;
    const xy = ownParts(row, cells)[0]?.xy;
    if (xy === undefined) return `${linePrefix}row ${row.row}`;
    const start = linePrefix + placeId(xy[0] ?? Number.NaN, xy[1] ?? Number.NaN);
    return `${start}-${placeId(xy.at(-2) ?? Number.NaN, xy.at(-1) ?? Number.NaN)}`;
  }

  function uniqueId(wanted: string, isStated: boolean, stretch: Stretch, hasPoints: boolean): string {
    if (!isStated && hasPoints) return sourceIds.forPair(wanted, stretch.from, stretch.to);
    if (isStated && points.ids.find(wanted) >= 0) {
      report.say(
        'shared-name',
        cells.lineId?.heading ?? null,
        `a point is called so too; the line is kept as "${wanted}~link".`,
      );
      return sourceIds.forLine(`${wanted}~link`);
    }
    const id = sourceIds.forLine(wanted);
    if (isStated && id !== wanted) {
      const what = 'its number is that of another line; it must be unique.';
      report.say('duplicate-id', cells.lineId?.heading ?? null, what);
    }
    return id;
  }

  function readEnd(side: 'from' | 'to', row: RawRow, point: number, z: number, isOwn: boolean): ReadEnd {
    const stated = cells[side];
    const statedLevelM = isOwn && stated.level !== null ? stated.level(row.values) + offsetM : z;
    const ownGround = isOwn && stated.groundLevel !== null ? stated.groundLevel(row.values) + offsetM : Number.NaN;
    const groundM = Number.isNaN(ownGround) ? (points.groundM[point] ?? Number.NaN) : ownGround;
    const depthM = isOwn ? depthOf(stated, row, point, z) : Number.NaN;
    const levelM = tidy(Number.isNaN(statedLevelM) ? groundM - depthM : statedLevelM);
    return { side, cells: stated, point, depthM, statedLevelM, groundM, levelM };
  }

  /** The depth the row states; where no column and no geometry tells, the one that the table of points does. */
  function depthOf(stated: StatedEnd, row: RawRow, point: number, z: number): number {
    if (stated.depth !== null) return stated.depth(row.values);
    return stated.level === null && Number.isNaN(z) ? (points.depthM[point] ?? Number.NaN) : Number.NaN;
  }

  function linkOf(row: RawRow, id: string, stretch: Stretch, attributes: LineAttributes): Link {
    const { reference, section, carried } = attributes;
    const from = readEnd('from', row, stretch.from, stretch.fromZ, stretch.isFirst);
    const to = readEnd('to', row, stretch.to, stretch.toZ, stretch.isLast);
    const fromLevels = endLevels(reference, orNull(from.levelM), section.heights);
    const toLevels = endLevels(reference, orNull(to.levelM), section.heights);
    const planLengthM = tidy(lengthOf(points, stretch));
    const isWhole = stretch.isFirst && stretch.isLast;
    const statedLengthM = isWhole && attributes.statedLengthM > 0 ? attributes.statedLengthM : null;
    const lengthM = statedLengthM ?? planLengthM;
    const fall =
      fromLevels.invertM === null || toLevels.invertM === null ? null : fromLevels.invertM - toLevels.invertM;
    if (reference === 'unknown' && !(Number.isNaN(from.levelM) && Number.isNaN(to.levelM))) withoutReference++;
    checkEnd(from, attributes, survey.thresholds, report);
    checkEnd(to, attributes, survey.thresholds, report);
    checkLine({ from, to, fromLevels, toLevels, planLengthM, statedLengthM }, attributes, cells, survey, report);
    checkPair(stretch, planLengthM);
    const line = lines.add(id, stretch.from, stretch.to, points);
    lines.fromLevelM[line] = from.levelM;
    lines.toLevelM[line] = to.levelM;
    lines.fromInvertM[line] = fromLevels.invertM ?? Number.NaN;
    lines.toInvertM[line] = toLevels.invertM ?? Number.NaN;
    lines.fromAxisM[line] = fromLevels.axisM ?? Number.NaN;
    lines.toAxisM[line] = toLevels.axisM ?? Number.NaN;
    lines.halfHeightM[line] = (section.heights.outerM ?? section.heights.innerM ?? Number.NaN) / 2;
    lines.widthMm[line] = section.section?.widthMm ?? Number.NaN;
    lines.heightMm[line] = section.section?.heightMm ?? Number.NaN;
    lines.planLengthM[line] = planLengthM;
    lines.row[line] = row.row;
    lines.table[line] = table;
    lines.describe(line, attributes);
    if (stretch.between.length > 0) lines.bend(line, stretch.between);
    return {
      kind: 'conduit',
      sourceId: id,
      utility: carried.utility,
      utilityBasis: carried.utilityBasis,
      fromNode: points.ids.idOf(stretch.from),
      toNode: points.ids.idOf(stretch.to),
      path: pathOf(points, stretch),
      section: section.section,
      from: fromLevels,
      to: toLevels,
      depthReference: reference,
      outerTopBasis: outerTopBasis(reference, section.heights, fromLevels, toLevels),
      statedLengthM,
      planLengthM,
      slope: fall === null || lengthM === 0 ? null : fall / lengthM,
      material: attributes.material,
      owner: attributes.owner,
      builtYear: attributes.builtYear,
      status: attributes.status,
      accuracy: attributes.accuracy,
      embedding: attributes.embedding,
      pressure: attributes.pressureRange,
      voltageKv: attributes.voltageKv,
      surveyedOn: attributes.surveyedOn,
      raw: record(row.values),
    };
  }

  /** L2. Bent lines between the same points are two when they differ in length. */
  function checkPair({ from, to, between }: Stretch, planLengthM: number): void {
    const first = lines.pairs.add(from, to, lines.count);
    const heading = cells.to.id?.heading ?? null;
    if (from === to) {
      const what = `both its ends are the point "${points.ids.idOf(from)}"; two points were wanted.`;
      report.say('line-to-itself', heading, what);
      return;
    }
    if (first < 0) return;
    const isBent = between.length > 0 || lines.between(first) !== null;
    if (isBent && Math.abs((lines.planLengthM[first] ?? 0) - planLengthM) > 0.01) return;
    report.say('duplicate-line', heading, `row ${lines.row[first] ?? 0} joins the same two points already.`);
  }

  return {
    hasNoPoints,
    gather(row, ends) {
      report.turnTo(row.row, '');
      const parts = ownParts(row, cells);
      if (parts.length > 0) ends.add(parts, cells.carried(row.values, '', null));
    },
    read(row, ends, out) {
      const { values } = row;
      const fromId = hasNoPoints ? null : prefixed(prefix, cells.from.id, values);
      const toId = hasNoPoints ? null : prefixed(prefix, cells.to.id, values);
      const stated = prefixed(linePrefix, cells.lineId, values);
      const wanted = stated === null ? madeId(row, fromId, toId) : ownText(stated);
      report.turnTo(row.row, wanted);
      const attributes = cells.attributes(values, wanted, fromId);
      const hasPoints = fromId !== null && toId !== null;
      const stretches = hasPoints
        ? joining.byNumber(row, fromId, toId, wanted, attributes.carried)
        : joining.byPlace(row, wanted, attributes.carried, hasNoPoints ? ends : null);
      for (const value of nodes.take()) out.push({ value: { family: 'node', value }, issues: [] });
      const [first] = stretches;
      if (first === undefined) {
        out.push(itemOf(survey, null, row.issues));
        return;
      }
      report.place(points.lon[first.from] ?? Number.NaN, points.lat[first.from] ?? Number.NaN);
      checkAttributes(cells, attributes, values, report);
      if (stretches.length === 1) {
        const id = uniqueId(wanted, stated !== null, first, hasPoints);
        const value = linkOf(row, id, first, attributes);
        out.push(itemOf(survey, { family: 'link', value }, row.issues));
        return;
      }
      for (const [i, stretch] of stretches.entries()) {
        const value = linkOf(row, sourceIds.forLine(`${wanted}/${i + 1}`), stretch, attributes);
        out.push(itemOf(survey, { family: 'link', value }, i === 0 ? row.issues : []));
      }
    },
    close() {
      const subject = { table: bound.table.name, row: null, field: null };
      const name = `Table "${bound.table.name}"`;
      if (withoutReference > 0) {
        const what = `${withoutReference} lines state a depth or a level, and no rule of the profile says where on the pipe it lies; their levels are unknown.`;
        reporter.report('unknown-depth-reference', subject, `${name}: ${what}`);
      }
      if (joining.zeroLevels > 0) {
        const what = `${joining.zeroLevels} lines lie at level 0 at every vertex; their levels are taken as unknown.`;
        reporter.report('zero-levels', subject, `${name}: ${what}`);
      }
    },
  };
}

/** A number as it stands in ids: with what its network or its table puts before it. */
function prefixed(prefix: string, cell: Cell | null, values: RawRow['values']): string | null {
  const text = cell === null ? null : textOf(cell.of(values));
  return text === null || prefix === '' ? text : prefix + text;
}
