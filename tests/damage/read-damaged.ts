// Reads a file again and again, each time with one byte changed, and prints a line each time it is done: what came of it.
// Arguments: a folder to write to, how many times, a coordinate system, the order of pairs, `mains` or `proposed` for what
// the columns mean, the file, files that go with it.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { SourceSpec } from '../../core/src/protocol/reading.ts';
import { ImportError } from '../../data-import/src/import-error.ts';
import { onlyFile, openRaster } from '../../data-import/src/rasters/open-raster.ts';
import type { RasterFormat } from '../../data-import/src/rasters/raster-formats.ts';
import { type ByteSource, fileSource } from '../../data-import/src/readers/byte-source.ts';
import { openSource } from '../../data-import/src/readers/open-source.ts';
import { sniffFormat } from '../../data-import/src/readers/registry.ts';
import { sourceSpec } from '../../data-import/src/source-spec.ts';
import { flipped } from '../../data-import/src/testing/damage.ts';
import { MAINS } from '../bad-files/bad-file.ts';

const [folder = '', times = '0', crs = '', axes = '', profile = '', path = '', ...others] = process.argv.slice(2);
const SEED = 2026;

const paths = [join(folder, basename(path)), ...others.map((other) => join(folder, basename(other)))];
for (const other of others) writeFileSync(join(folder, basename(other)), readFileSync(other));
for (const bytes of [readFileSync(path), ...flipped(readFileSync(path), Number(times), SEED)]) {
  writeFileSync(paths[0] ?? '', bytes);
  process.stdout.write(`${await outcomeOf()}\n`);
}

async function outcomeOf(): Promise<string> {
  const named = paths.map((each) => ({ path: each, name: basename(each) }));
  const spec = sourceSpec(named, {
    georeference: { crs, axes: axes === 'northEast' ? axes : 'eastNorth' },
    profile: profile === 'mains' ? MAINS : undefined,
    proposalConfirmed: true,
  });
  try {
    const files = await Promise.all(paths.map((each) => fileSource(each)));
    const format = await sniffFormat(files);
    if (format.kind === 'raster') return `features ${await rowsOf(files, format.raster, spec.georeference)}`;
    const source = await openSource(files, format, spec);
    let features = 0;
    try {
      for await (const items of source.batches()) {
        features += items.filter(({ value }) => value !== null).length;
      }
    } finally {
      await source.close();
    }
    return `features ${features}`;
  } catch (error) {
    if (error instanceof ImportError) return `refused ${error.code}`;
    return `broke down: ${error instanceof Error ? (error.stack ?? error.message).replaceAll('\n', ' | ') : String(error)}`;
  }
}

/** Rows that a GeoTIFF gives: its blocks or tiles, and what describes them. */
async function rowsOf(
  files: readonly ByteSource[],
  format: RasterFormat,
  georeference: SourceSpec['georeference'],
): Promise<number> {
  const { name } = onlyFile(files);
  const raster = await openRaster({ path: paths[0] ?? '', name, georeference }, format);
  let rows = 0;
  try {
    await raster.read({
      write: (_writer, values) => {
        rows += values.length;
      },
      progress: () => undefined,
    });
  } finally {
    await raster.close();
  }
  return rows;
}
