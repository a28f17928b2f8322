import { basename, resolve } from 'node:path';
import type { Inspection } from '@undercroft/core/protocol/data-page';
import { georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { inspectFiles } from '@undercroft/data-import/inspect-files';
import { sceneFolders } from '../import-service.ts';
import { readLocalGrids } from '../local-grids.ts';
import { readScenes, sceneOf } from '../scene-folder.ts';
import { type SourceFlags, sourceOptionsOf } from '../source-flags.ts';
import type { FileCommand } from './check.ts';

interface ProposeFlags extends Omit<SourceFlags, 'yes'> {
  readonly scene?: string | undefined;
}

/**
 * Prints on stdout, as one JSON object, the profile and the georeference proposed for files; what they rest on goes to
 * the notes, column by column. Resolves to the exit code: 0 when both are there.
 */
export async function propose(
  files: readonly string[],
  flags: ProposeFlags,
  { settings, cwd, output, signal }: FileCommand,
): Promise<number> {
  const localGrids = await readLocalGrids(settings.home);
  const { format, encoding, profile, georeference } = await sourceOptionsOf(flags, cwd, localGrids);
  const chosen = georeference?.crs === undefined ? undefined : georeferenceSchema.parse(georeference);
  const inspection = await inspectFiles(
    {
      format,
      encoding,
      profile,
      georeference: chosen,
    },
    files.map((file) => ({ path: resolve(cwd, file), upload: { name: basename(file), head: false } })),
    { localGrids, near: await originOf(flags.scene, settings.home), signal },
  );
  for (const line of proposalLines(inspection)) output.note(line);
  const where = chosen ?? inspection.georeference.proposed;
  output.out(JSON.stringify({ profile: inspection.profile, georeference: where }, null, 2));
  return where !== null && (inspection.profile !== null || inspection.tables.length === 0) ? 0 : 1;
}

async function originOf(scene: string | undefined, home: string): Promise<readonly [number, number] | null> {
  if (scene === undefined) return null;
  return sceneOf(await readScenes(sceneFolders(home)), scene).frame.origin;
}

/** What a proposal rests on, for a person. */
export function proposalLines({
  format,
  formatTitle,
  raster,
  tables,
  georeference,
  issues,
}: Inspection): readonly string[] {
  const { proposed, certainty, candidates, refusal } = georeference;
  return [
    `format: ${format} (${formatTitle})`,
    ...(raster === undefined
      ? []
      : [
          `pixels: ${raster.width} x ${raster.height}, ${raster.bands} x ${raster.sample}: ${raster.use} (${percent(raster.certainty)}): ${raster.reason.en}`,
        ]),
    ...tables.flatMap(tableLines),
    proposed === null ? `coordinates: ${refusal ?? 'unknown'}` : `coordinates: ${proposed.crs} (${percent(certainty)})`,
    ...candidates.map(({ title, reason }) => `  ${title}: ${reason.en}`),
    ...issues.map(({ severity, code, message }) => `${severity} ${code}: ${message}`),
  ];
}

function tableLines({ name, target, targetCertainty, fields, missing }: Inspection['tables'][number]): string[] {
  return [
    target === null ? `table ${name}: left out` : `table ${name}: ${target} (${percent(targetCertainty)})`,
    ...fields.map(({ field, column, unit, certainty, reason, mustConfirm }) => {
      const inUnit = unit === null ? '' : ` in ${unit}`;
      return `  ${field} from "${column}"${inUnit} (${percent(certainty)}): ${reason.en}${mustConfirm ? ' To be confirmed.' : ''}`;
    }),
    ...(missing.length === 0 ? [] : [`  missing: ${missing.join(', ')}`]),
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
