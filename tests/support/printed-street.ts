import type { NearLink, NearNode, NearRows } from '@undercroft/core/analysis/near-rows';
import { checkDig } from '@undercroft/core/dig/dig-check';
import { planDig } from '@undercroft/core/dig/dig-plan';
import { digRows } from '@undercroft/core/dig/dig-rows';
import { excavationAnswer } from '@undercroft/core/dig/excavation-answer';
import { readPolygonArea } from '@undercroft/core/dig/read-area';
import { type ExcavationRequest, excavationRequestSchema } from '@undercroft/core/protocol/analysis/excavation';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import type { CheckedExcavation } from '@undercroft/tiles-server/analysis/excavation';
import { type DigReportOptions, digReportOf } from '@undercroft/tiles-server/report/dig-report-of';
import { digReportPdf } from '@undercroft/tiles-server/report/dig-report-pdf';
import { gasMain, STREET, STREET_PIT } from './gas-street.ts';
import { plane } from './small-network.ts';

/** The street's pit, 20 x 10 m and 2 m deep in level ground at 8 m. */
export const STREET_REQUEST: ExcavationRequest = excavationRequestSchema.parse(STREET_PIT);

export const PRINTED_AT = new Date(Date.UTC(2026, 10, 20, 6, 5));

const DATA_DATE = '2026-11-19T10:00:00.000Z';

/** A link of the street: a low-pressure gas main along the pit's southern wall, with what a test says otherwise of it. */
export function streetLink(sourceId: string, besideM: number, changes: Partial<NearLink['facts']> = {}): NearLink {
  const feature = gasMain(sourceId, besideM);
  if (feature.family !== 'link') throw new Error(`A link was wanted; a ${feature.family} came.`);
  const { path, raw: _raw, planLengthM: _plan, statedLengthM: _stated, slope: _slope, ...facts } = feature.value;
  return { facts: { ...facts, id: `gas.${sourceId}`, fromNode: null, toNode: null, ...changes }, path };
}

/** A storm manhole of unknown size in the street. */
export function streetManhole(sourceId: string, x: number, y: number): NearNode {
  return {
    id: `gas.${sourceId}`,
    kind: 'manhole',
    sourceId,
    utility: 'storm',
    utilityBasis: 'stated',
    position: plane.inverse(x, y),
    coverLevelM: 8,
    sumpLevelM: null,
    shaftDiameterMm: null,
    material: null,
    owner: null,
    builtYear: null,
    status: 'inUse',
    accuracy: { qualityLevel: null, sigmaXyM: null, sigmaZM: null },
  };
}

export interface StreetCheck {
  readonly links?: readonly NearLink[];
  readonly nodes?: readonly NearNode[];
  readonly unplacedCount?: number;
  readonly request?: ExcavationRequest;
  readonly rules?: RuleSet;
}

/** Judges the street's pit among rows that stand in no store, by the functions that the server judges by. */
export function checkedStreet(check: StreetCheck): CheckedExcavation {
  const { links = [], nodes = [], unplacedCount = 0, request = STREET_REQUEST, rules = NATIONAL_RULES } = check;
  const read = readPolygonArea(request.area);
  if (!read.ok) throw new Error(read.refusal.message);
  const { projection, outline, repairs } = read.area;
  const planned = planDig({ ...request, outline }, () => 8);
  if (!planned.ok) throw new Error(planned.refusal.message);
  const near: NearRows = {
    revision: 'r1',
    dataDate: DATA_DATE,
    bbox: [-180, -90, 180, 90],
    links,
    nodes,
    unplacedCount,
  };
  const rows = digRows(
    links.map(({ facts, path }) => ({ ...facts, path })),
    nodes,
    projection,
  );
  const found = checkDig(planned.plan, rows, rules);
  const { revision, dataDate } = near;
  const known = { scene: STREET.id, revision, dataDate, unplacedCount, repairs };
  const answer = excavationAnswer({ plan: planned.plan, check: found, projection, rules, ...known });
  return { answer, plan: planned.plan, check: found, rows, near, rules, projection };
}

/** The street's check on paper. */
export async function printedStreet(
  check: StreetCheck,
  options: Partial<DigReportOptions> = {},
): Promise<{ readonly checked: CheckedExcavation; readonly pdf: Uint8Array; readonly checksum: string }> {
  const checked = checkedStreet(check);
  const all = { language: 'zh', note: null, madeAt: PRINTED_AT, madeBy: 'Undercroft 0.0.0', ...options } as const;
  const report = digReportOf(STREET, check.request ?? STREET_REQUEST, checked, all);
  return { checked, pdf: await digReportPdf(report), checksum: report.checksum };
}

const NOT_STATED = { qualityLevel: null, sigmaXyM: null, sigmaZM: null };
const UNKNOWN_LEVEL = { invertM: null, axisM: null, outerTopM: null };

/** One of each verdict that a street can show, and all that may be unknown. */
export const MIXED: StreetCheck = {
  links: [
    // Its axis in the pit.
    streetLink('RQ-HIT', -3, { owner: '海港区燃气有限公司', surveyedOn: '2019-06-11' }),
    streetLink('RQ-PROTECTED', 0.3, { surveyedOn: '2020-02-29' }),
    streetLink('RQ-CONTROLLED', 2.41, { owner: 'Northern Gas', surveyedOn: '2021-01-02' }),
    streetLink('RQ-CLEAR', 4.9, { utility: 'water', pressure: null, surveyedOn: '2022-12-31' }),
    streetLink('DL-UNKNOWN', 1, {
      utility: 'power',
      from: UNKNOWN_LEVEL,
      to: UNKNOWN_LEVEL,
      section: null,
      accuracy: NOT_STATED,
      pressure: null,
      owner: null,
      surveyedOn: null,
    }),
  ],
  nodes: [streetManhole('YS-SHAFT', 10, -2)],
  unplacedCount: 3,
};
