import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { READ_LIMITS_DEFAULTS, type ReadLimits } from '../../readers/reader.ts';
import { decodeStream } from '../../text/decode.ts';
import { encodingOfMark, knownEncoding } from '../../text/text-encodings.ts';
import { surveyText } from '../../text/text-survey.ts';
import { type HeadRow, tableHead } from '../headings/table-head.ts';
import type { EncodingChoice, TableInfo, TableOptions } from '../table-format.ts';
import { HEAD_ROWS, MAX_COLUMNS } from '../table-limits.ts';
import { CsvTokenizer, type CsvTokenizerOptions } from './csv-tokenizer.ts';
import { sniffSeparator } from './sniff-separator.ts';

/** A CSV file whose table is known: how it is written, what it holds. */
export interface CsvTable {
  readonly source: ByteSource;
  readonly info: TableInfo;
  readonly encoding: string;
  readonly tokenizer: CsvTokenizerOptions;
  /** Line of the first row of data. */
  readonly firstDataLine: number;
  readonly issues: readonly Issue[];
}

/** Characters from the top that separator, headings and types are told from. */
const HEAD_CHARACTERS = 1 << 17;
/** How text of other kinds begins: XML, JSON, sections of INP files, PDF, the WKT of a coordinate system. */
const OTHER_TEXT = /^\s*(?:[<{]|\[[A-Za-z_]+\]|%PDF|\[\s*[[{"\d]|[A-Z_]{4,}\[)/;
/** A second encoding this likely beside the first makes a person look. */
const CLOSE_SECOND = 0.5;

/**
 * Walks the bytes of a file once and its first lines twice. Throws `ImportError` when it is empty, too large, binary, has
 * records longer than any table or more columns than any.
 */
export async function openCsvTable(source: ByteSource, name: string, options: TableOptions): Promise<CsvTable> {
  const { maxFileBytes, maxLineBytes } = { ...READ_LIMITS_DEFAULTS, ...options.limits };
  checkSize(source, maxFileBytes);
  const survey = await surveyText(source, options.signal);
  const chosen = options.encoding === null ? null : knownEncoding(options.encoding);
  const encodings = withChosen(survey.encodings, chosen);
  const encoding = encodings[0]?.encoding ?? 'utf-8';
  if (survey.isBinary && !encoding.startsWith('utf-16')) {
    throw new ImportError(
      'binary-file',
      `"${source.name}" holds zero bytes: a text file was wanted, a binary one came.`,
    );
  }
  const { text, isWhole } = await headText(source, encoding, options.signal);
  const { separator } = sniffSeparator(text, isWhole);
  const tokenizer = { separator, name: source.name, maxRecordLength: maxLineBytes, maxCells: MAX_COLUMNS };
  const head: HeadRow[] = new CsvTokenizer(tokenizer)
    .push(text, isWhole)
    .slice(0, HEAD_ROWS)
    .map(({ line, cells }) => ({ row: line, cells }));
  if (head.length === 0) throw new ImportError('empty-file', `"${source.name}" holds no values, only blank lines.`);
  const { columns, firstDataRow, issues } = tableHead(head, name);
  return {
    source,
    encoding,
    tokenizer,
    firstDataLine: firstDataRow,
    info: { name, file: source.name, columns, geometry: null, crs: null, rowCount: null, encodings },
    issues: [...encodingIssues(source.name, name, encodings, chosen), ...issues],
  };
}

/** True when the first bytes of a file are text that falls into columns; how sure, 0 to 1. */
export function csvCertainty(head: Uint8Array, text: string, isWhole: boolean): number {
  const mark = encodingOfMark(head);
  if (head.includes(0) && mark !== 'utf-16le' && mark !== 'utf-16be') return 0;
  if (OTHER_TEXT.test(text)) return 0;
  const { columns, share } = sniffSeparator(text, isWhole);
  return columns > 1 ? share : 0;
}

function checkSize(source: ByteSource, maxFileBytes: Required<ReadLimits>['maxFileBytes']): void {
  if (source.sizeBytes === 0) throw new ImportError('empty-file', `"${source.name}" is empty.`);
  if (source.sizeBytes <= maxFileBytes) return;
  throw new ImportError(
    'file-too-large',
    `"${source.name}" has ${source.sizeBytes} bytes; at most ${maxFileBytes} are read.`,
  );
}

async function headText(
  source: ByteSource,
  encoding: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  let text = '';
  for await (const piece of decodeStream(source, encoding, signal)) {
    text += piece;
    if (text.length > HEAD_CHARACTERS) return { text, isWhole: false };
  }
  return { text, isWhole: true };
}

/** The encoding a person chose stands first, whatever the bytes say. */
function withChosen(found: readonly EncodingChoice[], chosen: string | null): readonly EncodingChoice[] {
  if (chosen === null) return found;
  const known = found.find(({ encoding }) => encoding === chosen);
  return [known ?? { encoding: chosen, score: 0, sample: '' }, ...found.filter((choice) => choice !== known)];
}

function encodingIssues(
  file: string,
  table: string,
  encodings: readonly EncodingChoice[],
  chosen: string | null,
): readonly Issue[] {
  const [first, second] = encodings;
  if (chosen !== null || first === undefined) return [];
  const where = { row: null, field: null, table };
  const issues: Issue[] = [];
  if (first.encoding !== 'utf-8') {
    const message = `"${file}" is not UTF-8 text; it is read as ${first.encoding}.`;
    issues.push({ ...issue('text-encoding', null, null, message), where });
  }
  if (second !== undefined && second.score > first.score * CLOSE_SECOND) {
    const message =
      `"${file}" is read as ${first.encoding} ("${first.sample}"), and ${second.encoding} is nearly as likely ` +
      `("${second.sample}"). Choose the one that reads right.`;
    issues.push({ ...issue('uncertain-encoding', null, null, message), where });
  }
  return issues;
}
