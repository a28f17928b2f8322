import { featureId } from '@undercroft/core/model/feature-id';
import type { RawRecord } from '@undercroft/core/model/link';
import type { Feature } from '@undercroft/core/protocol/answers';
import { HEADS, liveAt } from './layer-heads.ts';

/** What every answer about one feature says besides its own columns. */
export interface Provenance {
  readonly raw: RawRecord;
  readonly import_id: number;
  readonly import_source: string;
  readonly import_sha256: string;
  readonly import_published_at: string | null;
}

const PROVENANCE = `f.raw, i.id as import_id, i.source as import_source, i.sha256 as import_sha256,
  i.published_at as import_published_at`;

/** Select of the version of the feature `$3` that holds, with the import that brought it. */
export function oneFeature(table: string, select: string, joins = ''): string {
  return `select ${select}, ${PROVENANCE} from ${HEADS} join ${table} f on ${liveAt('f')} and f.source_id = $3
    join import i on i.id = f.valid_from ${joins}`;
}

export function baseOf(
  layer: string,
  row: Provenance & { readonly source_id: string },
): Pick<Feature, 'id' | 'layer' | 'sourceId' | 'import'> & { raw: Feature['raw'] } {
  return {
    id: featureId(layer, row.source_id),
    layer,
    sourceId: row.source_id,
    raw: row.raw as Feature['raw'],
    import: {
      id: row.import_id,
      source: row.import_source,
      sha256: row.import_sha256,
      publishedAt: row.import_published_at,
    },
  };
}
