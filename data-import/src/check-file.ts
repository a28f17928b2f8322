import type { ImportReport } from '@undercroft/core/protocol/answers';
import type { UtilityRule } from '@undercroft/core/protocol/scene';
import { knownCrs } from './known-crs.ts';
import { fileSource } from './readers/byte-source.ts';
import type { ReadLimits } from './readers/reader.ts';
import { sniffReader } from './readers/registry.ts';
import { reportBuilder } from './report.ts';
import { isTiff } from './sniff-terrain.ts';
import { terrainInput } from './terrain-input.ts';
import { terrainReport } from './terrain-report.ts';

export interface CheckOptions {
  /** `EPSG:<number>` of the file's coordinates, where the format does not name it. */
  readonly crs?: string;
  readonly utility?: UtilityRule;
  readonly limits?: ReadLimits;
  readonly signal?: AbortSignal;
}

const UTILITY_UNKNOWN: UtilityRule = { default: 'unknown', bySourceId: [] };

/**
 * Reads a file whole, as an import would, and stores nothing. The report says whether it would be accepted; a file
 * that cannot be read at all throws `ImportError`.
 */
export async function checkFile(path: string, options: CheckOptions = {}): Promise<ImportReport> {
  const { utility = UTILITY_UNKNOWN, limits = {}, signal } = options;
  const crs = options.crs === undefined ? null : knownCrs(options.crs);
  const source = await fileSource(path);
  if (await isTiff(source, signal)) return await checkTerrain(path, source.name, options);
  const reader = await sniffReader(source, signal);
  const report = reportBuilder(reader.format, crs?.code ?? null);
  for await (const item of reader.read(source, { crs, utility, limits }, signal)) report.add(item);
  return report.build();
}

async function checkTerrain(path: string, name: string, { crs, signal }: CheckOptions): Promise<ImportReport> {
  const input = await terrainInput({ path: name, crs, verticalOffsetM: 0 }, path, signal);
  try {
    const report = terrainReport(input.format, input.crs, input.pyramid);
    for await (const block of input.blocks(signal)) report.add(block);
    return report.build();
  } finally {
    await input.close();
  }
}
