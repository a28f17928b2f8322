import type { LaidNetwork } from '../network/laid.ts';
import { lineNumber, pointNumber, type SurveyedSite, type SurveyKnowledge } from './survey-rows.ts';
import type { SurveyGap } from './truth.ts';

/** What the survey left empty, with what would stand there. */
export function* surveyGaps(
  { nodes, conduits }: LaidNetwork,
  site: SurveyedSite,
  knowledge: SurveyKnowledge,
): Iterable<SurveyGap> {
  for (const node of nodes) {
    const known = knowledge.point(node);
    const gap = { table: 'points', rowId: pointNumber(node.id, site), utility: node.utility } as const;
    if (!known.sump && node.sumpLevelM !== null) {
      yield { ...gap, what: 'sump', truth: { 井底高程: node.sumpLevelM.toFixed(3) } };
    }
    if (!known.year) yield { ...gap, what: 'year', truth: { 建设年代: String(node.builtYear) } };
  }
  for (const conduit of conduits) {
    const known = knowledge.line(conduit);
    const { make } = conduit;
    const gap = { table: 'lines', rowId: lineNumber(conduit, site), utility: conduit.utility } as const;
    if (!known.levels) {
      const truth = { 起点高程: conduit.fromLevelM.toFixed(3), 终点高程: conduit.toLevelM.toFixed(3) };
      yield { ...gap, what: 'levels', truth };
    }
    if (!known.size) yield { ...gap, what: 'size', truth: { 管径: make.nominal } };
    else if (!known.wall && make.measured === 'inside') {
      yield { ...gap, what: 'wall', truth: { 壁厚: String(make.wallMm) } };
    }
    if (!known.material) yield { ...gap, what: 'material', truth: { 材质: make.material } };
    if (!known.year) yield { ...gap, what: 'year', truth: { 建设年代: String(conduit.builtYear) } };
  }
}
