import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { Feature } from '@undercroft/core/protocol/answers';
import { featureHistory } from './feature-history.ts';
import { featuresWithin } from './features-within.ts';
import { findArea, findLink, findNode } from './find-network-feature.ts';
import { findCityPoint, findGridCell } from './find-operations-feature.ts';
import { HEADS, layerHeads, layerHeadsAt, liveAt, onlyLayer } from './layer-heads.ts';
import { sceneSummary } from './scene-summary.ts';
import { searchFeatures } from './search-features.ts';
import type { Sql } from './sql.ts';
import type { FeatureRepository, ImportSource } from './store.ts';

/** Features of the scenes of a database; `FeatureRepository` says what each method does. */
export function featureRepository(sql: Sql): FeatureRepository {
  return {
    revision: async (scene) => (await layerHeads(sql, scene)).revision,
    summary: async (scene) => await sceneSummary(sql, scene, await layerHeads(sql, scene)),
    search: async (scene, text, limit) => await searchFeatures(sql, await layerHeads(sql, scene), text, limit),

    async feature(scene, id, asOf): Promise<Feature | null> {
      const parts = parseFeatureId(id);
      if (parts === null) return null;
      const { layer, sourceId } = parts;
      const heads = asOf === undefined ? await layerHeads(sql, scene) : await layerHeadsAt(sql, scene, layer, asOf);
      const own = onlyLayer(heads, layer);
      if (own.layers.length === 0) return null;
      return (
        (await findLink(sql, own, layer, sourceId)) ??
        (await findNode(sql, own, layer, sourceId)) ??
        (await findArea(sql, own, layer, sourceId)) ??
        (await findCityPoint(sql, heads, layer, sourceId)) ??
        (await findGridCell(sql, heads, layer, sourceId))
      );
    },

    async history(scene, id) {
      const parts = parseFeatureId(id);
      if (parts === null) return null;
      const heads = await layerHeads(sql, scene, parts.layer);
      return await featureHistory(sql, heads, parts.layer, parts.sourceId);
    },

    async layers(scene) {
      return await sql.query<{ layer: string; title: ImportSource['title'] }>(
        'select name as layer, title from layer where scene = $1 and head_revision is not null order by name collate "C"',
        [scene],
      );
    },

    within: async (scene, bounds, most) => await featuresWithin(sql, scene, bounds, most),

    async covers(scene) {
      const { parameters } = await layerHeads(sql, scene);
      const rows = await sql.query<{ lon: number; lat: number; cover_level_m: number }>(
        `select f.lon, f.lat, f.cover_level_m from ${HEADS} join node f on ${liveAt('f')}
         where f.cover_level_m is not null order by f.layer_id, f.source_id collate "C"`,
        parameters,
      );
      const covers = new Float64Array(rows.length * 3);
      rows.forEach((row, i) => {
        covers.set([row.lon, row.lat, row.cover_level_m], i * 3);
      });
      return covers;
    },
  };
}
