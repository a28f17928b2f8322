import type { CityFeature, FeatureFamily } from '@undercroft/core/model/city-feature';
import type { SqlValue } from '../sql.ts';
import { areaColumns } from './area-row.ts';
import { linkColumns } from './link-row.ts';
import { nodeColumns } from './node-row.ts';

/** Tables of feature versions, each named after the family it holds. */
export const FEATURE_TABLES: readonly FeatureFamily[] = ['link', 'node', 'area'];

/** The canonical columns of a feature, in an order that is the same for every feature of its family. */
export function featureColumns(feature: CityFeature): Readonly<Record<string, SqlValue>> {
  switch (feature.family) {
    case 'link':
      return linkColumns(feature.value);
    case 'node':
      return nodeColumns(feature.value);
    case 'area':
      return areaColumns(feature.value);
  }
}
