import { resolve } from 'node:path';
import { checkFile } from '@undercroft/data-import/check-file';
import { importReportText } from '../import-report-text.ts';
import { readLocalGrids } from '../local-grids.ts';
import type { Output } from '../output.ts';
import type { Settings } from '../settings.ts';
import { type SourceFlags, sourceOptionsOf } from '../source-flags.ts';

interface CheckFlags extends SourceFlags {
  readonly json?: boolean | undefined;
}

/** What a command about files is told by the process it runs in. */
export interface FileCommand {
  readonly settings: Settings;
  readonly cwd: string;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/**
 * Reads the files of one source as an import would, stores nothing, and reports. With `json` stdout holds one JSON object
 * and nothing else, also when they cannot be read at all. Resolves to the exit code: 0 only when they would be accepted.
 */
export async function check(
  files: readonly string[],
  flags: CheckFlags,
  { settings, cwd, output, signal }: FileCommand,
): Promise<number> {
  try {
    const options = await sourceOptionsOf(flags, cwd, await readLocalGrids(settings.home));
    const report = await checkFile(
      files.map((file) => resolve(cwd, file)),
      { ...options, signal },
    );
    if (flags.json === true) output.out(JSON.stringify(report));
    else for (const line of importReportText(files.join(', '), report)) output.out(line);
    return report.accepted ? 0 : 1;
  } catch (error) {
    if (flags.json !== true || signal.aborted) throw error;
    output.out(JSON.stringify(unreadable(error)));
    return 1;
  }
}

/** The report on a file that gave no report: nothing is counted, so that no number reads as measured. */
function unreadable(error: unknown): object {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unreadable';
  const message = error instanceof Error ? error.message : String(error);
  return {
    format: null,
    crs: null,
    accepted: false,
    features: {},
    nodeKinds: {},
    lengthM: null,
    geometryLengthM: null,
    bbox: null,
    unknown: {},
    issueCounts: { [code]: 1 },
    issues: [{ severity: 'error', code, where: { row: null, field: null }, message }],
  };
}
