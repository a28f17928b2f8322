import { ImportError } from '../../import-error.ts';
import { type IssueLog, issueLog } from '../../issue-log.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../byte-source.ts';
import type { ReadLimits } from '../reader.ts';
import { inspectText, readLines } from '../text-lines.ts';
import { SWMM_COLUMNS, type SwmmSection, sectionOf } from './swmm-sections.ts';

/** One line of a section: its words and where it stands. */
export interface SwmmRow {
  /** 1-based line. */
  readonly row: number;
  readonly tokens: readonly string[];
  /** The comment line right above, which SWMM's own editor keeps as the object's description. */
  readonly comment: string | null;
}

/** A SWMM input file cut into the rows of its sections; nothing is interpreted yet. */
export interface SwmmFile {
  readonly name: string;
  readonly sections: Readonly<Record<SwmmSection, readonly SwmmRow[]>>;
  /** Sections whose header stands in the file, empty ones included. */
  readonly present: ReadonlySet<SwmmSection>;
  readonly issues: IssueLog;
}

/** Reads the whole text. Throws `ImportError` when it is no text or holds none of the sections of a SWMM file. */
export async function readSwmmFile(source: ByteSource, limits: ReadLimits, signal?: AbortSignal): Promise<SwmmFile> {
  const layout = await inspectText(source, limits, signal);
  const sections = emptySections();
  const present = new Set<SwmmSection>();
  const issues = issueLog();
  if (layout.encoding !== 'utf-8') {
    issues.add(
      issue('text-encoding', null, null, `"${source.name}" is not UTF-8 text; it is read as ${layout.encoding}.`),
    );
  }
  let current: SwmmRow[] | null = null;
  let comment: string | null = null;
  let known = 0;
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
        const section = sectionOf(line.trim());
        known += section === 'unknown' ? 0 : 1;
        current = section === 'ignored' || section === 'unknown' ? null : sections[section];
        if (section === 'unknown')
          issues.add(issue('unknown-section', row, first, `Section ${first} is not one of SWMM 5.`));
        else if (section !== 'ignored') present.add(section);
      } else {
        current?.push({ row, tokens, comment });
      }
      comment = null;
    }
  }
  if (known === 0) {
    throw new ImportError(
      'unknown-format',
      `"${source.name}" has none of the sections of an EPA SWMM 5 input file, such as [JUNCTIONS] or [CONDUITS].`,
    );
  }
  return { name: source.name, sections, present, issues };
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

function emptySections(): Record<SwmmSection, SwmmRow[]> {
  const sections = Object.keys(SWMM_COLUMNS) as SwmmSection[];
  return Object.fromEntries(sections.map((section) => [section, []])) as unknown as Record<SwmmSection, SwmmRow[]>;
}
