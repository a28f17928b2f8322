import { type IssueLog, issueLog } from '../../issue-log.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ReadLimits } from '../reader.ts';
import { inspectText, readLines } from '../text-lines.ts';

/** One line of a section: its words and where it stands. */
export interface InpRow {
  /** 1-based line. */
  readonly row: number;
  readonly tokens: readonly string[];
  /** The comment line right above, which SWMM's own editor keeps as the object's description. */
  readonly comment: string | null;
}

/** A file of sections (`.inp` of EPA SWMM or EPANET) cut into rows; nothing is interpreted yet. */
export interface InpFile<Section extends string> {
  readonly name: string;
  readonly sections: Readonly<Record<Section, readonly InpRow[]>>;
  /** Sections whose header stands in the file, empty ones included. */
  readonly present: ReadonlySet<Section>;
  readonly issues: IssueLog;
  /** Number of headers that the program the file is made for knows. */
  readonly knownHeaders: number;
}

/** The sections one program knows. */
export interface InpDialect<Section extends string> {
  /** What people call the program: "SWMM 5". */
  readonly program: string;
  /** The sections that are kept. */
  readonly sections: readonly Section[];
  /** The section a header line opens: one that is kept, one of no use here, or one nobody knows. */
  sectionOf(header: string): Section | 'ignored' | 'unknown';
}

/** Reads the whole text. Throws `ImportError` when it is no text. */
export async function readInpFile<Section extends string>(
  source: ByteSource,
  dialect: InpDialect<Section>,
  limits: ReadLimits,
  signal?: AbortSignal,
): Promise<InpFile<Section>> {
  const layout = await inspectText(source, limits, signal);
  const sections = new Map<Section, InpRow[]>(dialect.sections.map((section) => [section, []]));
  const present = new Set<Section>();
  const issues = issueLog();
  if (layout.encoding !== 'utf-8') {
    issues.add(
      issue('text-encoding', null, null, `"${source.name}" is not UTF-8 text; it is read as ${layout.encoding}.`),
    );
  }
  let current: InpRow[] | null = null;
  let comment: string | null = null;
  let knownHeaders = 0;
  for await (const block of readLines(source, layout, limits, signal)) {
    let row = block.firstRow - 1;
    if (!block.complete) {
      issues.add(
        issue('unfinished-line', block.firstRow, null, 'The last line has no line break: the file may be cut off.'),
      );
    }
    for (const line of block.lines) {
      row++;
      const tokens = tokensOf(line);
      const first = tokens[0];
      if (first === undefined) {
        comment = current === null ? null : commentOf(line);
        continue;
      }
      if (first.startsWith('[')) {
        const section = dialect.sectionOf(line.trim());
        knownHeaders += section === 'unknown' ? 0 : 1;
        current = section === 'ignored' || section === 'unknown' ? null : (sections.get(section) ?? null);
        if (section === 'unknown') {
          issues.add(issue('unknown-section', row, first, `Section ${first} is not one of ${dialect.program}.`));
        } else if (section !== 'ignored') {
          present.add(section);
        }
      } else {
        current?.push({ row, tokens, comment });
      }
      comment = null;
    }
  }
  return {
    name: source.name,
    sections: Object.fromEntries(sections) as Record<Section, InpRow[]>,
    present,
    issues,
    knownHeaders,
  };
}

/**
 * Words of a line: parted by blanks and tabs, a double-quoted word may hold blanks, everything after a semicolon is
 * comment (as in SWMM itself, also inside quotes).
 */
export function tokensOf(line: string): readonly string[] {
  const semicolon = line.indexOf(';');
  const text = (semicolon >= 0 ? line.slice(0, semicolon) : line).trim();
  if (text === '') return [];
  if (!text.includes('"')) return text.split(/\s+/);
  const words: string[] = [];
  for (const match of text.matchAll(/"([^"]*)"?|[^\s"]+/g)) words.push(match[1] ?? match[0]);
  return words;
}

function commentOf(line: string): string | null {
  const text = line.trim();
  if (!text.startsWith(';') || text.startsWith(';;')) return null;
  return text.slice(1).trim() || null;
}
