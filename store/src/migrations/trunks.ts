import type { Migration } from './migration.ts';

/**
 * The conduits that matter most, in order (`trunkRank`), for what is drawn of a whole city; the words of the index are those
 * of the statement that asks. `trunk_rank` of an edit is the greatest rank among the conduits it touched, before or after;
 * null where it touched none. Edits of before count as of the greatest: whoever takes one back has touched them all.
 */
export const TRUNKS: Migration = {
  number: 17,
  name: 'trunks',
  statements: [
    `create index link_trunk on link
       (layer_id, (floor(coalesce(width_mm, 600)) * 1000000 + least(plan_length_m, 999999)) desc)
       where kind = 'conduit'`,
    'alter table edit add column trunk_rank double precision default 1e300',
    'alter table edit alter column trunk_rank drop default',
  ],
  postgresStatements: [],
};
