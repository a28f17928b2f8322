import type { Migration } from './migration.ts';

/**
 * What rules ask of a link (how it lies, pressure, voltage, casing), what a node does in its network, the state of what
 * can be shut, and the day of the survey (`2024-05-31`). The index is of the links without a place, which every look
 * around a pit counts.
 */
export const NETWORK_FACTS: Migration = {
  number: 9,
  name: 'network-facts',
  statements: [
    `alter table link
       add column casing_mm double precision,
       add column embedding text,
       add column pressure_least_mpa double precision,
       add column pressure_most_mpa double precision,
       add column voltage_kv double precision,
       add column valve_state text,
       add column surveyed_on text`,
    `alter table node
       add column role text,
       add column valve_state text,
       add column surveyed_on text`,
    'create index link_unplaced on link (layer_id) where cell is null',
  ],
  postgresStatements: [],
};
