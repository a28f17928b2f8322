import { describe, expect, it } from 'vitest';
import { memorySource } from '../../readers/byte-source.ts';
import { flipped, outcomeOf } from '../test-outcome.ts';
import { testZip } from '../zip/test-zip.ts';
import { readSharedStrings } from './shared-strings.ts';
import { testRow, testWorkbook } from './test-workbook.ts';
import { XLSX_FORMAT } from './xlsx-format.ts';

const outcome = (bytes: Uint8Array, limits = {}) => outcomeOf(XLSX_FORMAT, bytes, 'hostile.xlsx', limits);
const HEAD = testRow(1, ['id', 'x']);
const sheet = (rows: string) => testWorkbook({ sheets: [{ name: 's', rows: HEAD + rows }] });
const withPart = (path: string, content: string) =>
  testWorkbook({ sheets: [{ name: 's', rows: HEAD + testRow(2, ['a', 1]) }], parts: { [path]: content } });

describe('hostile workbooks', () => {
  it('refuses DOCTYPE and entities, however harmless', async () => {
    const laughs =
      '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>';
    expect(
      await Promise.all([
        outcome(withPart('xl/worksheets/sheet1.xml', laughs)),
        outcome(withPart('xl/workbook.xml', '<!DOCTYPE workbook SYSTEM "http://127.0.0.1:1/x.dtd"><workbook/>')),
        outcome(withPart('xl/sharedStrings.xml', '<!doctype sst><sst/>')),
        outcome(sheet('<row r="2"><c t="str"><v>&secret;</v></c></row>')),
      ]),
    ).toEqual(['unsafe-file', 'unsafe-file', 'unsafe-file', 'damaged-file']);
  });

  it('refuses what is nested, named or written beyond all need', async () => {
    expect(
      await Promise.all([
        outcome(sheet('<a>'.repeat(200_000))),
        outcome(sheet(`<row ${Array.from({ length: 1000 }, (_, i) => `a${i}="1"`).join(' ')}></row>`)),
        outcome(sheet('<row r="2"><c r="BDWGN2"><v>1</v></c></row>')),
        outcome(sheet(`<row r="2"><c t="inlineStr"><is><t>${'x'.repeat(10 * 1024 * 1024)}</t></is></c></row>`)),
        outcome(sheet(`<row r="2"><c r="${'A'.repeat(100_000)}2"><v>1</v></c></row>`)),
        outcome(sheet(Array.from({ length: 50 }, (_, i) => testRow(i + 2, ['a', i])).join('')), { maxRows: 49 }),
        outcome(sheet('<row r="2"><c><v>1</c></row>')),
      ]),
    ).toEqual([
      'unsafe-file',
      'unsafe-file',
      'unsafe-file',
      'unsafe-file',
      'unsafe-file',
      'too-many-rows',
      'damaged-file',
    ]);
  });

  it('refuses archives that lie or lack a part, and never looks outside them', async () => {
    const links = (target: string) =>
      `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="${target}"/></Relationships>`;
    const lying = testZip([{ name: 'xl/workbook.xml', content: '<workbook/>', saidSize: 5 }]);
    expect(
      await Promise.all([
        outcome(lying),
        outcome(testZip([{ name: 'readme.txt', content: 'no workbook' }])),
        outcome(withPart('xl/_rels/workbook.xml.rels', links('../../../../etc/passwd'))),
        outcome(withPart('xl/_rels/workbook.xml.rels', links('file:///etc/passwd'))),
        outcome(Buffer.from('PK\u{3}\u{4}nothing else')),
        outcome(new Uint8Array(0)),
      ]),
    ).toEqual(['damaged-file', 'damaged-file', 'damaged-file', 'damaged-file', 'damaged-file', 'empty-file']);
  });

  it('keeps row numbers in order whatever rows say of themselves', async () => {
    expect(
      await outcome(
        sheet(
          '<row r="-5"><c><v>1</v></c></row><row r="99999999999"><c><v>1</v></c></row><row r="x"><c><v>1</v></c></row>',
        ),
      ),
    ).toBe('rows 3');
  });

  it('caps shared texts by number and by size', async () => {
    const part = memorySource('xl/sharedStrings.xml', `<sst>${'<si><t>abcdefghij</t></si>'.repeat(100)}</sst>`);
    const unsafe = expect.objectContaining({ code: 'unsafe-file' });
    await expect(readSharedStrings(part, { maxCharacters: 999, maxCount: 1000 })).rejects.toThrow(unsafe);
    await expect(readSharedStrings(part, { maxCharacters: 1000, maxCount: 99 })).rejects.toThrow(unsafe);
    expect(await readSharedStrings(part, { maxCharacters: 1000, maxCount: 100 })).toHaveLength(100);
  });

  it('answers rows or a named refusal for 200 damaged files', async () => {
    const rows = HEAD + Array.from({ length: 100 }, (_, i) => testRow(i + 2, [`JS${i}`, i / 3])).join('');
    const sample = testWorkbook({ sheets: [{ name: 's', rows }] });
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 200; seed++) outcomes.add(await outcome(flipped(sample, seed)));
    const wanted = ['rows 100', 'damaged-file', 'unsafe-file', 'unsupported-content'];
    expect([...outcomes].filter((text) => !wanted.includes(text))).toEqual([]);
    expect(outcomes).toContain('damaged-file');
  });

  it('answers rows or a named refusal where the XML itself is damaged under a sound archive', async () => {
    const xml = Buffer.from(
      `<worksheet><sheetData>${HEAD}${testRow(2, ['a', 1])}${testRow(3, ['b', 2])}</sheetData></worksheet>`,
    );
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const damaged = Buffer.from(flipped(xml, seed, 2)).toString('latin1');
      outcomes.add((await outcome(withPart('xl/worksheets/sheet1.xml', damaged))).replace(/\d+/, 'n'));
    }
    expect([...outcomes].filter((text) => !['rows n', 'damaged-file', 'unsafe-file'].includes(text))).toEqual([]);
  });
});
