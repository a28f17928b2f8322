import type { Utility } from '../../../model/utility.ts';
import type { LaidConduit, LaidNetwork, LaidNode } from '../../network/laid.ts';
import { distance } from '../../place/plan-geometry.ts';
import type { MainsStatistics } from '../mains-world.ts';
import { outerTopOfM } from '../obstacle.ts';
import { TUNNEL } from '../special-lines.ts';

const DEGREES: Readonly<Record<string, number>> = {
  弯头: 2,
  转折点: 2,
  直线点: 2,
  变坡点: 2,
  三通: 3,
  四通: 4,
  五通: 5,
  六通: 6,
  盖堵: 1,
  预留口: 1,
};

/** Devices that a line runs through; a line that ends in one was cut off. */
const IN_LINE = new Set(['阀门', '补偿器']);
const ENDS = new Set(['盖堵', '预留口', '入户', '非普查区', '终点']);

export function meetingAt({ conduits }: LaidNetwork): Map<LaidNode, LaidConduit[]> {
  const out = new Map<LaidNode, LaidConduit[]>();
  for (const conduit of conduits) {
    for (const node of [conduit.from, conduit.to]) {
      const known = out.get(node);
      if (known === undefined) out.set(node, [conduit]);
      else known.push(conduit);
    }
  }
  return out;
}

/** Nodes whose word does not fit the lines that meet there, or where a line ends without a word for it. */
export function wrongWords(network: LaidNetwork): string[] {
  const out: string[] = [];
  const meeting = meetingAt(network);
  for (const node of network.nodes) {
    const degree = meeting.get(node)?.length ?? 0;
    const word = node.feature ?? '';
    const wanted = DEGREES[word];
    const isLoose = degree === 1 && (node.appurtenance === null ? !ENDS.has(word) : IN_LINE.has(node.appurtenance));
    const isDouble = (node.feature === null) === (node.appurtenance === null);
    if (degree === 0 || isDouble || isLoose || (wanted !== undefined && wanted !== degree)) {
      out.push(`${node.id} ${node.feature ?? node.appurtenance ?? ''} ${degree}`);
    }
  }
  return out;
}

/** Lines whose levels at a node without a chamber differ. */
export function stepsAtNodes(network: LaidNetwork): string[] {
  const out: string[] = [];
  for (const [node, met] of meetingAt(network)) {
    if (node.kind === 'manhole') continue;
    const tops = met.map((each) =>
      outerTopOfM(each.make, each.reference, node === each.from ? each.fromLevelM : each.toLevelM),
    );
    if (Math.max(...tops) - Math.min(...tops) > 0.005) out.push(node.id);
  }
  return out;
}

/** Ends of lines with less cover, or more, than given for their utility, metres; what lies in the tunnel is in its walls. */
export function wrongCovers(
  network: LaidNetwork,
  least: Readonly<Partial<Record<Utility, number>>>,
  most: number,
): string[] {
  const out: string[] = [];
  for (const conduit of network.conduits) {
    if (conduit.embedding === 'tunnel') continue;
    for (const [node, levelM] of [
      [conduit.from, conduit.fromLevelM] as const,
      [conduit.to, conduit.toLevelM] as const,
    ]) {
      const coverM = node.groundLevelM - outerTopOfM(conduit.make, conduit.reference, levelM);
      if (coverM < (least[conduit.utility] ?? 0.45) - 0.001 || coverM > most)
        out.push(`${conduit.id} ${coverM.toFixed(2)}`);
    }
  }
  return out;
}

/** Building entries that no way joins to a line that comes from beyond the survey. */
export function unfedEntries(network: LaidNetwork): string[] {
  const meeting = meetingAt(network);
  const fed = new Set(network.nodes.filter(({ feature }) => feature === '非普查区'));
  for (const node of fed) {
    for (const { from, to, abandoned } of meeting.get(node) ?? []) {
      if (!abandoned) fed.add(from).add(to);
    }
  }
  return network.conduits.filter(({ use, to }) => use !== 'main' && !fed.has(to)).map(({ to }) => to.id);
}

/** Parts of the water network between valves: the sum of the mains in each, metres, longest first. */
export function valveSectionsM(network: LaidNetwork): number[] {
  const meeting = meetingAt(network);
  const isValve = ({ appurtenance }: LaidNode): boolean => appurtenance === '阀门' || appurtenance === '阀门井';
  const seen = new Set<LaidConduit>();
  const out: number[] = [];
  for (const start of network.conduits) {
    if (seen.has(start) || start.use !== 'main' || start.subclass !== 'JS' || start.abandoned) continue;
    const part = new Set([start]);
    for (const each of part) {
      for (const node of [each.from, each.to]) {
        if (isValve(node)) continue;
        for (const next of meeting.get(node) ?? []) if (next.use === 'main') part.add(next);
      }
    }
    let sumM = 0;
    for (const each of part) {
      seen.add(each);
      sumM += planLengthM(each);
    }
    out.push(sumM);
  }
  return out.toSorted((a, b) => b - a);
}

export function planLengthM({ from, to }: LaidConduit): number {
  return distance(from.at, to.at);
}

/** Kilometres of what is wanted. */
export function lengthKm(network: LaidNetwork, isWanted: (conduit: LaidConduit) => boolean): number {
  return network.conduits.filter(isWanted).reduce((sum, each) => sum + planLengthM(each), 0) / 1000;
}

/** What was wanted and left out of all mains but the tunnel, of which one piece is built, metres. */
export function sumOfMains({ networks }: MainsStatistics): { readonly wantedM: number; readonly omittedM: number } {
  let [wantedM, omittedM] = [0, 0];
  for (const [name, each] of networks) {
    if (name === TUNNEL) continue;
    wantedM += each.wantedM;
    omittedM += each.omittedM;
  }
  return { wantedM, omittedM };
}
