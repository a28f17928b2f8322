import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { CityPoint } from '@undercroft/core/model/city-point';
import type { GridCell } from '@undercroft/core/model/grid-cell';
import type { Issue } from '@undercroft/core/model/issue';
import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import type { ProfileTarget } from '@undercroft/core/protocol/profile-fields';
import { knownCrs } from '../../placing/known-crs.ts';
import { type Placement, placementIn } from '../../placing/placement.ts';
import { bindProfile } from '../../profiles/bind-profile.ts';
import type { TableReadContext } from '../../profiles/bound-table.ts';
import { type ByteSource, memorySource } from '../../readers/byte-source.ts';
import type { ReadItem } from '../../readers/reader.ts';
import type { TableFormat } from '../../tables/table-format.ts';
import type { GridDirectory } from '../grid-directory.ts';
import { mapItems } from '../map-items.ts';
import { operationsItems } from '../operations-items.ts';

/** A profile of one target for tests: each field is looked for under its own name, and under those given. */
export function testProfile(
  target: ProfileTarget,
  columns: Readonly<Record<string, readonly string[]>>,
  rest: {
    readonly constants?: Readonly<Record<string, string>>;
    readonly zeroIsUnknown?: readonly string[];
    readonly severities?: Readonly<Record<string, string>>;
  } = {},
): Profile {
  const { constants = {}, zeroIsUnknown = [], severities = {} } = rest;
  return profileSchema.parse({
    name: 'test',
    title: { en: 'test', zh: '测试' },
    tables: [
      {
        target,
        columns: Object.fromEntries(Object.entries(columns).map(([field, headings]) => [field, { headings }])),
        constants,
      },
    ],
    zeroIsUnknown,
    severities,
  });
}

/** What a source was read to. */
export interface ReadItems {
  readonly features: readonly CityFeature[];
  readonly points: readonly CityPoint[];
  readonly cells: readonly GridCell[];
  readonly issues: readonly Issue[];
  /** Number of issues by code. */
  readonly counts: Readonly<Record<string, number>>;
}

export interface ReadOptions {
  readonly profile: Profile;
  readonly placement?: Placement;
  readonly grid?: GridDirectory;
}

/** Opens a source, binds the profile to its tables, and reads all of them to features. */
export async function readItems(
  format: TableFormat,
  source: ByteSource | string,
  { profile, placement = placementIn(knownCrs('EPSG:4326')), grid }: ReadOptions,
): Promise<ReadItems> {
  const bytes = typeof source === 'string' ? memorySource('table', source) : source;
  const file = await format.open([bytes], { encoding: null, limits: {} });
  const { bound } = bindProfile(profile, file.tables);
  if (bound.length === 0) throw new Error('the profile fits no table');
  const context: TableReadContext = { profile, placement, utility: { default: 'unknown', bySourceId: [] }, limits: {} };
  const items: ReadItem[] = [];
  for await (const batch of operationsItems(file, bound, context, grid)) items.push(...batch);
  for await (const batch of mapItems(file, bound, context)) items.push(...batch);
  await file.close();
  const features = items.flatMap(({ value }) => (value === null ? [] : [value]));
  const issues = items.flatMap((item) => item.issues);
  const counts: Record<string, number> = {};
  for (const { code } of issues) counts[code] = (counts[code] ?? 0) + 1;
  return {
    features,
    points: features.flatMap((feature) => (feature.family === 'cityPoint' ? [feature.value] : [])),
    cells: features.flatMap((feature) => (feature.family === 'gridCell' ? [feature.value] : [])),
    issues,
    counts,
  };
}

/** A GeoJSON document of features by their properties and geometry. */
export function geojson(
  features: readonly { readonly properties: Readonly<Record<string, unknown>>; readonly geometry: unknown }[],
): string {
  return JSON.stringify({
    type: 'FeatureCollection',
    features: features.map((feature) => ({ type: 'Feature', ...feature })),
  });
}
