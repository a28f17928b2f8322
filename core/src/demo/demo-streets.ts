import type { CityFeature } from '../model/city-feature.ts';
import { demoDesign } from './demo-design.ts';
import { demoLink } from './demo-link.ts';
import { demoNode } from './demo-node.ts';
import { type DraftNode, type DraftPipe, groundAtM, levelsOf } from './draft.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';
import { surveyKnowledge } from './survey-knowledge.ts';

/** Share of shafts whose floor the survey did not reach. */
const SUMP_UNKNOWN = 0.03;

/**
 * A made-up quarter by the sea with storm drains, sewers and water under every street: nodes first, then conduits. The
 * same seed gives the same features in the same order. Levels in metres above the scene's datum; positions near
 * `DEMO_ORIGIN`. Every record says that it is synthetic.
 */
export function* demoStreets(seed: number): Iterable<CityFeature> {
  const random = seededRandom(seed);
  const pipes = demoDesign(random);
  for (const [node, incident] of incidentPipes(pipes)) {
    const yearKnown = !random.chance(0.05);
    const sumpKnown = !random.chance(SUMP_UNKNOWN);
    const value = demoNode(node, incident, yearKnown ? node.street.builtYear : null, sumpKnown);
    yield { family: 'node', value };
  }
  for (const pipe of pipes) yield { family: 'link', value: surveyed(pipe, random) };
}

function surveyed(pipe: DraftPipe, random: SeededRandom): ReturnType<typeof demoLink> {
  const axisM = levelsOf(pipe.make, pipe.reference, pipe.fromLevelM).axisM;
  const known = surveyKnowledge(pipe, groundAtM(pipe.from) - axisM, random);
  const laterYears = pipe.use === 'connection' ? Math.floor(random.between(0, 4)) : 0;
  return demoLink(pipe, pipe.street.builtYear + laterYears, known);
}

function incidentPipes(pipes: readonly DraftPipe[]): ReadonlyMap<DraftNode, readonly DraftPipe[]> {
  const incident = new Map<DraftNode, DraftPipe[]>();
  for (const pipe of pipes) {
    for (const node of [pipe.from, pipe.to]) {
      const list = incident.get(node);
      if (list) list.push(pipe);
      else incident.set(node, [pipe]);
    }
  }
  return incident;
}
