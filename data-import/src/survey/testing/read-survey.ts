import { readFileSync } from 'node:fs';
import type { Issue } from '@undercroft/core/model/issue';
import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import { type Georeference, georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import { placementOf } from '../../placing/placement-of.ts';
import { bindProfile } from '../../profiles/bind-profile.ts';
import { memorySource } from '../../readers/byte-source.ts';
import type { ReadItem } from '../../readers/reader.ts';
import { CSV_FORMAT } from '../../tables/csv/csv-format.ts';
import type { TableFile } from '../../tables/table-format.ts';
import { surveyItems } from '../survey-items.ts';
import { type MemoryTable, memoryTables } from './memory-tables.ts';
import { surveyCsv } from './write-survey.ts';

/** CGCS2000, 3-degree zone of 120 E, northing first, as Chinese surveys write it. */
export const SURVEY_4549: Georeference = georeferenceSchema.parse({ crs: 'EPSG:4549', axes: 'northEast' });

/** The profile of CJJ 61-2017 that the product brings. */
export const CJJ61: Profile = profileSchema.parse(
  JSON.parse(readFileSync(new URL('../../../profiles/cjj61-2017.json', import.meta.url), 'utf8')),
);

export interface ReadOptions {
  readonly profile?: Profile;
  readonly georeference?: Georeference;
  readonly thisYear?: number;
}

/** What a survey was read to. */
export interface SurveyResult {
  readonly items: readonly ReadItem[];
  readonly nodes: ReadonlyMap<string, NetworkNode>;
  readonly links: ReadonlyMap<string, Link>;
  readonly issues: readonly Issue[];
  /** Codes of the issues, in the order they came. */
  readonly codes: readonly string[];
}

/** Reads tables in memory as an import would. */
export async function readSurvey(tables: readonly MemoryTable[], options: ReadOptions = {}): Promise<SurveyResult> {
  return await readSurveyFile(memoryTables(tables), options);
}

/** Writes the tables to CSV texts and reads these. */
export async function readSurveyCsv(tables: readonly MemoryTable[], options: ReadOptions = {}): Promise<SurveyResult> {
  const sources = tables.map((table) => memorySource(`${table.name}.csv`, surveyCsv(table)));
  const file = await CSV_FORMAT.open(sources, { encoding: null, limits: {} });
  try {
    return await readSurveyFile(file, options);
  } finally {
    await file.close();
  }
}

async function readSurveyFile(file: TableFile, options: ReadOptions): Promise<SurveyResult> {
  const { profile = CJJ61, georeference = SURVEY_4549, thisYear } = options;
  const { bound } = bindProfile(profile, file.tables);
  const context = {
    profile,
    placement: placementOf(georeference, {}),
    utility: { default: 'unknown' as const, bySourceId: [] },
    limits: {},
    thisYear,
  };
  const items: ReadItem[] = [];
  for await (const batch of surveyItems(file, bound, context)) items.push(...batch);
  const nodes = new Map<string, NetworkNode>();
  const links = new Map<string, Link>();
  for (const { value } of items) {
    if (value?.family === 'node') nodes.set(value.value.sourceId, value.value);
    if (value?.family === 'link') links.set(value.value.sourceId, value.value);
  }
  const issues = items.flatMap((item) => item.issues);
  return { items, nodes, links, issues, codes: issues.map(({ code }) => code) };
}
