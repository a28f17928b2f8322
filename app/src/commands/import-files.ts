import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { UTILITIES, type Utility } from '@undercroft/core/model/utility';
import type { DraftProgress, DraftRequest, Inspection } from '@undercroft/core/protocol/data-page';
import { type Georeference, georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { attributionSchema } from '@undercroft/core/protocol/scene';
import { AppError } from '../app-error.ts';
import { type ImportDesk, openDesk } from '../import-desk.ts';
import { importDisplay } from '../import-display.ts';
import { importReportText } from '../import-report-text.ts';
import { profilesOf, sceneFolders } from '../import-service.ts';
import { readLocalGrids } from '../local-grids.ts';
import type { Output } from '../output.ts';
import { readScenes, sceneOf } from '../scene-folder.ts';
import { type SourceFlags, sourceOptionsOf } from '../source-flags.ts';
import type { FileCommand } from './check.ts';
import { proposalLines } from './propose.ts';

export interface ImportFilesFlags extends SourceFlags {
  readonly file: readonly string[];
  readonly layer?: string | undefined;
  readonly title?: string | undefined;
  readonly utility?: string | undefined;
  readonly attribution?: string | undefined;
  readonly licence?: string | undefined;
}

/** From here on a proposal rests on what somebody declared, and needs no confirmation. */
const CERTAIN = 0.9;
const ERRORS_SHOWN = 20;
const LICENCE_UNSTATED = 'licence not stated';

/**
 * Imports files that no scene names: looks at them, loads them as a draft, and publishes it when it holds no error. What
 * is only proposed is taken with `--yes` alone. Resolves to the exit code: 0 only when it was published.
 */
export async function importFiles(
  flags: ImportFilesFlags,
  { settings, cwd, output, signal }: FileCommand,
): Promise<number> {
  const scene = sceneOf(await readScenes(sceneFolders(settings.home)), settings.scene);
  const { layer } = flags;
  if (layer === undefined) throw new AppError('bad-option', '--file wants --layer as well: what the layer is called.');
  const profileOf = (name: string) => profilesOf(scene.id, settings.home).named(name);
  const { format, encoding, profile, georeference } = await sourceOptionsOf(
    flags,
    cwd,
    await readLocalGrids(settings.home),
    profileOf,
  );
  const chosen = georeference?.crs === undefined ? undefined : georeferenceSchema.parse(georeference);
  const files = flags.file.map((file) => resolve(cwd, file));
  const attribution = attributionOf(flags);
  const desk = await openDesk(scene, settings, output, signal);
  try {
    const inspection = await desk.inspect(files, { format, encoding, profile, georeference: chosen });
    assertUseConfirmed(inspection, flags);
    const request: Omit<DraftRequest, 'uploads'> = {
      layer,
      title: { en: flags.title ?? layer, zh: flags.title ?? layer },
      format: inspection.format,
      encoding,
      profile: profile ?? confirmedProfile(inspection, flags, output),
      georeference: { ...(chosen ?? confirmedGeoreference(inspection, flags, output)), ...levelsOf(georeference) },
      utility: { default: utilityOf(flags.utility), bySourceId: [] },
      by: userInfo().username,
      ...(attribution === undefined ? {} : { attribution }),
    };
    return await loadAndPublish(desk, files, request, output);
  } finally {
    await desk.close();
  }
}

async function loadAndPublish(
  desk: ImportDesk,
  files: readonly string[],
  request: Omit<DraftRequest, 'uploads'>,
  output: Output,
): Promise<number> {
  const display = importDisplay(output);
  const show = (event: DraftProgress) => {
    if (event.event === 'progress') display.show(event);
  };
  const draft = await desk.draft(files, request, show).finally(() => display.end());
  const { report } = draft;
  if (report === null) throw new AppError('import-failed', `The draft ${draft.id} has no report.`);
  for (const line of importReportText(`layer ${request.layer}`, report)) output.out(line);
  if (!report.accepted) {
    const errors = report.issues.filter(({ severity }) => severity === 'error').slice(0, ERRORS_SHOWN);
    for (const { where, message } of errors) output.note(`  ${place(where)}${message}`);
    await desk.discard(draft.id);
    output.note('not published: mend the errors and import it again');
    return 1;
  }
  const published = await desk.publish(draft.id);
  output.out(`published as import ${published.id}; "undercroft undo" takes it back`);
  return 0;
}

function place({
  table,
  row,
  field,
}: {
  table?: string | undefined;
  row: number | null;
  field: string | null;
}): string {
  const parts = [table, row === null ? undefined : `row ${row}`, field ?? undefined].filter(
    (part) => part !== undefined,
  );
  return parts.length === 0 ? '' : `${parts.join(', ')}: `;
}

function confirmedProfile(inspection: Inspection, { yes }: SourceFlags, output: Output): DraftRequest['profile'] {
  const open = inspection.tables.flatMap(({ name, fields }) =>
    fields.filter(({ mustConfirm }) => mustConfirm).map(({ field, column }) => `${field} from "${column}" of ${name}`),
  );
  if (inspection.profile === null || open.length === 0 || yes === true) return inspection.profile;
  for (const line of proposalLines(inspection)) output.note(line);
  throw new AppError(
    'not-confirmed',
    `Only proposed, not certain: ${open.join('; ')}. Look at "undercroft propose", name a --profile, or take it with --yes.`,
  );
}

/** A GeoTIFF whose pixels do not say what they are is taken for what it seems with `--yes` alone. */
function assertUseConfirmed({ raster }: Inspection, { yes }: SourceFlags): void {
  if (raster === undefined || raster.certainty >= CERTAIN || yes === true) return;
  const { elevation, picture } = raster.formats;
  throw new AppError(
    'not-confirmed',
    `${raster.reason.en} Say which it is by --format ${elevation} or --format ${picture}; it is taken for ${raster.use === 'elevation' ? 'an elevation model' : 'a picture'} with --yes.`,
  );
}

function attributionOf({ attribution, licence }: ImportFilesFlags): DraftRequest['attribution'] {
  if (attribution === undefined) {
    if (licence === undefined) return undefined;
    throw new AppError('bad-option', '--licence wants --attribution as well: whom to thank.');
  }
  const parsed = attributionSchema.safeParse({ text: attribution, licence: licence ?? LICENCE_UNSTATED });
  if (parsed.success) return parsed.data;
  throw new AppError('bad-option', '--attribution and --licence want words; an empty one came.');
}

function confirmedGeoreference({ georeference }: Inspection, { yes }: SourceFlags, output: Output): Georeference {
  const { proposed, certainty, candidates, refusal } = georeference;
  if (proposed === null) {
    throw new AppError('not-confirmed', `Where it lies is not known. ${refusal ?? ''} Name its system with --crs.`);
  }
  if (certainty >= CERTAIN || yes === true) return proposed;
  for (const { title, reason } of candidates) output.note(`${title}: ${reason.en}`);
  throw new AppError(
    'not-confirmed',
    `The coordinate system is only proposed: ${proposed.crs}. Name it with --crs, or take the proposal with --yes.`,
  );
}

/** What was said of levels and shifts counts with a proposed system as well. */
function levelsOf(
  georeference: { levelUnit?: Georeference['levelUnit'] | undefined; verticalOffsetM?: number | undefined } = {},
): Partial<Georeference> {
  const { levelUnit, verticalOffsetM } = georeference;
  return {
    ...(levelUnit === undefined ? {} : { levelUnit }),
    ...(verticalOffsetM === undefined ? {} : { verticalOffsetM }),
  };
}

function utilityOf(text: string | undefined): Utility {
  if (text === undefined) return 'unknown';
  const found = UTILITIES.find((utility) => utility === text);
  if (found !== undefined) return found;
  throw new AppError('bad-option', `--utility wants one of ${UTILITIES.join(', ')} and got "${text}".`);
}
