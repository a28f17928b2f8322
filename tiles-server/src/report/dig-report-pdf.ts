import { DIG_VERDICTS } from '@undercroft/core/protocol/analysis/excavation';
import { DIG_VERDICT_COLOURS } from '@undercroft/core/report/dig-colours';
import { type DigReportWord, sayOnReport } from '@undercroft/core/report/dig-report-words';
import { DIG_METHOD_WORDS, DIG_VERDICT_WORDS } from '@undercroft/core/report/dig-words';
import type { DigReport } from './dig-report.ts';
import { drawOnPaper } from './draw-on-paper.ts';
import { drawFindings } from './findings-table.ts';
import { FONTS, INK, PAGE, type Paper, paperBytes, reportPaper } from './report-paper.ts';

const WIDTH = PAGE.width - 2 * PAGE.margin;
const RIGHT = PAGE.width - PAGE.margin;
/** Where the parts of the first page stand, points from its top. */
const TOPS = { band: 66, facts: 92, drawings: 151 } as const;
const POINTS_PER_MM = 72 / 25.4;
const FOOT_TOP = PAGE.height - 70;
const MOST_CORNERS = 8;

/**
 * The one page of a check: facts, plan, section, findings worst first, what it rests on. Findings that find no room stand
 * on pages of their own, none is left out. The record that it was made from is attached.
 */
export async function digReportPdf(report: DigReport): Promise<Uint8Array> {
  const { language, checksum, madeAt, madeBy, record } = report;
  const paper = reportPaper({
    title: `${sayOnReport(language, 'title')} ${report.scene.title}`,
    author: madeBy,
    madeAt,
    identity: `${checksum} ${madeAt.toISOString()} ${language}`,
  });
  paper.file(Buffer.from(record), {
    name: 'check.json',
    type: 'application/json',
    creationDate: madeAt,
    modifiedDate: madeAt,
  });
  drawHead(paper, report);
  drawVerdictBand(paper, report);
  drawFacts(paper, report);
  const tableTop = drawDrawings(paper, report);
  let { drawn } = drawFindings(paper, report.findings, language, tableTop, FOOT_TOP - 6);
  while (drawn < report.findings.length) {
    paper.addPage();
    const title = sayOnReport(language, 'continued', { title: sayOnReport(language, 'title') });
    paper.font(FONTS.bold).fontSize(10).fillColor(INK.text).text(title, PAGE.margin, PAGE.margin, { lineBreak: false });
    const more = drawFindings(paper, report.findings.slice(drawn), language, PAGE.margin + 18, FOOT_TOP - 6);
    drawn += more.drawn;
  }
  drawFeet(paper, report);
  return await paperBytes(paper);
}

function drawHead(paper: Paper, { language, scene, madeAtText }: DigReport): void {
  paper.font(FONTS.bold).fontSize(17).fillColor(INK.text);
  paper.text(sayOnReport(language, 'title'), PAGE.margin, 30, { lineBreak: false });
  paper.font(FONTS.bold).fontSize(9);
  paper.text(scene.title, PAGE.margin, 31, { width: WIDTH, align: 'right', lineBreak: false, ellipsis: true });
  paper.font(FONTS.plain).fontSize(7.5).fillColor(INK.faint);
  paper.text(sayOnReport(language, 'made', { time: madeAtText }), PAGE.margin, 44, { width: WIDTH, align: 'right' });
  if (!scene.synthetic) return;
  paper.font(FONTS.bold).fontSize(8).fillColor(DIG_VERDICT_COLOURS.hit);
  paper.text(sayOnReport(language, 'synthetic'), PAGE.margin, 52, { lineBreak: false });
}

/** What was found, in one line, in the colour of the worst. */
function drawVerdictBand(paper: Paper, { language, findings }: DigReport): void {
  const worst = DIG_VERDICTS.find((verdict) => findings.some(({ finding }) => finding.verdict === verdict));
  paper.rect(PAGE.margin, TOPS.band, WIDTH, 20).fill(DIG_VERDICT_COLOURS[worst ?? 'clear']);
  const counts = DIG_VERDICTS.flatMap((verdict) => {
    const count = findings.filter(({ finding }) => finding.verdict === verdict).length;
    return count === 0
      ? []
      : [sayOnReport(language, 'count', { count, verdict: DIG_VERDICT_WORDS[verdict][language] })];
  });
  const text = counts.length === 0 ? sayOnReport(language, 'none') : counts.join(language === 'zh' ? '，' : ', ');
  paper.font(FONTS.bold).fontSize(10.5).fillColor('#ffffff');
  paper.text(text, PAGE.margin + 8, TOPS.band + 4, { width: WIDTH - 16, height: 14, ellipsis: true });
}

function drawFacts(paper: Paper, report: DigReport): void {
  const { language, answer, corners, displayCrs, scene, note } = report;
  const { work, pit } = answer;
  const upright = sayOnReport(language, 'upright');
  const none = sayOnReport(language, 'noSupports');
  const facts: readonly (readonly [DigReportWord, string])[] = [
    ['depth', `${work.depthM.toFixed(2)} m`],
    ['floorLevel', `${pit.floorLevelM.toFixed(2)} m`],
    ['groundLevel', `${pit.lowestGroundM.toFixed(2)} m`],
    ['batter', work.batter === 0 ? upright : `1 : ${work.batter.toFixed(2)}`],
    ['supports', work.supportDepthM === null ? none : `${work.supportDepthM.toFixed(2)} m`],
    ['method', DIG_METHOD_WORDS[work.method][language]],
    ['margin', `${work.marginM.toFixed(2)} m`],
    ['floorArea', `${pit.floorAreaM2.toFixed(1)} m²`],
    ['topArea', `${pit.topAreaM2.toFixed(1)} m²`],
    ['volume', `${pit.volumeM3.toFixed(1)} m³`],
  ];
  const rows = 4;
  for (const [i, [word, value]] of facts.entries()) {
    const x = PAGE.margin + Math.floor(i / rows) * 107;
    const y = TOPS.facts + (i % rows) * 11;
    paper.font(FONTS.plain).fontSize(7).fillColor(INK.faint);
    paper.text(sayOnReport(language, word), x, y, { width: 54, height: 9, ellipsis: true });
    paper.font(FONTS.bold).fontSize(7).fillColor(INK.text);
    paper.text(value, x + 54, y, { width: 51, height: 9, ellipsis: true });
  }
  const left = PAGE.margin + 320;
  paper.font(FONTS.plain).fontSize(6.6).fillColor(INK.faint);
  paper.text(sayOnReport(language, 'corners', { crs: displayCrs }), left, TOPS.facts, {
    width: RIGHT - left,
    height: 8,
    ellipsis: true,
  });
  paper.fillColor(INK.text);
  for (const [i, { name, east, north }] of corners.slice(0, MOST_CORNERS).entries()) {
    const x = left + (i % 2) * 108;
    const y = TOPS.facts + 9 + Math.floor(i / 2) * 8.4;
    paper.text(`${name}  ${east}, ${north}`, x, y, { width: 106, height: 8, ellipsis: true });
  }
  const more = corners.length - MOST_CORNERS;
  const asides = [
    sayOnReport(language, 'datum', { datum: scene.datum }),
    ...(more > 0 ? [sayOnReport(language, 'moreCorners', { count: more })] : []),
    ...(answer.repairs.length > 0 ? [sayOnReport(language, 'repairs', { repairs: answer.repairs.join('; ') })] : []),
    ...(note === null ? [] : [sayOnReport(language, 'note', { note })]),
  ];
  paper.fontSize(6.4).fillColor(INK.faint);
  paper.text(asides.join('  '), PAGE.margin, TOPS.facts + 45, { width: WIDTH, height: 9, ellipsis: true });
}

/** Draws both drawings and says where what follows may begin. */
function drawDrawings(paper: Paper, { plan, section, drawingsHeightMm }: DigReport): number {
  const height = drawingsHeightMm * POINTS_PER_MM;
  const planWidth = WIDTH * 0.525;
  const places = [
    { drawing: plan, x: PAGE.margin, width: planWidth },
    { drawing: section, x: PAGE.margin + planWidth + 6, width: WIDTH - planWidth - 6 },
  ] as const;
  const y = TOPS.drawings;
  for (const { drawing, x, width } of places) {
    drawOnPaper(paper, drawing, { x, y, width, height });
    paper.lineWidth(0.6).strokeColor(INK.line).rect(x, y, width, height).stroke();
  }
  return y + height + 8;
}

function drawFeet(paper: Paper, { language, answer, checksum, madeBy }: DigReport): void {
  const { count } = paper.bufferedPageRange();
  for (let i = 0; i < count; i++) {
    paper.switchToPage(i);
    // What stands below the margin would else begin a page of its own.
    paper.page.margins.bottom = 0;
    paper.lineWidth(0.8).strokeColor(INK.text).moveTo(PAGE.margin, FOOT_TOP).lineTo(RIGHT, FOOT_TOP).stroke();
    paper.font(FONTS.bold).fontSize(7).fillColor(INK.text);
    paper.text(sayOnReport(language, 'warning'), PAGE.margin, FOOT_TOP + 4, {
      width: WIDTH,
      height: 10,
      ellipsis: true,
    });
    if (answer.unplacedCount > 0) {
      paper.fillColor(DIG_VERDICT_COLOURS.unknown);
      paper.text(sayOnReport(language, 'unplaced', { count: answer.unplacedCount }), PAGE.margin, FOOT_TOP + 14, {
        width: WIDTH,
        height: 10,
        ellipsis: true,
      });
    }
    paper.font(FONTS.plain).fontSize(6).fillColor(INK.faint);
    const { id, version } = answer.ruleSet;
    const lines = [
      sayOnReport(language, 'grades'),
      [
        sayOnReport(language, 'dataDate', { date: answer.dataDate.slice(0, 10) }),
        sayOnReport(language, 'rules', { id, version }),
        madeBy,
      ].join('  ·  '),
      sayOnReport(language, 'checksum', { sum: checksum }),
    ];
    for (const [n, line] of lines.entries()) {
      paper.text(line, PAGE.margin, FOOT_TOP + 25 + n * 8.5, { width: WIDTH, height: 8.5, ellipsis: true });
    }
    paper.text(sayOnReport(language, 'page', { page: i + 1, pages: count }), PAGE.margin, FOOT_TOP + 42, {
      width: WIDTH,
      height: 8,
      align: 'right',
    });
  }
}
