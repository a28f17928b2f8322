import { testZip } from '../zip/test-zip.ts';

/** A sheet of a workbook for tests, its rows as they stand in `sheetData`. */
export interface TestSheet {
  readonly name: string;
  readonly rows: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[];
  /** XML of the elements `si`. */
  readonly shared?: string;
  readonly styles?: string;
  readonly from1904?: boolean;
  /** Parts instead of those that would be written, or beside them. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const LINKS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE_LINKS = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Writes a workbook for tests out of bare XML, so that it may hold what no writer would write. */
export function testWorkbook({
  sheets,
  shared = '',
  styles = '',
  from1904 = false,
  parts = {},
}: TestWorkbook): Uint8Array {
  const links = sheets.map((_, i) => link(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  const listed = sheets.map(({ name, state }, i) => {
    const hidden = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"${hidden}/>`;
  });
  const written: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': linkList([link('rId1', 'officeDocument', 'xl/workbook.xml')]),
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><workbookPr date1904="${from1904 ? 1 : 0}"/>` +
      `<sheets>${listed.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': linkList([
      ...links,
      link('rIdS', 'sharedStrings', '/xl/sharedStrings.xml'),
      link('rIdT', 'styles', 'styles.xml'),
    ]),
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${shared}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
  };
  for (const [i, { rows }] of sheets.entries()) written[`xl/worksheets/sheet${i + 1}.xml`] = sheetXml(rows);
  return testZip(Object.entries({ ...written, ...parts }).map(([name, content]) => ({ name, content })));
}

/** A row of inline texts and numbers, as most writers write them. */
export function testRow(row: number, cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    if (cell === null) return '<c/>';
    return typeof cell === 'number' ? `<c><v>${cell}</v></c>` : `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

function sheetXml(rows: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
}

function link(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${LINKS}/${type}" Target="${target}"/>`;
}

function linkList(links: readonly string[]): string {
  return `<Relationships xmlns="${PACKAGE_LINKS}">${links.join('')}</Relationships>`;
}
