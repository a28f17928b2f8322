import type { Utility } from '@undercroft/core/model/utility';
import { FEATURE_WORDS } from '../profiles/codes/feature-words.ts';
import { isSurveyed, pointSubject, type SurveyNetwork } from './survey-network.ts';
import { join, rootOf, unionFind } from './union-find.ts';

/** Components told of one by one, by utility; the rest are told of by their number. */
const MOST_TOLD = 200;

/** Lines that hang together. */
interface Component {
  /** The first point that came. */
  readonly point: number;
  readonly utility: Utility;
  lines: number;
  /** It runs out of the survey, into a building or to an outfall, and so may stand by itself. */
  hasEnd: boolean;
  isSurveyed: boolean;
}

/** N2: parts of a utility's network that hang together with nothing, apart from the largest of each. */
export function checkComponents(network: SurveyNetwork): void {
  const largest = new Map<Utility, Component>();
  const components = [...componentsOf(network).values()];
  for (const component of components) {
    const most = largest.get(component.utility);
    if (most === undefined || component.lines > most.lines) largest.set(component.utility, component);
  }
  const told = new Map<Utility, number>();
  const rest = new Map<Utility, number>();
  for (const component of components) {
    const { utility } = component;
    if (largest.get(utility) === component || component.hasEnd) continue;
    const count = told.get(utility) ?? 0;
    // Of lines that were joined by place alone only the number is worth a word: nothing says where they should end.
    if (component.isSurveyed && count < MOST_TOLD) {
      told.set(utility, count + 1);
      tell(network, component);
    } else {
      rest.set(utility, (rest.get(utility) ?? 0) + 1);
    }
  }
  for (const [utility, count] of rest) tellRest(network, utility, count);
}

function componentsOf(network: SurveyNetwork): Map<number, Component> {
  const { points, lines } = network;
  const roots = unionFind(points.count);
  for (let i = 0; i < lines.count; i++) join(roots, lines.from[i] ?? 0, lines.to[i] ?? 0);
  const components = new Map<number, Component>();
  for (let i = 0; i < lines.count; i++) {
    const root = rootOf(roots, lines.from[i] ?? 0);
    const known = components.get(root);
    const component = known ?? { point: root, utility: lines.utility(i), lines: 0, hasEnd: false, isSurveyed: false };
    if (known === undefined) components.set(root, component);
    component.lines++;
    for (const point of [lines.from[i] ?? 0, lines.to[i] ?? 0]) {
      component.isSurveyed ||= isSurveyed(network, point);
      component.hasEnd ||= isEnd(network, point);
    }
  }
  return components;
}

function isEnd({ points }: SurveyNetwork, point: number): boolean {
  if (points.kind(point) === 'outfall') return true;
  const feature = points.feature(point);
  return feature !== null && FEATURE_WORDS[feature].end;
}

function tell(network: SurveyNetwork, { point, utility, lines }: Component): void {
  const what = `it belongs to a part of the ${utility} network (${lines} ${lines === 1 ? 'line' : 'lines'}) that is joined to no other and has no outfall, building entry or edge of the survey.`;
  const subject = pointSubject(network, point, 'pointId');
  network.survey.reporter.report('separate-component', subject, `Point "${network.points.ids.idOf(point)}": ${what}`);
}

function tellRest(network: SurveyNetwork, utility: Utility, count: number): void {
  const what = `The ${utility} network has ${count} more ${count === 1 ? 'part that is' : 'parts that are'} joined to no other.`;
  network.survey.reporter.report('separate-component', { table: undefined, row: null, field: null }, what);
}
