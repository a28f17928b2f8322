import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import type { ReadLimits } from '../../readers/reader.ts';
import { inspectText, readLines } from '../../readers/text-lines.ts';

/** One pair of a DXF file: a group code, and the value on the line after it. */
export interface DxfPair {
  readonly code: number;
  readonly value: string;
  /** 1-based line of the code. */
  readonly row: number;
}

/** A drawing has some ten lines an object: the rows of other formats are no measure for it. */
const MOST_LINES = 400_000_000;

/**
 * The pairs of an ASCII DXF file in batches. Throws `ImportError` for binary DXF, for what is no DXF and for a file that is
 * cut off within a pair.
 */
export async function* dxfPairs(
  source: ByteSource,
  limits: ReadLimits,
  signal?: AbortSignal,
): AsyncIterable<readonly DxfPair[]> {
  const head = new TextDecoder('latin1').decode(await source.bytes(0, 22));
  if (head.startsWith('AutoCAD Binary DXF')) {
    throw new ImportError('binary-file', `"${source.name}" is a binary DXF; save it as ASCII DXF.`);
  }
  const lineLimits = { ...limits, maxRows: MOST_LINES };
  const layout = await inspectText(source, lineLimits, signal);
  let code: number | null = null;
  for await (const block of readLines(source, layout, lineLimits, signal)) {
    const pairs: DxfPair[] = [];
    let row = block.firstRow - 1;
    for (const line of block.lines) {
      row++;
      const text = line.endsWith('\r') ? line.slice(0, -1) : line;
      if (code === null) {
        code = codeOf(text, row, source.name);
        continue;
      }
      pairs.push({ code, value: text, row: row - 1 });
      code = null;
    }
    yield pairs;
  }
}

function codeOf(text: string, row: number, name: string): number | null {
  const trimmed = text.trim();
  // Some writers leave blank lines at the end.
  if (trimmed === '') return null;
  if (/^-?\d{1,4}$/.test(trimmed)) return Number(trimmed);
  const came = trimmed.slice(0, 30);
  throw new ImportError('unknown-format', `Line ${row} of "${name}" wants a DXF group code; "${came}" came.`);
}
