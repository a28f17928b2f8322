import type { NearLink, NearNode, NearRows } from '@undercroft/core/analysis/near-rows';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Bounds } from '@undercroft/store/store';
import { type AnalysisSources, rowsNear, sceneChanging } from './analysis-sources.ts';

/**
 * Every row near any of some rectangles, each once, all of one revision: along a path of kilometres the rectangle about
 * all of it would hold half a city. Throws `scene-changing` when an import was published meanwhile.
 */
export async function rowsAlong(
  sources: AnalysisSources,
  scene: Scene,
  rectangles: readonly Bounds[],
  asOf: string | undefined,
): Promise<NearRows> {
  const links = new Map<string, NearLink>();
  const nodes = new Map<string, NearNode>();
  let first: NearRows | null = null;
  for (const rectangle of rectangles) {
    const rows = await rowsNear(sources, scene, rectangle, asOf);
    if (first !== null && first.revision !== rows.revision) throw sceneChanging(scene);
    first ??= rows;
    for (const link of rows.links) links.set(link.facts.id, link);
    for (const node of rows.nodes) nodes.set(node.id, node);
  }
  if (first === null) throw new RangeError('rowsAlong: at least one rectangle was wanted');
  return { ...first, bbox: hull(rectangles), links: [...links.values()], nodes: [...nodes.values()] };
}

/** The rectangle about rectangles. */
export function hull(rectangles: readonly Bounds[]): Bounds {
  const about: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [west, south, east, north] of rectangles) {
    about[0] = Math.min(about[0], west);
    about[1] = Math.min(about[1], south);
    about[2] = Math.max(about[2], east);
    about[3] = Math.max(about[3], north);
  }
  return about;
}
