import { lonLatToEcef } from '@undercroft/core/geodesy/ellipsoid';
import { featureId } from '@undercroft/core/model/feature-id';
import type { SearchAnswer } from '@undercroft/core/protocol/answers';
import { HEADS, type LayerHeads, liveAt } from './layer-heads.ts';
import type { Sql } from './sql.ts';

type Match = SearchAnswer['matches'][number];

interface MatchRow {
  readonly layer_id: number;
  readonly source_id: string;
  readonly family: Match['family'];
  readonly kind: string;
  readonly utility: Match['utility'];
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
}

interface Searched {
  readonly table: string;
  readonly family: Match['family'];
  /** Expressions on the row `f`. */
  readonly kind: string;
  readonly utility: string;
  /** What the text is looked for in besides the source id. */
  readonly also: readonly string[];
}

const NAMES_AND_CODE = ['f.name_zh', 'f.name_en', 'f.code'];

const SEARCHED: readonly Searched[] = [
  { table: 'link', family: 'link', kind: 'f.kind', utility: 'f.utility', also: [] },
  { table: 'node', family: 'node', kind: 'f.kind', utility: 'f.utility', also: [] },
  { table: 'area', family: 'area', kind: 'f.kind', utility: 'null', also: [] },
  { table: 'city_point', family: 'cityPoint', kind: 'f.kind', utility: 'null', also: NAMES_AND_CODE },
  { table: 'grid_cell', family: 'gridCell', kind: 'f.level', utility: 'null', also: NAMES_AND_CODE },
];

function matchesIn({ table, family, kind, utility, also }: Searched): string {
  const found = ['f.source_id', ...also].map((column) => `${column} ilike $3`).join(' or ');
  return `select f.layer_id, f.source_id, '${family}' as family, ${kind} as kind, ${utility} as utility, f.bbox
    from ${HEADS} join ${table} f on ${liveAt('f')} where ${found}`;
}

const SEARCH = `
  select layer_id, source_id, family, kind, utility,
    (bbox[1])[0] as west, (bbox[1])[1] as south, (bbox[0])[0] as east, (bbox[0])[1] as north
  from (${SEARCHED.map(matchesIn).join(' union all ')}) as m
  order by not (source_id ilike $4), length(source_id), source_id collate "C", family, layer_id
  limit $5`;

/** By source id, and city points and grid cells also by name and code. Matches at the start of the source id first, then the shorter ids. `text` is taken word for word, not as a pattern. */
export async function searchFeatures(sql: Sql, heads: LayerHeads, text: string, limit: number): Promise<SearchAnswer> {
  const literal = text.replace(/[\\%_]/g, '\\$&');
  const rows = await sql.query<MatchRow>(SEARCH, [...heads.parameters, `%${literal}%`, `${literal}%`, limit + 1]);
  const names = new Map(heads.layers.map(({ id, name }) => [id, name]));
  return {
    matches: rows.slice(0, limit).map((row) => matchOf(row, names.get(row.layer_id) ?? '')),
    more: rows.length > limit,
  };
}

function matchOf(row: MatchRow, layer: string): Match {
  const { west, south, east, north } = row;
  const placed = west !== null && south !== null && east !== null && north !== null;
  return {
    id: featureId(layer, row.source_id),
    family: row.family,
    kind: row.kind,
    utility: row.utility,
    position: placed ? [(west + east) / 2, (south + north) / 2] : null,
    extentM: placed ? chordM(west, south, east, north) : 0,
  };
}

/** Straight distance on the ellipsoid between two positions in degrees, metres. */
function chordM(west: number, south: number, east: number, north: number): number {
  const ends = new Float64Array(6);
  lonLatToEcef(west, south, 0, ends, 0);
  lonLatToEcef(east, north, 0, ends, 3);
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0] = ends;
  return Math.hypot(bx - ax, by - ay, bz - az);
}
