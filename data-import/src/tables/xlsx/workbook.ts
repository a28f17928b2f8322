import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { isDateFormat } from './date-formats.ts';
import { readSharedStrings } from './shared-strings.ts';
import { readXml } from './xml-events.ts';

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly from1904: boolean;
  readonly strings: readonly string[];
  /** By a cell's style: whether its number is a date. */
  readonly dateStyles: readonly boolean[];
}

export interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  /** `null` for a chart, which has no cells. */
  readonly part: ByteSource | null;
}

/** The parts of the archive by their names. */
export type Parts = ReadonlyMap<string, ByteSource>;

const MAX_SHEETS = 1_000;
const MAX_STYLES = 65_536;

/** The parts by their names, compared without case as the packaging standard wants. */
export function partsOf(entries: readonly ByteSource[]): Parts {
  return new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
}

/** Reads everything but the sheets. Throws `ImportError` for what is no workbook, or is one of another kind. */
export async function readWorkbook(parts: Parts, fileName: string, signal?: AbortSignal): Promise<Workbook> {
  const path = await workbookPath(parts, fileName, signal);
  const workbook = parts.get(path);
  if (workbook === undefined) {
    throw new ImportError(
      'damaged-file',
      `"${fileName}" is an archive without a workbook in it ("${path}" was wanted).`,
    );
  }
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const links = await relationships(parts, `${folder}_rels/${path.slice(folder.length)}.rels`, folder, signal);
  const listed: { readonly name: string; readonly hidden: boolean; readonly link: string }[] = [];
  let from1904 = false;
  await readXml(workbook.name, workbook.stream(signal), {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904);
      if (name !== 'sheet') return;
      if (listed.length >= MAX_SHEETS) {
        throw new ImportError('unsafe-file', `"${fileName}" lists more than ${MAX_SHEETS} sheets.`);
      }
      const state = attributes.state ?? 'visible';
      listed.push({ name: attributes.name ?? '', hidden: state !== 'visible', link: linkOf(attributes) });
    },
    text() {},
    close() {},
  });
  const byType = (type: string) => parts.get([...links.values()].find((link) => link.type === type)?.path ?? '');
  const strings = byType('sharedStrings');
  const styles = byType('styles');
  return {
    from1904,
    strings: strings === undefined ? [] : await readSharedStrings(strings, undefined, signal),
    dateStyles: styles === undefined ? [] : await readDateStyles(styles, signal),
    sheets: listed.map(({ name, hidden, link }, i) => {
      return {
        name: name.trim() === '' ? `sheet ${i + 1}` : name.trim(),
        hidden,
        part: sheetPart(parts, links.get(link), name),
      };
    }),
  };
}

/** A sheet whose part is gone is a workbook that lost data: nobody may take the rest for all there is. */
function sheetPart(parts: Parts, link: Link | undefined, sheet: string): ByteSource | null {
  if (link !== undefined && link.type !== 'worksheet') return null;
  const part = parts.get(link?.path ?? '');
  if (part !== undefined) return part;
  throw new ImportError('damaged-file', `The workbook lists a sheet "${sheet}" and does not hold its cells.`);
}

async function workbookPath(parts: Parts, fileName: string, signal: AbortSignal | undefined): Promise<string> {
  if (parts.has('xl/workbook.bin')) throw otherKind(fileName, 'a binary workbook (.xlsb)');
  if (parts.has('content.xml') && parts.has('mimetype')) throw otherKind(fileName, 'an OpenDocument table');
  const links = await relationships(parts, '_rels/.rels', '', signal);
  return [...links.values()].find(({ type }) => type === 'officeDocument')?.path ?? 'xl/workbook.xml';
}

function otherKind(fileName: string, kind: string): ImportError {
  return new ImportError('unsupported-content', `"${fileName}" is ${kind}. Open it and save it as .xlsx.`);
}

interface Link {
  /** Last word of the relationship's type, the same in both dialects of the standard. */
  readonly type: string;
  readonly path: string;
}

async function relationships(
  parts: Parts,
  path: string,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Link>> {
  const links = new Map<string, Link>();
  const part = parts.get(path);
  if (part === undefined) return links;
  await readXml(part.name, part.stream(signal), {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      const type = (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1);
      links.set(Id, { type, path: partPath(folder, Target) });
    },
    text() {},
    close() {},
  });
  return links;
}

/** A target as the name of a part of the archive: a label that is looked up, never a path on this machine. */
function partPath(folder: string, target: string): string {
  const steps = (target.startsWith('/') ? target : folder + target).toLowerCase().split('/');
  const path: string[] = [];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

function linkOf(attributes: Readonly<Record<string, string>>): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(':id'));
  return key === undefined ? '' : (attributes[key] ?? '');
}

async function readDateStyles(part: ByteSource, signal: AbortSignal | undefined): Promise<readonly boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellStyles = false;
  await readXml(part.name, part.stream(signal), {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCellStyles = true;
      else if (name === 'xf' && inCellStyles && styles.length < MAX_STYLES) {
        const id = Number(attributes.numFmtId ?? 0);
        styles.push(isDateFormat(id, codes.get(id)));
      }
    },
    text() {},
    close(name) {
      if (name === 'cellXfs') inCellStyles = false;
    },
  });
  return styles;
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
