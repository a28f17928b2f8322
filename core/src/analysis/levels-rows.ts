import type { LocalProjection } from '../geodesy/local-projection.ts';
import { type ConduitFacts, type ConduitTable, conduitTable, placedConduit } from './conduit-table.ts';
import type { DataMoment, NearRows } from './near-rows.ts';
import { type PlacedNode, placedNode } from './placed-node.ts';

/** Rows about a line or a path, laid out in the plane of a projection. */
export interface LevelsRows extends DataMoment {
  readonly table: ConduitTable;
  readonly nodes: readonly PlacedNode[];
  readonly unplacedCount: number;
  readonly projection: LocalProjection;
}

/** How far about a line of a section, or a path, rows must be known by the box of their axes, metres: the widest half. */
export const LEVELS_REACH_M = 15;

export function levelsRows(rows: NearRows, projection: LocalProjection): LevelsRows {
  return {
    revision: rows.revision,
    dataDate: rows.dataDate,
    unplacedCount: rows.unplacedCount,
    table: conduitTable(rows.links.map(({ facts, path }) => placedConduit(facts, path, projection))),
    nodes: rows.nodes.map((node) => placedNode(node, projection)),
    projection,
  };
}

/** What a drawing and a finding say of a conduit. */
export function drawnFacts(facts: ConduitFacts) {
  const { section } = facts;
  return {
    featureId: facts.id,
    sourceId: facts.sourceId,
    utility: facts.utility,
    owner: facts.owner,
    status: facts.status,
    surveyedOn: facts.surveyedOn ?? null,
    shape: section?.shape ?? null,
    widthMm: section?.widthMm ?? null,
    heightMm: section?.heightMm ?? null,
    wallMm: section?.wallMm ?? null,
    casingMm: section?.casingMm ?? null,
    barrels: section?.barrels ?? 1,
    wallKnown:
      section !== null && (section.wallMm !== null || section.measured === 'outside' || (section.casingMm ?? 0) > 0),
    material: facts.material,
    builtYear: facts.builtYear,
  };
}

/** The facts of a conduit of a table; throws a RangeError for a number it does not have. */
export function factsAt(table: ConduitTable, index: number): ConduitFacts {
  const facts = table.facts[index];
  if (facts === undefined)
    throw new RangeError(`A conduit of the table was wanted; number ${index} of ${table.count} came`);
  return facts;
}

/** Conduits whose level or size is unknown, each once. */
export function unknownAmong(table: ConduitTable, indices: Iterable<number>): number {
  let count = 0;
  for (const index of new Set(indices)) {
    if (table.levelKnown[index] !== 1 || !Number.isFinite(table.halfWidthM[index] ?? Number.NaN)) count++;
  }
  return count;
}
