import type { ConduitFacts } from '@undercroft/core/analysis/conduit-table';
import { featureId } from '@undercroft/core/model/feature-id';
import { assetOf } from './asset-columns.ts';
import { LINK_ROW_COLUMNS, type LinkRow, linkFactsOf, wholeSection } from './link-row.ts';

type LeftOut = 'stated_length_m' | 'plan_length_m' | 'slope';

/** A link's row as analyses read it, in json: the geometry is text, `\x` and hex digits. */
export interface ConduitRow extends Omit<LinkRow, LeftOut | 'geom'> {
  readonly geom: string | null;
}

/** Every column of a `ConduitRow`. */
export const CONDUIT_COLUMNS: readonly (keyof ConduitRow)[] = LINK_ROW_COLUMNS.filter(isOfConduit);

function isOfConduit(column: keyof LinkRow): column is keyof ConduitRow {
  return column !== 'stated_length_m' && column !== 'plan_length_m' && column !== 'slope';
}

export function conduitFactsOf(layer: string, row: ConduitRow): ConduitFacts {
  const endAt = (node: string | null) => (node === null ? null : featureId(layer, node));
  return {
    id: featureId(layer, row.source_id),
    kind: row.kind,
    sourceId: row.source_id,
    ...assetOf(row),
    fromNode: endAt(row.from_node),
    toNode: endAt(row.to_node),
    section: wholeSection(row),
    from: { invertM: row.from_invert_m, axisM: row.from_axis_m, outerTopM: row.from_outer_top_m },
    to: { invertM: row.to_invert_m, axisM: row.to_axis_m, outerTopM: row.to_outer_top_m },
    depthReference: row.depth_reference,
    outerTopBasis: row.outer_top_basis,
    ...linkFactsOf(row),
  };
}
