import { resolve } from 'node:path';
import { checkFile } from '@undercroft/data-import/check-file';
import { AppError } from '../app-error.ts';
import { importReportText } from '../import-report-text.ts';
import type { Output } from '../output.ts';

interface CheckOptions {
  readonly crs?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * Reads a file as an import would, stores nothing, and reports. With `json` stdout holds one JSON object and nothing
 * else, also when the file cannot be read at all. Resolves to the exit code: 0 only when the file would be accepted.
 */
export async function check(path: string, options: CheckOptions, output: Output, signal: AbortSignal): Promise<number> {
  try {
    if (options.crs !== undefined && !/^EPSG:\d+$/.test(options.crs)) {
      throw new AppError('bad-option', `--crs wants EPSG:<number> and got "${options.crs}".`);
    }
    const report = await checkFile(resolve(path), {
      ...(options.crs === undefined ? {} : { crs: options.crs }),
      signal,
    });
    if (options.json === true) output.out(JSON.stringify(report));
    else for (const line of importReportText(path, report)) output.out(line);
    return report.accepted ? 0 : 1;
  } catch (error) {
    if (options.json !== true || signal.aborted) throw error;
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
