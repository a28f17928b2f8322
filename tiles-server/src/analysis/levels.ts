import { coverAnswer } from '@undercroft/core/analysis/cover-answer';
import { LEVELS_REACH_M, type LevelsRows, levelsRows } from '@undercroft/core/analysis/levels-rows';
import type { NearRows } from '@undercroft/core/analysis/near-rows';
import { profileAnswer } from '@undercroft/core/analysis/profile-answer';
import { sectionAnswer } from '@undercroft/core/analysis/section-answer';
import type { GroundSampler } from '@undercroft/core/pit/pit-ground';
import type { CoverAnswer, CoverRequest } from '@undercroft/core/protocol/analysis/cover';
import type { ProfileAnswer, ProfileRequest } from '@undercroft/core/protocol/analysis/profile';
import type { SectionAnswer, SectionRequest } from '@undercroft/core/protocol/analysis/section';
import type { Scene } from '@undercroft/core/protocol/scene';
import { type AnalysisSources, groundIn, ofOneRevision, rulesOf, sceneChanging } from './analysis-sources.ts';
import { exactGround } from './exact-ground.ts';
import { pathRectangles } from './path-rectangles.ts';
import { type LinkPaths, lieThere, pathsOfLinks } from './paths-of-links.ts';
import { assertSpan, lonLatPath, planeAbout } from './plane-about.ts';
import { hull, rowsAlong } from './rows-along.ts';

/** Longest line of a cross-section, metres. */
const LONGEST_SECTION_M = 5000;

/** A vertical cut through the ground over a line. */
export async function crossSection(
  sources: AnalysisSources,
  scene: Scene,
  { line, halfWidthM, asOf }: SectionRequest,
): Promise<SectionAnswer> {
  const [from, to] = line.coordinates.map(([lon = Number.NaN, lat = Number.NaN]): readonly [number, number] => [
    lon,
    lat,
  ]);
  if (from === undefined || to === undefined) throw new RangeError('A line of two points was wanted.');
  const path = lonLatPath(line.coordinates);
  assertSpan(planeAbout([path]), path, LONGEST_SECTION_M);
  const { rows, sampler } = await along(sources, scene, [path], LEVELS_REACH_M + halfWidthM, asOf);
  return sectionAnswer(scene.id, [from, to], rows, sampler, { halfWidthM });
}

/** A longitudinal profile along a chain of conduits. */
export async function longitudinalProfile(
  sources: AnalysisSources,
  scene: Scene,
  { links, startNode, asOf }: ProfileRequest,
  signal: AbortSignal,
): Promise<ProfileAnswer> {
  const paths = await pathsOfLinks(sources, scene, links, asOf, signal);
  const { rows, sampler } = await alongLinks(sources, scene, paths, asOf);
  return profileAnswer(scene.id, links, startNode, rows, sampler);
}

/** Cover of conduits against the ground and what the rules want. */
export async function coverOf(
  sources: AnalysisSources,
  scene: Scene,
  { links, place, asOf }: CoverRequest,
  signal: AbortSignal,
): Promise<CoverAnswer> {
  const rules = await rulesOf(sources, scene);
  const paths = await pathsOfLinks(sources, scene, links, asOf, signal);
  const { rows, sampler } = await alongLinks(sources, scene, paths, asOf);
  return coverAnswer(scene.id, links, place, rows, sampler, rules);
}

interface Along {
  readonly near: NearRows;
  readonly rows: LevelsRows;
  readonly sampler: GroundSampler;
}

/** Rows and ground within reach of paths, in the plane about their middle. */
async function along(
  sources: AnalysisSources,
  scene: Scene,
  paths: readonly Float64Array[],
  reachM: number,
  asOf: string | undefined,
): Promise<Along> {
  const projection = planeAbout(paths);
  const rectangles = pathRectangles(paths, projection, reachM);
  const { rows, ground } = await ofOneRevision(sources, scene, asOf, async () => ({
    rows: await rowsAlong(sources, scene, rectangles, asOf),
    ground: await groundIn(sources, scene, hull(rectangles)),
  }));
  return { near: rows, rows: levelsRows(rows, projection), sampler: exactGround(projection, ground.levelAt) };
}

async function alongLinks(
  sources: AnalysisSources,
  scene: Scene,
  paths: LinkPaths,
  asOf: string | undefined,
): Promise<Along> {
  const found = await along(sources, scene, [...paths.values()], LEVELS_REACH_M, asOf);
  if (!lieThere(found.near, paths)) throw sceneChanging(scene);
  return found;
}
