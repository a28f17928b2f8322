import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import type { CellValue } from '../table-format.ts';
import { MAX_COLUMNS } from '../table-limits.ts';
import { serialToIso } from './serial-date.ts';
import { cleanText, MAX_CELL_CHARACTERS, textTooLong } from './shared-strings.ts';
import type { Workbook } from './workbook.ts';
import { bulkXmlFeed, type XmlHandlers } from './xml-events.ts';

/** A row of a sheet with at least one cell that is not empty. */
export interface SheetRow {
  /** Number of the row as Excel shows it. */
  readonly row: number;
  readonly cells: readonly CellValue[];
  readonly issues: readonly Issue[];
}

const LAST_ROW = 1_048_576;
const NO_ISSUES: readonly Issue[] = [];

/** The rows of a sheet, a batch for every piece that is inflated of it, in bounded memory. */
export async function* sheetRows(
  part: ByteSource,
  workbook: Workbook,
  signal?: AbortSignal,
): AsyncGenerator<readonly SheetRow[]> {
  const collector = new RowCollector(part.name, workbook);
  const feed = bulkXmlFeed(part.name, collector);
  for await (const chunk of part.stream(signal)) {
    feed.write(chunk);
    const rows = collector.take();
    if (rows.length > 0) yield rows;
  }
  feed.end();
  const rows = collector.take();
  if (rows.length > 0) yield rows;
}

/** Letters of a column in a reference such as `AB12`, as a 0-based index; -1 when there are none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i++) {
    const letter = reference.charCodeAt(i) | 0x20;
    if (letter < 0x61 || letter > 0x7a) break;
    column = column * 26 + letter - 0x60;
    if (column > 1_000_000) break;
  }
  return column - 1;
}

class RowCollector implements XmlHandlers {
  readonly #part: string;
  readonly #workbook: Workbook;
  #rows: SheetRow[] = [];
  #row = 0;
  #cells: CellValue[] = [];
  #issues: Issue[] = [];
  #hasValue = false;
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #hasFormula = false;
  #inValue = false;
  #phonetic = 0;

  constructor(part: string, workbook: Workbook) {
    this.#part = part;
    this.#workbook = workbook;
  }

  /** The rows that were completed since it was last asked. */
  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        this.#row = rowNumber(attributes.r, this.#row);
        this.#cells = [];
        this.#issues = [];
        this.#hasValue = false;
        this.#column = -1;
        return;
      case 'c': {
        const column = attributes.r === undefined ? -1 : columnOf(attributes.r);
        this.#column = column < 0 ? this.#column + 1 : column;
        this.#type = attributes.t ?? 'n';
        this.#style = Number(attributes.s ?? 0);
        this.#text = '';
        this.#hasFormula = false;
        return;
      }
      case 'f':
        this.#hasFormula = true;
        return;
      case 'rPh':
        this.#phonetic++;
        return;
      case 'v':
      case 't':
        this.#inValue = this.#phonetic === 0;
    }
  }

  text(text: string): void {
    if (!this.#inValue) return;
    this.#text += text;
    if (this.#text.length > MAX_CELL_CHARACTERS) throw textTooLong();
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#inValue = false;
        return;
      case 'rPh':
        this.#phonetic--;
        return;
      case 'c':
        this.#put(this.#value());
        return;
      case 'row':
        if (this.#hasValue || this.#issues.length > 0) {
          const issues = this.#issues.length === 0 ? NO_ISSUES : this.#issues;
          this.#rows.push({ row: this.#row, cells: this.#cells, issues });
        }
    }
  }

  #put(value: CellValue): void {
    if (value === null) return;
    if (this.#column >= MAX_COLUMNS) {
      throw new ImportError(
        'unsafe-file',
        `Row ${this.#row} of "${this.#part}" in the workbook has a value in column ${this.#column + 1}; at most ${MAX_COLUMNS} columns are read.`,
      );
    }
    while (this.#cells.length < this.#column) this.#cells.push(null);
    this.#cells[this.#column] = value;
    this.#hasValue = true;
  }

  #value(): CellValue {
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return this.#shared(text);
      case 'str':
      case 'inlineStr':
      case 'd': {
        const clean = cleanText(text);
        return clean === '' ? null : clean;
      }
      case 'b':
        return text === '' ? null : text === '1' || text === 'true';
      case 'e':
        return this.#unknown(`holds the error ${text.slice(0, 20)}`);
      default:
        return this.#number(text);
    }
  }

  #shared(text: string): CellValue {
    if (text === '') return null;
    const string = this.#workbook.strings[Number(text)];
    if (string === undefined)
      return this.#unknown(`points to text ${text.slice(0, 20)}, which the workbook does not hold`);
    return string === '' ? null : string;
  }

  #number(text: string): CellValue {
    if (text === '') return this.#hasFormula ? this.#unknown('holds a formula that was never calculated') : null;
    const value = Number(text);
    if (!Number.isFinite(value)) return this.#unknown(`should hold a number; "${text.slice(0, 20)}" came`);
    if (this.#workbook.dateStyles[this.#style] !== true) return value;
    return serialToIso(value, this.#workbook.from1904) ?? this.#unknown(`should hold a date; ${value} came`);
  }

  #unknown(what: string): null {
    this.#issues.push(
      issue(
        'cell-without-value',
        this.#row,
        columnName(this.#column),
        `Cell ${columnName(this.#column)}${this.#row} ${what}; its value is unknown.`,
      ),
    );
    return null;
  }
}

function rowNumber(text: string | undefined, before: number): number {
  const row = text === undefined ? before + 1 : Number(text);
  return Number.isInteger(row) && row > before && row <= LAST_ROW ? row : before + 1;
}

/** Letters of a 0-based column: 0 is `A`, 26 is `AA`. */
export function columnName(column: number): string {
  let name = '';
  for (let left = column; left >= 0; left = Math.floor(left / 26) - 1)
    name = String.fromCharCode(65 + (left % 26)) + name;
  return name;
}
