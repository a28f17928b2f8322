import type { NearRows } from '@undercroft/core/analysis/near-rows';
import { checkDig } from '@undercroft/core/dig/dig-check';
import type { DigCheck } from '@undercroft/core/dig/dig-finding';
import { type DigPlan, planDig } from '@undercroft/core/dig/dig-plan';
import { digReachM, digSearchBox, wider } from '@undercroft/core/dig/dig-reach';
import { type DigRows, digRows, type PlaneBox } from '@undercroft/core/dig/dig-rows';
import { excavationAnswer } from '@undercroft/core/dig/excavation-answer';
import { planeGround } from '@undercroft/core/dig/plane-ground';
import { readPolygonArea } from '@undercroft/core/dig/read-area';
import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import { boundsOf } from '@undercroft/core/geometry/polygon';
import type { ExcavationAnswer, ExcavationRequest } from '@undercroft/core/protocol/analysis/excavation';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import type { Scene } from '@undercroft/core/protocol/scene';
import { ProblemError } from '../problem.ts';
import { latticeLevels } from '../tiles/lattice-levels.ts';
import { type AnalysisSources, groundIn, ofOneRevision, rowsNear, rulesOf } from './analysis-sources.ts';
import { lonLatBounds } from './lon-lat-bounds.ts';

/** An excavation judged, with what it was judged from: a report draws the same. */
export interface CheckedExcavation {
  readonly answer: ExcavationAnswer;
  readonly plan: DigPlan;
  readonly check: DigCheck;
  readonly rows: DigRows;
  /** What `rows` are made of. */
  readonly near: NearRows;
  readonly rules: RuleSet;
  /** Of the plane that plan, check and rows are in. */
  readonly projection: LocalProjection;
}

/**
 * Judges an excavation by the very functions that the browser judges it by. Throws a `ProblemError` for what cannot be
 * judged whole: an area that cannot be dug, ground that is unknown, rows or rules that cannot be read.
 */
export async function checkExcavation(
  sources: AnalysisSources,
  scene: Scene,
  request: ExcavationRequest,
): Promise<CheckedExcavation> {
  const read = readPolygonArea(request.area);
  if (!read.ok) throw new ProblemError(read.refusal.code, read.refusal.message);
  const { projection, outline, repairs } = read.area;
  const rules = await rulesOf(sources, scene);
  const { depthM, batter, supportDepthM, marginM, method, asOf } = request;
  const input = { outline, depthM, batter, supportDepthM, marginM, method };
  const about = wider(boundsOf(outline), digReachM(rules, input));
  const found = await ofOneRevision(sources, scene, asOf, async () => {
    const bounds = lonLatBounds(projection, about);
    // The store reads while the dig is laid out.
    const soon = rowsNear(sources, scene, bounds, asOf);
    soon.catch(() => undefined);
    const ground = await groundIn(sources, scene, bounds);
    const planned = planDig(input, planeGround(projection, latticeLevels(ground.levelAt, bounds)));
    if (!planned.ok) throw new ProblemError(planned.refusal.code, planned.refusal.message);
    const { plan } = planned;
    const wanted = digSearchBox(plan, rules);
    const within = holds(about, wanted) ? about : wanted;
    const rows = within === about ? await soon : await rowsNear(sources, scene, lonLatBounds(projection, wanted), asOf);
    return { rows, ground, plan, within };
  });
  const { plan, within, rows: near } = found;
  const links = near.links.map(({ facts, path }) => ({ ...facts, path }));
  const rows = digRows(links, near.nodes, projection, within);
  const check = checkDig(plan, rows, rules);
  const { revision, dataDate, unplacedCount } = near;
  const known = { scene: scene.id, revision, dataDate, unplacedCount, repairs };
  const answer = excavationAnswer({ plan, check, projection, rules, ...known });
  return { answer, plan, check, rows, near, rules, projection };
}

function holds(outer: PlaneBox, inner: PlaneBox): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}
