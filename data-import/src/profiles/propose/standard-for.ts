import type { Profile, TableProfile } from '@undercroft/core/protocol/profile';
import type { TableInfo } from '../../tables/table-format.ts';
import { bindProfile, isForTable } from '../bind-profile.ts';
import type { BoundTable } from '../bound-table.ts';
import { headingKey } from '../heading-key.ts';

/** A built-in profile that knows the whole of a table. */
export interface StandardTable {
  readonly profile: Profile;
  readonly bound: BoundTable;
  /** The profile's table. */
  readonly wanted: TableProfile;
}

/** Columns that programs add beside those of a standard. */
const PROGRAM_COLUMNS = new Set([
  'objectid',
  'fid',
  'gid',
  'shape',
  'shapeleng',
  'shapelength',
  'shapearea',
  'geom',
  '序号',
]);
/** A profile that names the table itself need not know every column: programs keep many for their own use. */
const LEAST_SHARE_BY_NAME = 0.8;
/** Three headings such as id, x and y belong to every standard, and to none. */
const LEAST_COLUMNS = 4;

/** The built-in profile that every heading of the table belongs to, or that is written for a table of this name. */
export function standardFor(table: TableInfo, profiles: readonly Profile[]): StandardTable | null {
  const candidates = profiles.flatMap((profile): readonly (StandardTable & { readonly share: number })[] => {
    const binding = bindProfile(profile, [table]);
    const [bound] = binding.bound;
    if (bound === undefined || binding.ambiguous.length > 0) return [];
    const wanted = profile.tables.find((one) => one.name !== undefined && isForTable(profile, one, table));
    const share =
      wanted === undefined ? shareOfTable(table, bound) : bound.columns.size / Object.keys(wanted.columns).length;
    const least = wanted === undefined ? 1 : LEAST_SHARE_BY_NAME;
    const isEnough = wanted !== undefined || bound.columns.size >= LEAST_COLUMNS;
    const own = wanted ?? profile.tables.find(({ target, name }) => target === bound.target && name === undefined);
    return own !== undefined && share >= least && isEnough ? [{ profile, bound, wanted: own, share }] : [];
  });
  return candidates.toSorted((a, b) => b.bound.columns.size - a.bound.columns.size)[0] ?? null;
}

function shareOfTable(table: TableInfo, bound: BoundTable): number {
  const used = new Set([...bound.columns.values()].map(({ index }) => index));
  const own = table.columns.flatMap(({ name }, index) => (PROGRAM_COLUMNS.has(headingKey(name)) ? [] : [index]));
  return own.length === 0 ? 0 : own.filter((index) => used.has(index)).length / own.length;
}
