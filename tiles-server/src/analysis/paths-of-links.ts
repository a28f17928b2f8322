import type { NearRows } from '@undercroft/core/analysis/near-rows';
import type { Scene } from '@undercroft/core/protocol/scene';
import { ProblemError } from '../problem.ts';
import type { AnalysisSources } from './analysis-sources.ts';

/** Features read at the same time. */
const AT_ONCE = 8;

/** Paths by feature id: flat longitude, latitude. */
export type LinkPaths = ReadonlyMap<string, Float64Array>;

/** Where links lie. Throws `unknown-feature` for an id that is no link, `without-place` for one that is drawn nowhere. */
export async function pathsOfLinks(
  { store }: AnalysisSources,
  scene: Scene,
  ids: readonly string[],
  asOf: string | undefined,
  signal: AbortSignal,
): Promise<LinkPaths> {
  const moment = asOf === undefined ? undefined : { time: new Date(asOf).toISOString() };
  const wanted = [...new Set(ids)];
  const paths = new Map<string, Float64Array>();
  for (let i = 0; i < wanted.length; i += AT_ONCE) {
    signal.throwIfAborted();
    const some = wanted.slice(i, i + AT_ONCE);
    const found = await Promise.all(some.map((id) => store.features.feature(scene.id, id, moment)));
    for (const [k, id] of some.entries()) {
      const feature = found[k] ?? null;
      if (feature?.family !== 'link') {
        const what = feature === null ? 'there is none' : `it is a ${feature.family}`;
        throw new ProblemError('unknown-feature', `"${id}" must be a link of the scene "${scene.id}", but ${what}.`);
      }
      if (feature.path.length < 2) {
        throw new ProblemError('without-place', `"${id}" must lie somewhere, but its source gives it no place.`);
      }
      const path = new Float64Array(feature.path.length * 2);
      for (const [vertex, [lon, lat]] of feature.path.entries()) path.set([lon, lat], vertex * 2);
      paths.set(id, path);
    }
  }
  return paths;
}

/** Whether the links still lie where they were found before the rows about them were read. */
export function lieThere({ links }: NearRows, paths: LinkPaths): boolean {
  let found = 0;
  for (const { facts, path } of links) {
    const before = paths.get(facts.id);
    if (before === undefined) continue;
    if (before.length !== path.length || before.some((value, i) => value !== path[i])) return false;
    found += 1;
  }
  return found === paths.size;
}
