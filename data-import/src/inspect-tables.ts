import type { Issue } from '@undercroft/core/model/issue';
import type { Inspection } from '@undercroft/core/protocol/data-page';
import type { Georeference } from '@undercroft/core/protocol/georeference';
import { chosenGeoreference, type Findings, type InspectJob, sampleOf } from './inspect-sample.ts';
import { placementOf } from './placing/placement-of.ts';
import { proposeGeoreference } from './placing/propose-georeference.ts';
import { bindProfile } from './profiles/bind-profile.ts';
import type { BoundTable } from './profiles/bound-table.ts';
import type { ByteSource } from './readers/byte-source.ts';
import { firstRows } from './readers/first-rows.ts';
import { isReferenceIssue } from './readers/is-reference-issue.ts';
import { type ProfileProposal, profileProposal } from './readers/proposed-profile.ts';
import type { ReadItem } from './readers/reader.ts';
import { coordinateSamples } from './readers/sample-coordinates.ts';
import { bindingIssues, itemsOf } from './readers/table-reader.ts';
import type { CellValue, TableFile, TableFormat, TableInfo } from './tables/table-format.ts';

/** Rows of each table that are looked at, and values of a column that are shown. */
const ROWS_LOOKED_AT = 5000;
const SAMPLES_SHOWN = 5;
const SAMPLE_LENGTH = 60;

/** Looks at the first rows of tables: proposes a profile and where they lie, and shows what comes of it. */
export async function inspectTables(
  job: InspectJob,
  files: readonly ByteSource[],
  format: TableFormat,
): Promise<Findings> {
  const { encoding, limits } = job.source;
  const opened = await format.open(files, { encoding, limits });
  try {
    const cut = new Set(files.filter((_file, index) => job.heads[index] === true).map(({ name }) => name));
    return await findings(
      job,
      firstRows(opened, ROWS_LOOKED_AT, ({ file }) => cut.has(file)),
    );
  } finally {
    await opened.close();
  }
}

async function findings(job: InspectJob, file: TableFile): Promise<Findings> {
  const proposal = await profileProposal(file, job.source);
  const { profile } = proposal;
  const binding = bindProfile(profile, file.tables);
  const { issues: placing, ...georeference } = await placed(job, file, binding.bound);
  const chosen = chosenGeoreference(job) ?? georeference.proposed;
  const sample = await sampleOf(
    job,
    chosen === null ? null : () => rowsOf(job, file, { proposal, bound: binding.bound, georeference: chosen }),
  );
  const isPartial = sample.preview.partial || file.tables.some(({ rowCount }) => (rowCount ?? 0) > ROWS_LOOKED_AT);
  const issues: readonly Issue[] = [...file.issues, ...bindingIssues(file, binding), ...placing, ...sample.issues];
  return {
    tables: await Promise.all(file.tables.map((table) => described(table, file, proposal))),
    profile,
    georeference,
    preview: { ...sample.preview, partial: isPartial },
    issues: isPartial ? issues.filter((found) => !isReferenceIssue(found)) : [...issues],
  };
}

async function placed(job: InspectJob, file: TableFile, bound: readonly BoundTable[]) {
  const samples = await coordinateSamples(file, bound);
  const declared = bound.find(({ table }) => table.crs !== null)?.table.crs ?? null;
  return proposeGeoreference(samples, {
    declared,
    isSurvey: bound.some(({ target }) => target === 'surveyPoint' || target === 'surveyLine'),
    place: job.source.near === null ? null : { origin: job.source.near },
    localGrids: job.source.localGrids,
  });
}

interface Chosen {
  readonly proposal: ProfileProposal;
  readonly bound: readonly BoundTable[];
  readonly georeference: Georeference;
}

function rowsOf(
  { source }: InspectJob,
  file: TableFile,
  { proposal, bound, georeference }: Chosen,
): AsyncIterable<readonly ReadItem[]> {
  const { utility, limits, localGrids, utcOffsetMinutes } = source;
  const placement = placementOf(georeference, localGrids);
  return itemsOf(file, bound, { profile: proposal.profile, placement, utility, limits, utcOffsetMinutes });
}

async function described(
  table: TableInfo,
  file: TableFile,
  proposal: ProfileProposal,
): Promise<Inspection['tables'][number]> {
  const { name, crs, geometry, rowCount, encodings } = table;
  const samples = await samplesOf(file, table);
  const proposed = proposal.tables.find((candidate) => candidate.table === table);
  return {
    name,
    file: table.file,
    rowCount,
    geometry,
    declaredCrs: crs === null ? null : { code: crs.code, text: crs.text },
    encodings: encodings.map((choice) => ({ ...choice })),
    columns: table.columns.map((column, index) => ({ name: column.name, samples: [...(samples[index] ?? [])] })),
    target: proposed?.target ?? null,
    targetCertainty: proposed?.targetCertainty ?? 0,
    fields: [...(proposed?.fields ?? [])],
    missing: [...(proposed?.missing ?? [])],
  };
}

/** The first different values of each column. */
async function samplesOf(file: TableFile, table: TableInfo): Promise<readonly (readonly string[])[]> {
  const samples = table.columns.map(() => new Set<string>());
  for await (const rows of file.rows(table)) {
    for (const { values } of rows) {
      for (const [index, found] of samples.entries()) {
        if (found.size >= SAMPLES_SHOWN) continue;
        const text = shown(values[index] ?? null);
        if (text !== null) found.add(text);
      }
    }
    break;
  }
  return samples.map((found) => [...found]);
}

function shown(value: CellValue): string | null {
  return value === null || value === '' ? null : String(value).slice(0, SAMPLE_LENGTH);
}
