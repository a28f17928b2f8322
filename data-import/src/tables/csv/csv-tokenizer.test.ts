import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvRecord, CsvTokenizer } from './csv-tokenizer.ts';

function tokenize(text: string, separator = ',', pieces: readonly number[] = []): CsvRecord[] {
  const tokenizer = new CsvTokenizer({ separator, name: 't.csv', maxRecordLength: 1000, maxCells: 50 });
  const records: CsvRecord[] = [];
  let at = 0;
  for (const length of pieces) {
    records.push(...tokenizer.push(text.slice(at, at + length), false));
    at += length;
  }
  return [...records, ...tokenizer.push(text.slice(at), true)];
}

const cells = (text: string, separator?: string) => tokenize(text, separator).map((record) => record.cells);

describe('CsvTokenizer', () => {
  it('keeps separators, doubled quotes and line breaks of quoted cells', () => {
    expect(cells('a,"b,c",d\n"say ""hi""","two\r\nlines",""\n')).toEqual([
      ['a', 'b,c', 'd'],
      ['say "hi"', 'two\r\nlines', null],
    ]);
  });

  it('counts lines by LF, CRLF and CR, within quotes too, and leaves blank records out', () => {
    expect(tokenize('a\r\n\r\n"b\nb"\n,,\nc\rd').map(({ line, cells: [cell] }) => [line, cell])).toEqual([
      [1, 'a'],
      [3, 'b\nb'],
      [6, 'c'],
      [7, 'd'],
    ]);
  });

  it('trims blanks of every kind around cells and quotes, and nothing within', () => {
    expect(cells('\u{feff} a b ,\u{3000}管 径\u{a0}, "q" ,\t\n')).toEqual([['a b', '管 径', 'q', null]]);
  });

  it('keeps wide digits, decimal commas and inches as they stand', () => {
    expect(cells('１２；5;12,5;1/2" pipe;5"', ';')).toEqual([['１２；5', '12,5', '1/2" pipe', '5"']]);
  });

  it('reads a cell that goes on after its quote as it stands and says so', () => {
    expect(tokenize('"5" pipe,2\n"a",3\n')).toEqual([
      { line: 1, cells: ['"5" pipe', '2'], fault: 'text-after-quote' },
      { line: 2, cells: ['a', '3'], fault: null },
    ]);
  });

  it('does not let a quote that never closes swallow the rest of the file', () => {
    expect(tokenize('"5 inch,1\nb,2\n')).toEqual([
      { line: 1, cells: ['"5 inch', '1'], fault: 'unclosed-quote' },
      { line: 2, cells: ['b', '2'], fault: null },
    ]);
    const long = `"open,1\n${'b,2\n'.repeat(2000)}`;
    expect(tokenize(long)).toHaveLength(2001);
    expect(
      tokenize(
        long,
        ',',
        Array.from({ length: 100 }, () => 50),
      ),
    ).toEqual(tokenize(long));
  });

  it('refuses a record that is too long and one with too many cells, naming the line', () => {
    expect(() => tokenize(`a\n${'x'.repeat(1001)}`)).toThrow(
      expect.objectContaining({ code: 'line-too-long', message: expect.stringContaining('line 2') }),
    );
    expect(() => tokenize(`a\n${','.repeat(60)}`)).toThrow(
      expect.objectContaining({ code: 'unsafe-file', message: expect.stringContaining('Line 2') }),
    );
  });

  const anyCell = fc.oneof(
    fc.constantFrom(
      '',
      '0',
      '007',
      '1,5',
      'a;b',
      '管径',
      '"',
      '""',
      'a"b',
      '\n',
      'x\r\ny',
      '\r',
      'a\tb',
      '|',
      "it's",
      '１２',
    ),
    fc.string({ maxLength: 12 }),
  );
  const table = fc.array(fc.array(anyCell, { minLength: 1, maxLength: 6 }), { maxLength: 8 });
  const separators = fc.constantFrom(',', ';', '\t', '|');
  const lineBreaks = fc.constantFrom('\n', '\r\n', '\r');

  const written = (rows: readonly (readonly string[])[], separator: string, lineBreak: string, always: boolean) =>
    rows
      .map((row) =>
        row
          .map((cell) =>
            always || /["\r\n]|^\s/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell,
          )
          .join(separator),
      )
      .join(lineBreak);
  const trimmed = (rows: readonly (readonly string[])[]) =>
    rows
      .map((row) =>
        row.map((cell) => cell.replace(/^[\0-\x20\u{a0}\u{3000}\u{feff}]+|[\0-\x20\u{a0}\u{3000}\u{feff}]+$/gu, '')),
      )
      .filter((row) => row.some((cell) => cell !== ''))
      .map((row) => row.map((cell) => (cell === '' ? null : cell)));

  it('reads back what was written, however it is cut into pieces', () => {
    fc.assert(
      fc.property(
        table,
        separators,
        lineBreaks,
        fc.boolean(),
        fc.array(fc.nat(9)),
        (rows, separator, lineBreak, always, cuts) => {
          const text = written(rows, separator, lineBreak, always);
          const records = tokenize(text, separator, cuts);
          expect(records.map((record) => record.cells)).toEqual(trimmed(rows));
          expect(records.every(({ fault }) => fault === null)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('agrees with csv-parse', () => {
    fc.assert(
      fc.property(table, separators, lineBreaks, fc.boolean(), (rows, separator, lineBreak, always) => {
        const text = written(rows, separator, lineBreak, always);
        const theirs: string[][] = parse(text, {
          delimiter: separator,
          record_delimiter: lineBreak,
          relax_column_count: true,
        });
        expect(cells(text, separator)).toEqual(trimmed(theirs));
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws but for its caps, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a'), maxLength: 60 }),
        fc.nat(60),
        (text, cut) => {
          expect(tokenize(text, ',', [cut])).toEqual(tokenize(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
