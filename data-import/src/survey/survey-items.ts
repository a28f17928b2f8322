import type { BoundTable, TableReadContext } from '../profiles/bound-table.ts';
import type { ReadItem } from '../readers/reader.ts';
import type { RawRow, TableFile } from '../tables/table-format.ts';
import { checkComponents } from './component-checks.ts';
import { checkCrossings } from './crossing-checks.ts';
import { type LineNodes, lineNodes } from './line-nodes.ts';
import { type LineReader, lineReader } from './line-rows.ts';
import { type EndGathering, endGathering } from './made-ends.ts';
import { checkMeeting, checkThroughFlow } from './node-checks.ts';
import { checkAbandoned, checkCrossConnection, checkDegree, checkSamePlace, checkSpread } from './point-checks.ts';
import { pointReader } from './point-rows.ts';
import { newSurvey, type Survey } from './survey-context.ts';
import { type SurveyNetwork, surveyNetwork } from './survey-network.ts';

/** Points or lines checked between two batches of items, so that what is found does not pile up. */
const CHECKED_AT_ONCE = 20_000;

/**
 * The underground survey that tables of a source hold: nodes of its tables of points, links of its tables of lines, nodes
 * where lines end that no table names, and what the survey checks find (`survey-rules.ts`). Tables of other targets are
 * passed over.
 *
 * Points come first and are kept in columns; lines then stream past them. Lines without point numbers are joined by
 * distance, for which their tables are read twice. Each row gives one item at least: a row that no feature could be made
 * of gives one without a value, and with the issue that says why.
 */
export async function* surveyItems(
  file: TableFile,
  bound: readonly BoundTable[],
  context: TableReadContext,
): AsyncIterable<readonly ReadItem[]> {
  const survey = newSurvey(context);
  const pointTables = bound.filter(({ target }) => target === 'surveyPoint');
  const lineTables = bound.filter(({ target }) => target === 'surveyLine');
  survey.hasPointTables = pointTables.length > 0;
  for (const table of pointTables) yield* pointItems(file, table, survey);

  const nodes = lineNodes(survey);
  const ends = endGathering(survey, nodes);
  const readers = lineTables.map((table) => ({ table, reader: lineReader(table, survey, nodes) }));
  for (const { table, reader } of readers) if (reader.hasNoPoints) await gather(file, table, reader, ends, survey);
  yield* madeNodes(ends, nodes);
  for (const { table, reader } of readers) yield* lineItems(file, table, reader, ends, survey);

  yield* checkItems(survey, lineTables.length > 0);
}

async function* pointItems(file: TableFile, bound: BoundTable, survey: Survey): AsyncIterable<readonly ReadItem[]> {
  const reader = pointReader(bound, survey);
  for await (const rows of rowsOf(file, bound, survey)) {
    const items: ReadItem[] = [];
    for (const row of rows) items.push(reader.read(row));
    yield items;
  }
  reader.close();
  yield found(survey);
}

async function gather(
  file: TableFile,
  bound: BoundTable,
  reader: LineReader,
  ends: EndGathering,
  survey: Survey,
): Promise<void> {
  for await (const rows of rowsOf(file, bound, survey)) {
    for (const row of rows) reader.gather(row, ends);
    // The rows are read again, and tell of it then.
    survey.reporter.take();
  }
}

function* madeNodes(ends: EndGathering, nodes: LineNodes): Iterable<readonly ReadItem[]> {
  const batch = (): readonly ReadItem[] =>
    nodes.take().map((value) => ({ value: { family: 'node', value }, issues: [] }));
  for (const _ of ends.close()) yield batch();
  yield batch();
}

async function* lineItems(
  file: TableFile,
  bound: BoundTable,
  reader: LineReader,
  ends: EndGathering,
  survey: Survey,
): AsyncIterable<readonly ReadItem[]> {
  for await (const rows of rowsOf(file, bound, survey)) {
    const items: ReadItem[] = [];
    for (const row of rows) reader.read(row, ends, items);
    yield items;
  }
  reader.close();
  yield found(survey);
}

async function* rowsOf(file: TableFile, { table }: BoundTable, survey: Survey): AsyncIterable<readonly RawRow[]> {
  const { signal } = survey.context;
  for await (const rows of file.rows(table, signal)) {
    signal?.throwIfAborted();
    yield rows;
  }
}

/** What the checks across rows find, in batches of their own. */
function* checkItems(survey: Survey, hasLines: boolean): Iterable<readonly ReadItem[]> {
  const network = surveyNetwork(survey);
  const { points, lines, context } = survey;
  checkSpread(network);
  checkSamePlace(network);
  yield found(survey);
  for (let i = 0; hasLines && i < points.count; i++) {
    checkPoint(network, i);
    if (i % CHECKED_AT_ONCE === 0) yield found(survey, context.signal);
  }
  for (let i = 0; i < lines.count; i++) checkAbandoned(network, i);
  checkComponents(network);
  yield found(survey, context.signal);
  checkCrossings(network);
  for (const { list, word, count } of survey.codes.unknownWords()) {
    const what = `"${word}" (${count} ${count === 1 ? 'row' : 'rows'}) is no word that the code list "${list}" knows.`;
    survey.reporter.report('unknown-code', { table: undefined, row: null, field: null }, what);
  }
  yield found(survey);
}

function checkPoint(network: SurveyNetwork, point: number): void {
  checkDegree(network, point);
  checkMeeting(network, point);
  checkThroughFlow(network, point);
  checkCrossConnection(network, point);
}

function found({ reporter }: Survey, signal?: AbortSignal): readonly ReadItem[] {
  signal?.throwIfAborted();
  return reporter.pending ? [{ value: null, issues: reporter.take() }] : [];
}
