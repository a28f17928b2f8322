import type { DigFinding } from '@undercroft/core/protocol/analysis/excavation';
import { DIG_VERDICT_COLOURS } from '@undercroft/core/report/dig-colours';
import { type DigReportWord, sayOnReport } from '@undercroft/core/report/dig-report-words';
import {
  ACCURACY_BASIS_WORDS,
  ASSUMPTION_WORDS,
  DIG_VERDICT_WORDS,
  type ReportLanguage,
} from '@undercroft/core/report/dig-words';
import { strikeShare } from '@undercroft/core/report/strike-share';
import { utilityName } from '@undercroft/core/report/utility-name';
import type { ReportFinding } from './dig-report.ts';
import { FONTS, INK, PAGE, type Paper } from './report-paper.ts';
import { textLines } from './text-lines.ts';

/** One cell: what stands first and, smaller, what is said to it. */
interface Cell {
  readonly main: string;
  readonly more: string;
}

interface Column {
  readonly title: DigReportWord;
  /** Points. */
  readonly width: number;
  readonly cell: (row: ReportFinding, language: ReportLanguage) => Cell;
}

const COLUMNS: readonly Column[] = [
  { title: 'number', width: 14, cell: ({ number }) => ({ main: String(number), more: '' }) },
  { title: 'line', width: 118, cell: lineCell },
  { title: 'owner', width: 64, cell: ownerCell },
  { title: 'verdict', width: 64, cell: verdictCell },
  { title: 'distance', width: 56, cell: distanceCell },
  { title: 'zone', width: 48, cell: zoneCell },
  { title: 'clause', width: 74, cell: ruleCell },
  { title: 'certainty', width: 53, cell: certaintyCell },
  { title: 'surveyed', width: 44.28, cell: surveyedCell },
];

const SIZE = { head: 6.4, main: 7, more: 5.6, pad: 2.2 } as const;
/** From line to line, points. */
const LEADING = { main: 8.6, more: 6.9 } as const;
/** What does not fit is cut with an ellipsis; the record attached holds it all. */
const MOST_LINES = { main: 3, more: 4 } as const;

/** Draws rows from `top` down to `bottom` and says how many it drew; the rest goes on another page. */
export function drawFindings(
  paper: Paper,
  rows: readonly ReportFinding[],
  language: ReportLanguage,
  top: number,
  bottom: number,
): { readonly drawn: number; readonly endsAt: number } {
  let y = drawHead(paper, language, top);
  for (const [i, row] of rows.entries()) {
    const cells = COLUMNS.map((column) => laidCell(paper, column, column.cell(row, language)));
    const height = Math.max(...cells.map(cellHeight)) + 2 * SIZE.pad;
    if (y + height > bottom) return { drawn: i, endsAt: y };
    drawRow(paper, row.finding, cells, y, height);
    y += height;
  }
  return { drawn: rows.length, endsAt: y };
}

function drawHead(paper: Paper, language: ReportLanguage, top: number): number {
  const height = 13;
  paper.rect(PAGE.margin, top, PAGE.width - 2 * PAGE.margin, height).fill(INK.band);
  paper.font(FONTS.bold).fontSize(SIZE.head).fillColor(INK.text);
  let x: number = PAGE.margin;
  for (const { title, width } of COLUMNS) {
    paper.text(sayOnReport(language, title), x + SIZE.pad, top + 2, { lineBreak: false });
    x += width;
  }
  return top + height;
}

interface LaidCell {
  readonly main: readonly string[];
  readonly more: readonly string[];
}

function laidCell(paper: Paper, { title, width }: Column, { main, more }: Cell): LaidCell {
  const room = width - 2 * SIZE.pad;
  const widthOf = (text: string): number => paper.widthOfString(text);
  paper.font(isStrong(title) ? FONTS.bold : FONTS.plain).fontSize(SIZE.main);
  const mainLines = textLines(main, room, MOST_LINES.main, widthOf);
  paper.font(FONTS.plain).fontSize(SIZE.more);
  return { main: mainLines, more: textLines(more, room, MOST_LINES.more, widthOf) };
}

function cellHeight({ main, more }: LaidCell): number {
  return main.length * LEADING.main + more.length * LEADING.more;
}

function isStrong(title: DigReportWord): boolean {
  return title === 'verdict' || title === 'number';
}

function drawRow(paper: Paper, { verdict }: DigFinding, cells: readonly LaidCell[], y: number, height: number): void {
  let x: number = PAGE.margin;
  const colour = DIG_VERDICT_COLOURS[verdict];
  paper.rect(PAGE.margin - 4, y + 1, 2.5, height - 2).fill(colour);
  for (const [c, { main, more }] of cells.entries()) {
    const column = COLUMNS[c];
    if (column === undefined) continue;
    let line = y + SIZE.pad - 1;
    paper.font(isStrong(column.title) ? FONTS.bold : FONTS.plain).fontSize(SIZE.main);
    paper.fillColor(column.title === 'verdict' ? colour : INK.text);
    for (const text of main) {
      paper.text(text, x + SIZE.pad, line, { lineBreak: false });
      line += LEADING.main;
    }
    paper.font(FONTS.plain).fontSize(SIZE.more).fillColor(INK.faint);
    for (const text of more) {
      paper.text(text, x + SIZE.pad, line, { lineBreak: false });
      line += LEADING.more;
    }
    x += column.width;
  }
  const end = y + height;
  paper
    .lineWidth(0.4)
    .strokeColor(INK.line)
    .moveTo(PAGE.margin, end)
    .lineTo(PAGE.width - PAGE.margin, end)
    .stroke();
}

function lineCell({ finding, what }: ReportFinding, language: ReportLanguage): Cell {
  const { utility, status, sourceId, assumed, coverDepthM } = finding;
  const marks = [
    ...(status === 'abandoned' || status === 'planned' ? [sayOnReport(language, status)] : []),
    ...(coverDepthM === null ? [] : [sayOnReport(language, 'cover', { depth: metres(coverDepthM) })]),
    ...assumed.map((assumption) => ASSUMPTION_WORDS[assumption][language]),
  ];
  return {
    main: [utilityName(utility, language), what].filter(Boolean).join(' '),
    more: [sourceId, ...marks].join(' · '),
  };
}

function ownerCell({ finding }: ReportFinding, language: ReportLanguage): Cell {
  return { main: finding.owner ?? sayOnReport(language, 'ownerUnknown'), more: '' };
}

function verdictCell({ finding }: ReportFinding, language: ReportLanguage): Cell {
  const { verdict, insideM } = finding;
  const more = insideM > 0 ? sayOnReport(language, 'inPit', { length: metres(insideM) }) : '';
  return { main: DIG_VERDICT_WORDS[verdict][language], more };
}

function distanceCell({ finding }: ReportFinding, language: ReportLanguage): Cell {
  const { horizontalM, verticalM, planM } = finding;
  const unknown = sayOnReport(language, 'unknown');
  if (horizontalM === null) {
    return { main: unknown, more: planM === null ? '' : sayOnReport(language, 'inPlan', { distance: metres(planM) }) };
  }
  return { main: verticalM === null ? metres(horizontalM) : `${metres(horizontalM)} / ${metres(verticalM)}`, more: '' };
}

function zoneCell({ finding: { zone } }: ReportFinding): Cell {
  if (zone === null) return { main: '–', more: '' };
  return { main: `${metres(zone.protectionM)} / ${zone.controlM === null ? '–' : metres(zone.controlM)}`, more: '' };
}

function ruleCell({ finding: { rule, binding } }: ReportFinding, language: ReportLanguage): Cell {
  if (rule === null) return { main: '–', more: sayOnReport(language, 'noRule') };
  const signed =
    rule.verifiedBy === null
      ? []
      : [sayOnReport(language, 'verified', { name: rule.verifiedBy, day: rule.verifiedAt ?? '' })];
  const open = binding ? [] : [sayOnReport(language, 'notBinding')];
  return { main: `${rule.clause} (${rule.grade})`, more: [...signed, ...open].join(' · ') };
}

function certaintyCell({ finding }: ReportFinding, language: ReportLanguage): Cell {
  const { sigmaM, sigmaXyM, strikeProbability, accuracyBasis } = finding;
  const unknown = sayOnReport(language, 'unknown');
  const sigma = (value: number | null) => (value === null ? unknown : value.toFixed(2));
  const main = strikeProbability === null ? unknown : strikeShare(strikeProbability);
  if (sigmaXyM === null && sigmaM === null) return { main, more: `σ ${unknown}` };
  const spread = sayOnReport(language, 'sigma', { xy: sigma(sigmaXyM), z: sigma(sigmaM) });
  return { main, more: `${spread} ${ACCURACY_BASIS_WORDS[accuracyBasis][language]}` };
}

function surveyedCell({ finding: { surveyedOn } }: ReportFinding, language: ReportLanguage): Cell {
  return { main: surveyedOn ?? sayOnReport(language, 'dateUnknown'), more: '' };
}

function metres(value: number): string {
  return value.toFixed(2);
}
