import type { CityFeature, FeatureFamily } from '@undercroft/core/model/city-feature';
import { areaColumns } from './area-row.ts';
import { linkColumns } from './link-row.ts';
import { mapColumns } from './map-row.ts';
import { nodeColumns } from './node-row.ts';
import type { VersionColumns } from './version-columns.ts';

/** A table of row versions, as migrations make them. */
export type VersionTable = 'link' | 'node' | 'area' | 'map_feature' | 'terrain_pyramid' | 'terrain_block';

/** Every table of row versions: a publish, a discard and the removal of leavings go over all of them. */
export const VERSION_TABLES: readonly VersionTable[] = [
  'link',
  'node',
  'area',
  'map_feature',
  'terrain_pyramid',
  'terrain_block',
];

/** The table that holds a family. */
export function tableOf(family: FeatureFamily): VersionTable {
  switch (family) {
    case 'link':
    case 'node':
    case 'area':
      return family;
    case 'road':
    case 'landUse':
    case 'water':
    case 'building':
    case 'place':
      return 'map_feature';
  }
}

/** The canonical columns of a feature, in an order that is the same for every feature of its table. */
export function featureColumns(feature: CityFeature): VersionColumns {
  switch (feature.family) {
    case 'link':
      return linkColumns(feature.value);
    case 'node':
      return nodeColumns(feature.value);
    case 'area':
      return areaColumns(feature.value);
    case 'road':
    case 'landUse':
    case 'water':
    case 'building':
    case 'place':
      return mapColumns(feature);
  }
}
