import type { Migration } from './migration.ts';

/**
 * How high a roof rises, and the surfaces of a building as they were surveyed (`encodeSolid` says how) with their lowest and
 * highest level, for the bounds of tiles. Where a roof falls to stands in `heading_deg`.
 */
export const BUILDING_SHAPES: Migration = {
  number: 15,
  name: 'building shapes',
  statements: [
    `alter table map_feature add column roof_height_m double precision, add column solid bytea,
      add column low_m double precision, add column high_m double precision`,
  ],
  postgresStatements: [],
};
