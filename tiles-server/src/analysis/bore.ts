import { boreAnswer } from '@undercroft/core/dig/bore-answer';
import { checkBore } from '@undercroft/core/dig/bore-check';
import { boreSearchBox, planBore } from '@undercroft/core/dig/bore-plan';
import { digRows } from '@undercroft/core/dig/dig-rows';
import type { BoreAnswer, BoreRequest } from '@undercroft/core/protocol/analysis/bore';
import type { Scene } from '@undercroft/core/protocol/scene';
import { ProblemError } from '../problem.ts';
import { type AnalysisSources, groundIn, ofOneRevision, rowsNear, rulesOf } from './analysis-sources.ts';
import { exactGround } from './exact-ground.ts';
import { lonLatBounds } from './lon-lat-bounds.ts';
import { pathRectangles } from './path-rectangles.ts';
import { assertSpan, lonLatPath, planeAbout } from './plane-about.ts';
import { hull } from './rows-along.ts';

/** Widest span of a bore's path, metres. */
const WIDEST_SPAN_M = 3000;

/** Ground about the path that is read, metres. */
const GROUND_REACH_M = 50;

/** Judges a directional drill, a jacked pipe or a borehole as an excavation is judged. */
export async function boreCheck(sources: AnalysisSources, scene: Scene, request: BoreRequest): Promise<BoreAnswer> {
  const path = lonLatPath(request.method === 'borehole' ? [request.at] : request.path.coordinates);
  const projection = planeAbout([path]);
  assertSpan(projection, path, WIDEST_SPAN_M);
  const rules = await rulesOf(sources, scene);
  const [lon = 0, lat = 0] = path;
  const drawn = path.length > 2 ? path : Float64Array.of(lon, lat, lon, lat);
  const about = hull(pathRectangles([drawn], projection, GROUND_REACH_M));
  const { rows, plan, within } = await ofOneRevision(sources, scene, request.asOf, async () => {
    const ground = await groundIn(sources, scene, about);
    const planned = planBore(request, projection, exactGround(projection, ground.levelAt));
    if (!planned.ok) throw new ProblemError(planned.refusal.code, planned.refusal.message);
    const box = boreSearchBox(planned.plan, rules);
    const near = await rowsNear(sources, scene, lonLatBounds(projection, box), request.asOf);
    return { rows: near, ground, plan: planned.plan, within: box };
  });
  const links = rows.links.map(({ facts, path: lonLats }) => ({ ...facts, path: lonLats }));
  const check = checkBore(plan, digRows(links, rows.nodes, projection, within), rules);
  const { revision, dataDate, unplacedCount } = rows;
  return boreAnswer({ plan, check, projection, rules, scene: scene.id, revision, dataDate, unplacedCount });
}
