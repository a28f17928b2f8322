import type { ColumnUnit, Profile } from '@undercroft/core/protocol/profile';
import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import type { UtilityRule } from '@undercroft/core/protocol/scene';
import type { Placement } from '../placing/placement.ts';
import type { ReadLimits } from '../readers/reader.ts';
import type { TableInfo } from '../tables/table-format.ts';

/** Where a field's values stand in the rows of one table. */
export interface BoundColumn {
  /** Index into `TableInfo.columns` and `RawRow.values`. */
  readonly index: number;
  /** The heading as the source writes it: what issues name. */
  readonly heading: string;
  /** `null` is the unit of the field's quantity. */
  readonly unit: ColumnUnit | null;
}

/** A table with its columns found: a profile applied to what a source really has. */
export interface BoundTable {
  readonly table: TableInfo;
  readonly target: ProfileTarget;
  /** As the profile says of the table. */
  readonly network?: string | undefined;
  readonly idPrefix?: string | undefined;
  /** By field of the target. */
  readonly columns: ReadonlyMap<string, BoundColumn>;
  /** Fields that no column holds, in the source's own words. */
  readonly constants: Readonly<Record<string, string>>;
}

/** What turning rows into features needs to know. */
export interface TableReadContext {
  readonly profile: Profile;
  readonly placement: Placement;
  /** For tables without a utility column or constant. */
  readonly utility: UtilityRule;
  readonly limits: ReadLimits;
  /** For "built in the future"; without it only a row's own survey date tells. */
  readonly thisYear?: number | undefined;
  /** Minutes that the city's clock is ahead of UTC, where the profile does not say it. */
  readonly utcOffsetMinutes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}
