import type { Summary } from '@undercroft/core/protocol/answers';
import { IMPORT_SELECT, type ImportRow, importRecordOf } from './import-record.ts';
import { HEADS, type LayerHeads, liveAt } from './layer-heads.ts';
import type { Sql } from './sql.ts';

type UtilitySummary = Summary['utilities'][number];

/** What counts as unknown: the name in the answer and the condition on a conduit's row. */
const UNKNOWN_OF_CONDUITS: Readonly<Record<string, string>> = {
  invertFromM: 'f.from_invert_m is null',
  invertToM: 'f.to_invert_m is null',
  outerTopFromM: 'f.from_outer_top_m is null',
  outerTopToM: 'f.to_outer_top_m is null',
  sectionSize: 'f.width_mm is null or f.height_mm is null',
  wallMm: 'f.wall_mm is null',
  slope: 'f.slope is null',
  material: 'f.material is null',
  owner: 'f.owner is null',
  builtYear: 'f.built_year is null',
  status: "f.status = 'unknown'",
  qualityLevel: 'f.quality_level is null',
};

const UNKNOWN_OF_NODES: Readonly<Record<string, string>> = {
  coverLevelM: 'f.cover_level_m is null',
  sumpLevelM: 'f.sump_level_m is null',
  shaftDiameterMm: 'f.shaft_diameter_mm is null',
};

/** `count(*) filter (...)` for each field, all in one JSON object. */
function unknownObject(fields: Readonly<Record<string, string>>, among: string): string {
  const pairs = Object.entries(fields).map(
    ([name, condition]) => `'${name}', count(*) filter (where ${among} and (${condition}))`,
  );
  return `json_build_object(${pairs.join(', ')})`;
}

const LINK_SUMMARY = `
  select f.utility,
    count(*) filter (where f.kind = 'conduit') as conduits,
    coalesce(sum(coalesce(f.stated_length_m, f.plan_length_m)) filter (where f.kind = 'conduit'), 0) as length_m,
    count(*) filter (where f.kind <> 'conduit') as devices,
    ${unknownObject(UNKNOWN_OF_CONDUITS, "f.kind = 'conduit'")} as unknown
  from ${HEADS} join link f on ${liveAt('f')} group by f.utility`;

const NODE_SUMMARY = `
  select f.utility, count(*) as nodes, ${unknownObject(UNKNOWN_OF_NODES, 'true')} as unknown
  from ${HEADS} join node f on ${liveAt('f')} group by f.utility`;

const BOUNDS = `
  select min((bbox[1])[0]) as west, min((bbox[1])[1]) as south, max((bbox[0])[0]) as east, max((bbox[0])[1]) as north,
    count(*) filter (where family = 'area') as areas, count(*) filter (where family = 'gridCell') as grid_cells
  from (
    select 'link' as family, f.bbox from ${HEADS} join link f on ${liveAt('f')}
    union all select 'node', f.bbox from ${HEADS} join node f on ${liveAt('f')}
    union all select 'area', f.bbox from ${HEADS} join area f on ${liveAt('f')}
    union all select 'cityPoint', f.bbox from ${HEADS} join city_point f on ${liveAt('f')}
    union all select 'gridCell', f.bbox from ${HEADS} join grid_cell f on ${liveAt('f')}) as f`;

const CITY_POINTS = `select f.kind, count(*) as count from ${HEADS} join city_point f on ${liveAt('f')}
  group by f.kind order by f.kind`;

const CITY_CASES = `select count(*) as count from ${HEADS} join city_case f on ${liveAt('f')}`;

interface LinkSummaryRow {
  readonly utility: UtilitySummary['utility'];
  readonly conduits: number;
  readonly length_m: number;
  readonly devices: number;
  readonly unknown: Readonly<Record<string, number>>;
}

interface NodeSummaryRow {
  readonly utility: UtilitySummary['utility'];
  readonly nodes: number;
  readonly unknown: Readonly<Record<string, number>>;
}

interface BoundsRow {
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
  readonly areas: number;
  readonly grid_cells: number;
}

/** Counts, lengths and unknowns of what a scene shows; `revision` is '' while nothing is published. */
export async function sceneSummary(sql: Sql, scene: string, heads: LayerHeads): Promise<Summary> {
  const [links, nodes, bounds, points, cases, imports] = await Promise.all([
    sql.query<LinkSummaryRow>(LINK_SUMMARY, heads.parameters),
    sql.query<NodeSummaryRow>(NODE_SUMMARY, heads.parameters),
    sql.query<BoundsRow>(BOUNDS, heads.parameters),
    sql.query<{ kind: string; count: number }>(CITY_POINTS, heads.parameters),
    sql.query<{ count: number }>(CITY_CASES, heads.parameters),
    sql.query<ImportRow>(`${IMPORT_SELECT} where i.id = any($1::bigint[]) order by l.id`, [heads.parameters[1]]),
  ]);
  return {
    scene,
    revision: heads.revision ?? '',
    bbox: bboxOf(bounds[0]),
    utilities: byUtility(links, nodes),
    areas: bounds[0]?.areas ?? 0,
    cityPoints: Object.fromEntries(points.map(({ kind, count }) => [kind, count])),
    gridCells: bounds[0]?.grid_cells ?? 0,
    cityCases: cases[0]?.count ?? 0,
    imports: imports.map(importRecordOf),
  };
}

function byUtility(links: readonly LinkSummaryRow[], nodes: readonly NodeSummaryRow[]): UtilitySummary[] {
  const linkRows = new Map(links.map((row) => [row.utility, row]));
  const nodeRows = new Map(nodes.map((row) => [row.utility, row]));
  const utilities = [...new Set([...linkRows.keys(), ...nodeRows.keys()])].sort();
  return utilities.map((utility) => {
    const link = linkRows.get(utility);
    const node = nodeRows.get(utility);
    return {
      utility,
      conduits: link?.conduits ?? 0,
      lengthM: link?.length_m ?? 0,
      nodes: node?.nodes ?? 0,
      devices: link?.devices ?? 0,
      unknown: { ...link?.unknown, ...node?.unknown },
    };
  });
}

function bboxOf(row: BoundsRow | undefined): Summary['bbox'] {
  if (row === undefined) return null;
  const { west, south, east, north } = row;
  if (west === null || south === null || east === null || north === null) return null;
  return [west, south, east, north];
}
