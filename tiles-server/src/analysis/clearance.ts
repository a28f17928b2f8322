import { type ConduitTable, conduitTable, placedConduit } from '@undercroft/core/analysis/conduit-table';
import type { NearRows } from '@undercroft/core/analysis/near-rows';
import { proposedReachM } from '@undercroft/core/clearance/check-proposed';
import { answerPair, answerProposed } from '@undercroft/core/clearance/clearance-questions';
import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import type { ClearanceAnswer, ClearanceRequest } from '@undercroft/core/protocol/analysis/clearance';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import type { Scene } from '@undercroft/core/protocol/scene';
import { ProblemError } from '../problem.ts';
import { type AnalysisSources, groundIn, ofOneRevision, rulesOf, sceneChanging } from './analysis-sources.ts';
import { districtClearance } from './district-clearance.ts';
import { exactGround } from './exact-ground.ts';
import { pathRectangles } from './path-rectangles.ts';
import { lieThere, pathsOfLinks } from './paths-of-links.ts';
import { assertSpan, lonLatPath, planeAbout } from './plane-about.ts';
import { hull, rowsAlong } from './rows-along.ts';

type Ask<Kind extends ClearanceRequest['ask']> = Extract<ClearanceRequest, { readonly ask: Kind }>;

/** Half of the widest conduit, found by the box of its axis; as much for the proposed one. Metres. */
const WIDEST_HALF_M = 15;

/** Standard deviation of a stated position that is looked for at most, metres. */
const MOST_SIGMA_M = 10;

/** About a picked pair nothing else is asked. Metres. */
const PAIR_REACH_M = 1;

/** Widest span of a proposed conduit, metres. */
const WIDEST_SPAN_M = 5000;

/** Clearances: of two conduits, of one that is to be laid, of all in a district. */
export async function clearanceOf(
  sources: AnalysisSources,
  scene: Scene,
  request: ClearanceRequest,
  signal: AbortSignal,
): Promise<ClearanceAnswer> {
  switch (request.ask) {
    case 'pair':
      return await ofPair(sources, scene, request, signal);
    case 'proposed':
      return await ofProposed(sources, scene, request);
    case 'district':
      return await districtClearance(sources, scene, request);
  }
}

async function ofPair(
  sources: AnalysisSources,
  scene: Scene,
  { featureIds, asOf }: Ask<'pair'>,
  signal: AbortSignal,
): Promise<ClearanceAnswer> {
  const [first, second] = featureIds;
  if (first === second) {
    throw new ProblemError('bad-request', `featureIds: two different conduits are wanted; "${first}" came twice`);
  }
  const rules = await rulesOf(sources, scene);
  const found = await pathsOfLinks(sources, scene, featureIds, asOf, signal);
  const paths = [...found.values()];
  const projection = planeAbout(paths);
  const { rows, ground } = await about(sources, scene, paths, projection, PAIR_REACH_M, asOf);
  if (!lieThere(rows, found)) throw sceneChanging(scene);
  const sampler = exactGround(projection, ground.levelAt);
  return answerPair(headOf(scene, rows, projection, rules), featureIds, tableOf(rows, projection), sampler);
}

async function ofProposed(
  sources: AnalysisSources,
  scene: Scene,
  { proposed, asOf }: Ask<'proposed'>,
): Promise<ClearanceAnswer> {
  const path = lonLatPath(proposed.line.coordinates);
  const projection = planeAbout([path]);
  assertSpan(projection, path, WIDEST_SPAN_M);
  if (path.every((value, i) => value === path[i % 2])) {
    throw new ProblemError('line-without-length', 'The proposed conduit needs a length, but all its points are one.');
  }
  const rules = await rulesOf(sources, scene);
  const reachM = proposedReachM(rules, MOST_SIGMA_M) + 2 * WIDEST_HALF_M;
  const { rows, ground } = await about(sources, scene, [path], projection, reachM, asOf);
  const sampler = exactGround(projection, ground.levelAt);
  return answerProposed(headOf(scene, rows, projection, rules), proposed, tableOf(rows, projection), sampler);
}

async function about(
  sources: AnalysisSources,
  scene: Scene,
  paths: readonly Float64Array[],
  projection: LocalProjection,
  reachM: number,
  asOf: string | undefined,
) {
  const rectangles = pathRectangles(paths, projection, reachM);
  return await ofOneRevision(sources, scene, asOf, async () => ({
    rows: await rowsAlong(sources, scene, rectangles, asOf),
    ground: await groundIn(sources, scene, hull(rectangles)),
  }));
}

function tableOf(rows: NearRows, projection: LocalProjection): ConduitTable {
  return conduitTable(rows.links.map(({ facts, path }) => placedConduit(facts, path, projection)));
}

function headOf(scene: Scene, rows: NearRows, projection: LocalProjection, rules: RuleSet) {
  const { revision, dataDate, unplacedCount } = rows;
  return { scene: scene.id, revision, dataDate, unplacedCount, projection, rules };
}
