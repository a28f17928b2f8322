import { READ_LIMITS_DEFAULTS } from '../../readers/reader.ts';
import { decodeText } from '../../text/decode.ts';
import { detectEncodings } from '../../text/detect-encoding.ts';
import type { TableFile, TableFormat } from '../table-format.ts';
import { tableNamed } from '../table-named.ts';
import { stemOf, uniqueNames } from '../unique-names.ts';
import { csvRows } from './csv-rows.ts';
import { type CsvTable, csvCertainty, openCsvTable } from './csv-table.ts';

const OWN_ENDING = /\.(?:csv|tsv)$/i;
const TEXT_ENDING = /\.(?:txt|tab|dat)$/i;

/**
 * Text tables: separated by comma, semicolon, tab or bar, one table a file. Cells are trimmed text, word for word; what
 * they mean is a profile's to say.
 */
export const CSV_FORMAT: TableFormat = {
  format: 'csv',
  title: 'Text table (CSV, TSV, TXT)',
  version: '1',
  sniff(head, name) {
    const [encoding] = detectEncodings(head.subarray(0, head.lastIndexOf(10) + 1 || head.length));
    const text = decodeText(head, encoding?.encoding ?? 'utf-8');
    const certainty = csvCertainty(head, text, head.lastIndexOf(10) === head.length - 1);
    if (OWN_ENDING.test(name)) return certainty > 0 ? 0.9 : 0.3 * Number(!head.includes(0));
    if (TEXT_ENDING.test(name)) return 0.6 * certainty;
    return 0.3 * certainty;
  },
  async open(files, options): Promise<TableFile> {
    const names = uniqueNames(files.map(({ name }) => stemOf(name)));
    const tables: CsvTable[] = [];
    for (const [i, source] of files.entries())
      tables.push(await openCsvTable(source, names[i] ?? source.name, options));
    const { maxRows } = { ...READ_LIMITS_DEFAULTS, ...options.limits };
    return {
      tables: tables.map(({ info }) => info),
      issues: tables.flatMap(({ issues }) => issues),
      async *rows(info, signal) {
        yield* csvRows(tableNamed(tables, info), maxRows, signal);
      },
      async close() {},
    };
  },
};
