import type { Migration } from './migration.ts';

/**
 * Edits of single rows, and what of a scene each change leaves as it was.
 *
 * An edit is an import of its layer that brings a version of a few rows: history, undo and answers as of a moment know
 * nothing else. Beside it stands which cells of the tiles' finest zoom hold other bytes since, and the box of all that its
 * rows filled before and fill after; its `change_count` is that of its layer when it was made, or undone.
 *
 * `change_count` of a layer counts everything that changes it. `whole_count` is its value at the last change that may have
 * touched any row (an import published or undone), `ground_count` at the last one that may have touched a cover. A cell
 * in `changed_cell` last changed at its `change_count`, if that is above the layer's `whole_count`; none else has.
 */
export const EDITS: Migration = {
  number: 14,
  name: 'edits',
  statements: [
    'alter table layer add column whole_count bigint not null default 0',
    'alter table layer add column ground_count bigint not null default 0',
    'update layer set whole_count = change_count, ground_count = change_count',
    `create table edit (
       import_id bigint primary key references import (id),
       layer_id integer not null references layer (id),
       reason text not null,
       is_ground_touched boolean not null,
       source_ids text[] not null,
       cells bigint[] not null,
       bbox box,
       change_count bigint not null)`,
    `create table changed_cell (
       layer_id integer not null references layer (id),
       cell bigint not null,
       change_count bigint not null,
       primary key (layer_id, cell))`,
  ],
  postgresStatements: [],
};
