import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { AppError } from '../app-error.ts';
import { type ImportDesk, openDesk } from '../import-desk.ts';
import { sceneFolders } from '../import-service.ts';
import { readScenes, sceneOf } from '../scene-folder.ts';
import type { FileCommand } from './check.ts';

const HASH_SHOWN = 12;

/** Lists the imports of a scene, newest first; with `json` as one JSON array and nothing else. Resolves to exit code 0. */
export async function listImports(
  flags: { readonly json?: boolean | undefined },
  command: FileCommand,
): Promise<number> {
  const records = await atDesk(command, (desk) => desk.list());
  if (flags.json === true) command.output.out(JSON.stringify(records));
  else for (const record of records) command.output.out(lineOf(record));
  return 0;
}

/** Takes the newest import of a layer back. Resolves to exit code 0. */
export async function undoImport(id: string, command: FileCommand): Promise<number> {
  const importId = /^\d{1,9}$/.test(id) ? Number(id) : Number.NaN;
  if (!(importId > 0)) throw new AppError('bad-option', `An import is named by its number; "${id}" came.`);
  const record = await atDesk(command, (desk) => desk.undo(importId));
  command.output.out(`import ${record.id} of layer ${record.layer} is undone`);
  return 0;
}

async function atDesk<T>({ settings, output, signal }: FileCommand, use: (desk: ImportDesk) => Promise<T>): Promise<T> {
  const scene = sceneOf(await readScenes(sceneFolders(settings.home)), settings.scene);
  const desk = await openDesk(scene, settings, output, signal);
  try {
    return await use(desk);
  } finally {
    await desk.close();
  }
}

/** `12  published   net  pipes.csv  2024-05-31T10:00:00Z  by Li  3 node, 2 conduit  1 error`. */
function lineOf({ id, state, layer, source, startedAt, publishedAt, sha256, by, report }: ImportRecord): string {
  const features = Object.entries(report?.features ?? {}).map(([kind, count]) => `${count} ${kind}`);
  const issues = Object.values(report?.issueCounts ?? {}).reduce((sum, count) => sum + count, 0);
  return [
    String(id).padStart(4),
    state.padEnd(10),
    layer,
    source,
    publishedAt ?? startedAt,
    ...(by === null ? [] : [`by ${by}`]),
    features.join(', ') || 'no features',
    `${issues} issues`,
    sha256.slice(0, HASH_SHOWN),
  ].join('  ');
}
