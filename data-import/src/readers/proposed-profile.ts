import type { Issue } from '@undercroft/core/model/issue';
import type { Profile } from '@undercroft/core/protocol/profile';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import { builtInProfiles } from '../built-in-profiles.ts';
import { issue } from '../issues.ts';
import { bindProfile } from '../profiles/bind-profile.ts';
import { type ProposedTable, proposeProfile, type TableSample } from '../profiles/propose-profile.ts';
import type { RawRow, TableFile, TableInfo } from '../tables/table-format.ts';

/** What tables are taken for: by the profile that was chosen, or as it is proposed. */
export interface ProfileProposal {
  readonly profile: Profile;
  /** In the order of the file's tables. */
  readonly tables: readonly (ProposedTable & { readonly table: TableInfo })[];
}

/** Rows of a table that a proposal looks at. */
const ROWS_LOOKED_AT = 500;

/** The profile that was chosen, as it fits; else a proposal from headings and first values. */
export async function profileProposal(
  file: TableFile,
  spec: SourceSpec,
  signal?: AbortSignal,
): Promise<ProfileProposal> {
  if (spec.profile !== null) return { profile: spec.profile, tables: chosenTables(file, spec.profile) };
  const samples = await samplesOf(file, signal);
  const proposal = proposeProfile(samples, { profiles: [...spec.ownProfiles, ...(await builtInProfiles())] });
  const tables = samples.flatMap(({ table }, index) => {
    const proposed = proposal.tables[index];
    return proposed === undefined ? [] : [{ ...proposed, table }];
  });
  return { profile: withClock(proposal.profile, spec), tables };
}

/** Cases are told by the clock that the scene declares: said in the profile, where a person sees it. */
function withClock(profile: Profile, { utcOffsetMinutes }: SourceSpec): Profile {
  const hasTimes = profile.tables.some(({ target }) => target === 'cityCase');
  return hasTimes && utcOffsetMinutes !== undefined ? { utcOffsetMinutes, ...profile } : profile;
}

/** The profile to read with, and what is to be said about where it came from: nothing, when it was chosen. */
export async function profileToReadWith(
  file: TableFile,
  spec: SourceSpec,
  signal?: AbortSignal,
): Promise<{ readonly profile: Profile; readonly issues: readonly Issue[] }> {
  const { profile, tables } = await profileProposal(file, spec, signal);
  if (spec.profile !== null) return { profile, issues: [] };
  const issues = tables.filter(({ target }) => target !== null).flatMap((table) => proposalIssues(table, spec));
  return { profile, issues };
}

function proposalIssues(
  { table, target, fields }: ProfileProposal['tables'][number],
  { proposalConfirmed }: SourceSpec,
): readonly Issue[] {
  const where = { row: null, field: null, table: table.name };
  const said = `No profile was given; "${table.name}" is taken for ${target}.`;
  const open = fields.filter(({ mustConfirm }) => mustConfirm);
  if (proposalConfirmed || open.length === 0) return [{ ...issue('profile-proposed', null, null, said), where }];
  const columns = open.map(({ field, column, unit }) => `"${column}" as ${field}${unit === null ? '' : ` in ${unit}`}`);
  return [
    {
      ...issue('unconfirmed-proposal', null, null, `${said} Not certain, and to be confirmed: ${columns.join(', ')}.`),
      where,
    },
  ];
}

function chosenTables(file: TableFile, profile: Profile): ProfileProposal['tables'] {
  const { bound, unbound } = bindProfile(profile, file.tables);
  return file.tables.map((table) => {
    const found = bound.find((candidate) => candidate.table === table);
    const missing = unbound.find((candidate) => candidate.table === table)?.missing ?? [];
    const fields = [...(found?.columns ?? [])].map(([field, { heading, unit }]) => ({
      field,
      column: heading,
      unit,
      certainty: 1,
      reason: CHOSEN,
      mustConfirm: false,
    }));
    const target = found?.target ?? null;
    return { table, name: table.name, target, targetCertainty: 1, fields, missing: [...missing] };
  });
}

const CHOSEN = { en: 'The chosen profile says so.', zh: '由所选字段配置指定。' };

async function samplesOf(file: TableFile, signal: AbortSignal | undefined): Promise<readonly TableSample[]> {
  const samples: TableSample[] = [];
  for (const table of file.tables) {
    const rows: RawRow[] = [];
    for await (const batch of file.rows(table, signal)) {
      rows.push(...batch.slice(0, ROWS_LOOKED_AT - rows.length));
      if (rows.length >= ROWS_LOOKED_AT) break;
    }
    samples.push({ table, rows });
  }
  return samples;
}
