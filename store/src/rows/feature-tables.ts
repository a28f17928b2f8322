/** A table of row versions, as migrations make them. */
export type VersionTable =
  | 'link'
  | 'node'
  | 'area'
  | 'map_feature'
  | 'city_point'
  | 'grid_cell'
  | 'city_case'
  | 'terrain_pyramid'
  | 'terrain_block'
  | 'imagery_extent'
  | 'imagery_tile';

/** Every table of row versions: a publish, a discard and the removal of leavings go over all of them. */
export const VERSION_TABLES: readonly VersionTable[] = [
  'link',
  'node',
  'area',
  'map_feature',
  'city_point',
  'grid_cell',
  'city_case',
  'terrain_pyramid',
  'terrain_block',
  'imagery_extent',
  'imagery_tile',
];
