import type { LaidConduit, LaidNetwork, LaidNode } from '../network/laid.ts';
import { outerHeightM } from '../network/pipe-make.ts';
import { type DraftConduit, type DraftNode, toMm } from './draft.ts';
import { SUMP_M } from './mains-world.ts';

/** Words for a plain joint by the number of lines that meet there. */
const BRANCHES: readonly string[] = ['', '', '', '三通', '四通', '五通', '六通'];

/** The finished network: nodes numbered by subclass, with the words that the lines which meet there ask for. */
export function emitNetwork(nodes: readonly DraftNode[], conduits: readonly DraftConduit[]): LaidNetwork {
  const meeting = new Map<DraftNode, DraftConduit[]>();
  for (const conduit of conduits) {
    for (const node of [conduit.from, conduit.to]) {
      const met = meeting.get(node);
      if (met === undefined) meeting.set(node, [conduit]);
      else met.push(conduit);
    }
  }
  const last = new Map<string, number>();
  const laid = new Map<DraftNode, LaidNode>();
  for (const node of nodes) {
    const met = meeting.get(node);
    if (met === undefined) continue;
    const number = (last.get(node.subclass) ?? 0) + 1;
    last.set(node.subclass, number);
    laid.set(node, laidNode(node, `${node.subclass}${String(number).padStart(5, '0')}`, met));
  }
  return {
    nodes: [...laid.values()],
    conduits: conduits.flatMap((conduit) => {
      const [from, to] = [laid.get(conduit.from), laid.get(conduit.to)];
      return from && to ? [laidConduit(conduit, from, to)] : [];
    }),
  };
}

function laidNode(node: DraftNode, id: string, met: readonly DraftConduit[]): LaidNode {
  const degree = met.length;
  const device = deviceOf(node, met);
  const shaftMm = device?.shaftMm ?? null;
  const lowestM = Math.min(...met.map((conduit) => levelAt(conduit, node) - outerHeightM(conduit.laying.make)));
  const word = degree === 1 ? node.endWord : degree === 2 ? node.throughWord : (BRANCHES[degree] ?? '多通');
  return {
    id,
    utility: node.utility,
    subclass: node.subclass,
    kind: device?.kind ?? 'fitting',
    feature: device === null ? word : device.isAppurtenance ? null : device.word,
    appurtenance: device?.isAppurtenance === true ? device.word : null,
    at: node.at,
    groundLevelM: node.groundM,
    sumpLevelM: shaftMm === null ? null : toMm(lowestM - SUMP_M),
    shaftDiameterMm: shaftMm,
    coverSize: shaftMm === null ? null : '700',
    coverMaterial: shaftMm === null ? null : node.builtYear < 2000 ? '铸铁' : '球墨铸铁',
    streetZh: node.streetZh,
    owner: node.owner,
    builtYear: node.builtYear,
    abandoned: met.every(({ abandoned }) => abandoned),
  };
}

function levelAt({ from, leavesAtM, arrivesAtM }: DraftConduit, node: DraftNode): number {
  return (node === from ? leavesAtM : arrivesAtM) ?? node.levelM;
}

/** A device in a line needs two ends of it; where but one was laid, the end has its own word. */
function deviceOf({ device }: DraftNode, met: readonly DraftConduit[]): DraftNode['device'] {
  if (device === null || met.length !== 1 || device.kind === 'manhole') return device;
  return device.endsLine ? device : null;
}

function laidConduit(conduit: DraftConduit, fromNode: LaidNode, toNode: LaidNode): LaidConduit {
  const { from, to, use, laying, abandoned, leavesAtM, arrivesAtM } = conduit;
  const { make, reference } = laying;
  const downM = reference === 'outerTop' ? 0 : (make.heightMm + make.wallMm) / 1000;
  return {
    id: `${fromNode.id}-${toNode.id}`,
    utility: laying.utility,
    subclass: laying.subclass,
    use,
    from: fromNode,
    to: toNode,
    make,
    embedding: laying.embedding,
    reference,
    fromLevelM: toMm((leavesAtM ?? from.levelM) - downM),
    toLevelM: toMm((arrivesAtM ?? to.levelM) - downM),
    pressureMpa: laying.pressureMpa,
    voltageKv: laying.voltageKv,
    temperatureC: laying.temperatureC,
    cables: laying.cables,
    holes: laying.holes,
    usedHoles: laying.usedHoles,
    flow: null,
    joint: laying.joint,
    streetZh: laying.streetZh,
    owner: laying.owner,
    builtYear: laying.builtYear,
    abandoned,
  };
}
