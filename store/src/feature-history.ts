import { featureId } from '@undercroft/core/model/feature-id';
import type { RawRecord } from '@undercroft/core/model/link';
import type { FeatureHistory } from '@undercroft/core/protocol/data-page';
import { verticesOf } from './axis-vertices.ts';
import { HEADS, type LayerHeads } from './layer-heads.ts';
import { pairsOf } from './lon-lat-pairs.ts';
import { AREA_SELECT, type AreaRow, areaOf } from './rows/area-row.ts';
import { CITY_CASE_SELECT, type CityCaseRow, cityCaseOf } from './rows/city-case-row.ts';
import { CITY_POINT_SELECT, type CityPointRow, cityPointOf } from './rows/city-point-row.ts';
import type { VersionTable } from './rows/feature-tables.ts';
import { GRID_CELL_SELECT, type GridCellRow, gridCellOf } from './rows/grid-cell-row.ts';
import { LINK_SELECT, type LinkRow, linkOf } from './rows/link-row.ts';
import { NODE_SELECT, type NodeRow, nodeOf } from './rows/node-row.ts';
import type { Sql } from './sql.ts';

type Change = FeatureHistory['versions'][number]['changes'][number];
type Json = Change['after'];

/** Fields by their names in answers; those of sections, ends, accuracy and record as `section.widthMm`, `raw.Name`. */
type Fields = ReadonlyMap<string, Json>;

interface Version {
  readonly from: number;
  /** The import that ended it, or a number above every head. */
  readonly to: number;
  readonly fields: Fields;
}

interface VersionRow {
  readonly valid_from: number;
  readonly valid_to: number;
  readonly raw: RawRecord;
}

/**
 * Versions of one feature that the layer has shown, newest first; null when there is none. Versions of drafts and of
 * undone imports lie above the head or are gone, and an end set by an undone import counts as none.
 */
export async function featureHistory(
  sql: Sql,
  heads: LayerHeads,
  layer: string,
  sourceId: string,
): Promise<FeatureHistory | null> {
  const [head] = heads.layers;
  if (head === undefined) return null;
  const versionsIn = async <Row extends object>(table: VersionTable, select: string, read: (row: Row) => object) => {
    const rows = await sql.query<Row & VersionRow>(
      `select ${select}, f.raw, f.valid_from, f.valid_to
       from ${HEADS} join ${table} f on f.layer_id = l.layer_id and f.valid_from <= l.head and f.source_id = $3`,
      [...heads.parameters, sourceId],
    );
    return rows.map(
      (row): Version => ({
        from: row.valid_from,
        to: row.valid_to,
        fields: fieldsOf({ family: FAMILIES[table] ?? table, ...read(row), raw: row.raw }),
      }),
    );
  };
  const all = [
    ...(await versionsIn<LinkRow>('link', LINK_SELECT, (row) => ({
      ...linkOf(row),
      path: row.geom === null ? [] : verticesOf(row.geom),
    }))),
    ...(await versionsIn<NodeRow>('node', NODE_SELECT, nodeOf)),
    ...(await versionsIn<AreaRow>('area', AREA_SELECT, (row) => {
      const { ring, ...area } = areaOf(row);
      return { ...area, ring: ring === null ? null : pairsOf(ring) };
    })),
    ...(await versionsIn<CityPointRow>('city_point', CITY_POINT_SELECT, cityPointOf)),
    ...(await versionsIn<CityCaseRow>('city_case', CITY_CASE_SELECT, cityCaseOf)),
    ...(await versionsIn<GridCellRow>('grid_cell', GRID_CELL_SELECT, (row) => {
      const { polygons, ...cell } = gridCellOf(row);
      return { ...cell, polygons: polygons.map((rings) => rings.map(pairsOf)) };
    })),
  ];
  if (all.length === 0) return null;
  const oldestFirst = all.sort((a, b) => a.from - b.from);
  const imports = await importsOf(sql, oldestFirst, head.head);
  const versions = oldestFirst.map((version, i): FeatureHistory['versions'][number] => ({
    from: namedImport(imports, version.from),
    until: version.to > head.head ? null : withoutBy(namedImport(imports, version.to)),
    changes: i === 0 ? [] : changesBetween(oldestFirst[i - 1]?.fields ?? new Map(), version.fields),
  }));
  return { id: featureId(layer, sourceId), versions: versions.reverse() };
}

/** Families as answers name them. */
const FAMILIES: Readonly<Partial<Record<VersionTable, string>>> = {
  link: 'link',
  node: 'node',
  area: 'area',
  city_point: 'cityPoint',
  grid_cell: 'gridCell',
  city_case: 'cityCase',
};

function fieldsOf(value: object): Fields {
  const fields = new Map<string, Json>();
  for (const [name, field] of Object.entries(value) as [string, Json][]) {
    if (name === 'sourceId') continue;
    if (field === null || typeof field !== 'object' || Array.isArray(field)) {
      fields.set(name, field);
      continue;
    }
    for (const [part, inner] of Object.entries(field)) fields.set(`${name}.${part}`, inner);
  }
  return fields;
}

/** A field that one of them has not counts as null there. */
function changesBetween(before: Fields, after: Fields): Change[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((field) => {
    const change = { field, before: before.get(field) ?? null, after: after.get(field) ?? null };
    return JSON.stringify(change.before) === JSON.stringify(change.after) ? [] : [change];
  });
}

type NamedImport = FeatureHistory['versions'][number]['from'];

interface NamedImportRow {
  readonly id: number;
  readonly source: string;
  readonly published_at: string | null;
  readonly by_whom: string | null;
}

async function importsOf(
  sql: Sql,
  versions: readonly Version[],
  head: number,
): Promise<ReadonlyMap<number, NamedImport>> {
  const ids = versions.flatMap(({ from, to }) => (to > head ? [from] : [from, to]));
  const rows = await sql.query<NamedImportRow>(
    'select id, source, published_at, by_whom from import where id = any($1::bigint[])',
    [ids],
  );
  return new Map(
    rows.map(({ id, source, published_at, by_whom }) => [id, { id, source, publishedAt: published_at, by: by_whom }]),
  );
}

function namedImport(imports: ReadonlyMap<number, NamedImport>, id: number): NamedImport {
  return imports.get(id) ?? { id, source: '', publishedAt: null, by: null };
}

function withoutBy({ id, source, publishedAt }: NamedImport): FeatureHistory['versions'][number]['until'] {
  return { id, source, publishedAt };
}
