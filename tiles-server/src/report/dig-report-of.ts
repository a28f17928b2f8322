import { createHash } from 'node:crypto';
import { placedNode } from '@undercroft/core/analysis/placed-node';
import { sectionShape } from '@undercroft/core/analysis/section-answer';
import type { PlaneFinding } from '@undercroft/core/dig/dig-finding';
import { sizeWords } from '@undercroft/core/drawing/conduit-words';
import { drawPlan } from '@undercroft/core/drawing/draw-plan';
import { drawSection } from '@undercroft/core/drawing/draw-section';
import { drawnMaterial } from '@undercroft/core/drawing/drawing-words';
import type { ExcavationRequest } from '@undercroft/core/protocol/analysis/excavation';
import type { Scene } from '@undercroft/core/protocol/scene';
import { digPlanView } from '@undercroft/core/report/dig-plan-view';
import type { ReportLanguage } from '@undercroft/core/report/dig-words';
import { tellingSection } from '@undercroft/core/report/section-line';
import type { CheckedExcavation } from '../analysis/excavation.ts';
import { cornersOnMap } from './corners-on-map.ts';
import type { DigReport } from './dig-report.ts';

/** What is asked of a report besides the check. */
export interface DigReportOptions {
  readonly language: ReportLanguage;
  readonly note: string | null;
  readonly madeAt: Date;
  readonly madeBy: string;
}

/** Widths of the two drawings on the page, and their height beside few findings and beside many, millimetres. */
const DRAWINGS_MM = { plan: 98, section: 88, tall: 118, low: 81 } as const;
/** So many findings leave room for tall drawings. */
const FEW_FINDINGS = 9;

/** Everything that the printed check shows, drawn from the very plan, rows and findings that were judged. */
export function digReportOf(
  scene: Scene,
  request: ExcavationRequest,
  checked: CheckedExcavation,
  { language, note, madeAt, madeBy }: DigReportOptions,
): DigReport {
  const { answer, check, near, plan, projection, rows } = checked;
  const nodes = near.nodes.map((node) => placedNode(node, projection));
  const section = tellingSection(plan, check, rows, nodes);
  const { ax, ay, dirX, dirY, lengthM } = section.plane;
  const { displayCrs } = scene.frame;
  const corners = cornersOnMap(answer.pit.floor, displayCrs);
  const view = digPlanView(plan, check, rows, {
    corners,
    sectionLines: [{ name: '1', line: [ax, ay, ax + dirX * lengthM, ay + dirY * lengthM] }],
    // The plane is about the area itself, where its north is true north.
    northDeg: 0,
  });
  const dataDate = answer.dataDate.slice(0, 10);
  const datum = scene.heightDatum.name[language];
  const { unplacedCount } = answer;
  const heightMm = check.findings.length <= FEW_FINDINGS ? DRAWINGS_MM.tall : DRAWINGS_MM.low;
  const options = { language, unplacedCount, dataDate: null, datum: null, heightMm };
  const record = new TextEncoder().encode(JSON.stringify({ request, answer }));
  return {
    language,
    scene: { title: scene.title[language], synthetic: scene.synthetic, datum },
    answer,
    findings: check.findings.map((finding, i) => ({
      number: i + 1,
      finding: answer.findings[i] ?? unmatched(i),
      what: whatOf(finding, checked, language),
    })),
    displayCrs,
    corners: corners.map((corner, i) => ({ name: String(i + 1), ...corner })),
    drawingsHeightMm: heightMm,
    plan: drawPlan(view, { ...options, widthMm: DRAWINGS_MM.plan }),
    section: drawSection(sectionShape(section, rows.table), {
      ...options,
      widthMm: DRAWINGS_MM.section,
      name: '1–1',
      dataDate,
    }),
    note,
    madeAt,
    madeAtText: clockText(madeAt, scene.utcOffsetMinutes),
    record,
    checksum: createHash('sha256').update(record).digest('hex'),
    madeBy,
  };
}

function unmatched(i: number): never {
  throw new RangeError(`digReportOf: finding ${i + 1} of the check stands in the answer, and did not`);
}

/** Size and material of a conduit, or the size of a shaft. */
function whatOf({ family, index }: PlaneFinding, { rows }: CheckedExcavation, language: ReportLanguage): string {
  if (family === 'node') {
    const shaft = rows.shafts.shafts[index];
    const size = shaft?.outerDiameterM;
    return `${language === 'zh' ? '井室' : 'shaft'}${size === null || size === undefined ? '' : ` Ø${size.toFixed(2)} m`}`;
  }
  const facts = rows.table.facts[index];
  const section = facts?.section ?? null;
  const size = section === null ? [] : [sizeWords({ ...section, casingMm: section.casingMm ?? null }, language)];
  return [...size, ...(facts?.material == null ? [] : [drawnMaterial(facts.material, language)])].join(' ');
}

/** Day and time by the city's clock; by UTC, and said so, where the scene does not tell its offset. */
function clockText(at: Date, utcOffsetMinutes: number | undefined): string {
  const local = new Date(at.getTime() + (utcOffsetMinutes ?? 0) * 60_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}${utcOffsetMinutes === undefined ? ' UTC' : ''}`;
}
