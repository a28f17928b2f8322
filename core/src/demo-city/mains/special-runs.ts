import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import { measuredLine } from '../plan/measured-line.ts';
import type { Street, StreetEdge } from '../plan/street.ts';
import type { StreetLines } from '../plan/street-lines.ts';
import type { Laying } from './draft.ts';
import type { Junction, Run, RunsOfNetwork } from './run.ts';

/** A line that follows one street by itself: a tunnel, an oil line, a row of lamps, a main left in the ground. */
export interface SpecialLine {
  readonly network: string;
  readonly street: Street;
  /** Neighbouring edges of the street, in its direction. */
  readonly edges: readonly StreetEdge[];
  readonly rightM: number;
  /** How far it keeps from both ends of the stretch, metres. */
  readonly shortenedM: number;
  readonly laying: Laying;
}

const FROM_JUNCTION_M = 2.5;

export function specialRuns(special: SpecialLine, lines: StreetLines, nextId: () => number): RunsOfNetwork {
  const { street, edges, rightM, shortenedM, network, laying } = special;
  const centre = lines.centre(street);
  const junctions: Junction[] = [];
  const runs: Run[] = [];
  const places = centre.parallel(rightM);
  let from: Junction | null = null;
  let fromM = 0;
  for (const [i, edge] of edges.entries()) {
    const startM = edge.fromM + (i === 0 ? shortenedM : 0);
    const endM = edge.toM - (i === edges.length - 1 ? shortenedM : 0);
    if (from === null) {
      from = { vertex: edge.from, at: centre.at(startM, rightM), runs: [], node: null };
      fromM = startM;
      junctions.push(from);
    }
    const to: Junction = { vertex: edge.to, at: centre.at(endM, rightM), runs: [], node: null };
    if (distance(from.at, to.at) < 2 * FROM_JUNCTION_M) continue;
    const inner = places.filter((_, k): boolean => {
      const chainageM = centre.chainages[k] ?? 0;
      return chainageM > fromM + FROM_JUNCTION_M && chainageM < endM - FROM_JUNCTION_M;
    });
    const run: Run = { id: nextId(), network, edge, laying, from, to, base: measuredLine([from.at, ...inner, to.at]) };
    runs.push(run);
    from.runs.push(run);
    to.runs.push(run);
    junctions.push(to);
    from = to;
    fromM = endM;
  }
  return { runs, junctions };
}

/** The longest row of neighbouring edges of a street that all suit. */
export function longestStretch(
  street: Street,
  edges: readonly StreetEdge[],
  suits: (at: PlanPoint) => boolean,
): readonly StreetEdge[] {
  const own = edges.filter((edge) => edge.street === street).toSorted((a, b) => a.fromM - b.fromM);
  let best: readonly StreetEdge[] = [];
  let row: StreetEdge[] = [];
  for (const edge of own) {
    const { centreline } = edge.street;
    const line = measuredLine(centreline);
    const steps = Math.max(1, Math.ceil((edge.toM - edge.fromM) / 15));
    let isDry = true;
    for (let k = 0; k <= steps; k++) {
      if (!suits(line.at(edge.fromM + ((edge.toM - edge.fromM) * k) / steps))) isDry = false;
    }
    row = isDry ? [...row, edge] : [];
    if (lengthOf(row) > lengthOf(best)) best = row;
  }
  return best;
}

function lengthOf(edges: readonly StreetEdge[]): number {
  return edges.reduce((sum, { fromM, toM }) => sum + toM - fromM, 0);
}
