import type { Issue } from '@undercroft/core/model/issue';
import type { MapFeature } from '@undercroft/core/model/map-feature';
import { issue } from '../issues.ts';
import type { BoundTable, TableReadContext } from '../profiles/bound-table.ts';
import { codeReader } from '../profiles/codes/code-reader.ts';
import type { ReadItem } from '../readers/reader.ts';
import type { RawRow, TableFile } from '../tables/table-format.ts';
import { type MapPiece, mapPiecesOf } from './map-features-of.ts';
import { type PartIds, partIds } from './part-ids.ts';
import { type RowReader, rowReader, unknownWordIssues } from './row-reader.ts';
import { statedSeverities } from './stated-severities.ts';

type MapTarget = 'building' | 'road' | 'landUse' | 'water' | 'place';

/**
 * Buildings, roads, land use, water and places from tables. A row of several polygons or lines becomes several features;
 * so do several rows of one id, as tiled data has them for objects cut at a tile's border: the first piece has the id
 * itself, the next `id/2` and so on. Only a row with the id and the outline of one before is left out, and said so. Where
 * no column holds an id, rows are called by table and number.
 */
export function mapItems(
  file: TableFile,
  tables: readonly BoundTable[],
  context: TableReadContext,
  ids: PartIds = partIds(),
): AsyncIterable<readonly ReadItem[]> {
  return statedSeverities(allItems(file, tables, context, ids), context.profile.severities);
}

async function* allItems(
  file: TableFile,
  tables: readonly BoundTable[],
  context: TableReadContext,
  ids: PartIds,
): AsyncIterable<readonly ReadItem[]> {
  for (const bound of tables) {
    const target = mapTarget(bound);
    if (target === null) continue;
    const codes = codeReader(context.profile);
    const reader = rowReader(bound, context, codes);
    if (!bound.columns.has('id')) yield [{ value: null, issues: [withoutIds(bound)] }];
    for await (const rows of file.rows(bound.table, context.signal)) {
      const items: ReadItem[] = [];
      for (const row of rows) addItems(items, row, target, reader, context, ids);
      yield items;
    }
    const issues = unknownWordIssues(codes, bound.table.name);
    if (issues.length > 0) yield [{ value: null, issues }];
  }
}

function mapTarget({ target }: BoundTable): MapTarget | null {
  switch (target) {
    case 'building':
    case 'road':
    case 'landUse':
    case 'water':
    case 'place':
      return target;
    case 'surveyPoint':
    case 'surveyLine':
    case 'cityPoint':
    case 'gridCell':
    case 'cityCase':
      return null;
  }
}

/** Adds one item a piece; the first, or an empty one, carries the issues of the row. */
function addItems(
  items: ReadItem[],
  row: RawRow,
  target: MapTarget,
  reader: RowReader,
  { placement }: TableReadContext,
  ids: PartIds,
): void {
  reader.turnTo(row);
  const own = reader.id('id') ?? numbered(row, reader);
  reader.name(own);
  if (row.geometry === null) {
    reader.say('missing-geometry', null, `"${own}" has no geometry: there is nothing to draw.`);
    items.push({ value: null, issues: reader.issues });
    return;
  }
  const pieces = mapPiecesOf(target, row.geometry, reader, placement);
  if (pieces.length > 1) {
    reader.say('split-polygon', null, `"${own}" has ${pieces.length} pieces: each is a feature of its own.`);
  }
  const features: MapFeature[] = [];
  for (const [i, piece] of pieces.entries()) {
    const feature = namedFeature(piece, i === 0, own, reader, ids);
    if (feature !== null) features.push(feature);
  }
  items.push({ value: features[0] ?? null, issues: reader.issues });
  for (let i = 1; i < features.length; i++) items.push({ value: features[i] ?? null, issues: [] });
}

/** The piece under an id that no other feature has; `null` where it came before. */
function namedFeature(
  { outline, make }: MapPiece,
  isFirst: boolean,
  own: string,
  reader: RowReader,
  ids: PartIds,
): MapFeature | null {
  const { id, how } = ids.take(own, outline);
  if (how === 'first') return make(id);
  const at = [outline[0] ?? 0, outline[1] ?? 0] as const;
  if (how === 'same') {
    reader.say('repeated-row', 'id', `"${own}" came before with the same outline: it is left out here.`, at);
    return null;
  }
  if (isFirst) {
    reader.say('repeated-id', 'id', `"${own}" came before with another outline: this piece is called "${id}".`, at);
  }
  return make(id);
}

function withoutIds({ table: { name } }: BoundTable): Issue {
  const message = `No column of "${name}" holds ids: its rows are called "${name}#1" and so on, which changes when rows are inserted.`;
  const made = issue('numbered-by-row', null, null, message);
  return { ...made, where: { ...made.where, table: name } };
}

/** An id that lasts as long as nobody inserts a row above. */
function numbered({ row }: RawRow, reader: RowReader): string {
  const id = `${reader.bound.table.name}#${row}`;
  if (reader.bound.columns.has('id')) {
    reader.say(
      'numbered-by-row',
      'id',
      `Row ${row} has no id: it is called "${id}", which changes when rows are inserted.`,
    );
  }
  return id;
}
