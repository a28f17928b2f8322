import type { NodeKind } from '../../model/network-node.ts';
import type { LaidConduit, LaidNetwork, LaidNode } from '../network/laid.ts';
import { eastOfRiverM } from '../place/shore.ts';
import { type DrainNode, type DrainPipe, type DrainPoint, roofM } from './drain-draft.ts';

/** What a survey calls a point: 特征 or 附属物, its kind, and what stands there. */
interface PointWord {
  readonly kind: NodeKind;
  readonly feature: string | null;
  readonly appurtenance: string | null;
  /** Inside diameter of the shaft, mm; `byDrain` follows the widest drain; `null` for none. */
  readonly shaftMm: number | 'byDrain' | null;
  /** How far its floor lies below the lowest invert, metres; `null` where it has none. */
  readonly sumpM: number | null;
  readonly cover: string | null;
}

const NO_SHAFT = { shaftMm: null, sumpM: null, cover: null };
const WORDS: Readonly<Record<DrainPoint, PointWord>> = {
  manhole: chamber('检查井', 'byDrain', 0, '700'),
  siphonChamber: chamber('倒虹吸井', 2000, 0.5, '800'),
  overflowChamber: chamber('截流井', 'byDrain', 0.1, '800'),
  houseManhole: chamber('检查井', 450, 0, '500'),
  gully: {
    kind: 'appurtenance',
    feature: null,
    appurtenance: '雨水篦',
    shaftMm: 500,
    sumpM: 0.3,
    cover: '750X450',
  },
  septicTank: { kind: 'storage', feature: null, appurtenance: '化粪池', shaftMm: 700, sumpM: 1.6, cover: '700' },
  pumpStation: { kind: 'appurtenance', feature: null, appurtenance: '泵站', shaftMm: null, sumpM: 1.8, cover: null },
  outfall: { kind: 'outfall', feature: '出水口', appurtenance: null, ...NO_SHAFT },
  buildingEntry: { kind: 'junction', feature: '入户', appurtenance: null, ...NO_SHAFT },
  cap: { kind: 'fitting', feature: '盖堵', appurtenance: null, ...NO_SHAFT },
  bend: { kind: 'fitting', feature: '弯头', appurtenance: null, ...NO_SHAFT },
};

/** Storm manholes hold a sump for sand; sewage runs through a channel. */
const STORM_SUMP_M = 0.3;
/** Pressure under which the siphon runs, MPa: five metres of water. */
const SIPHON_MPA = 0.05;
/** Covers are of ductile iron from this year on. */
const DUCTILE_SINCE = 2000;

const SUBCLASS: Readonly<Record<DrainNode['utility'], string>> = { storm: 'YS', sewage: 'WS', combined: 'HS' };

/** Points and lines as they are laid: points in the order in which lines first name them. */
export function laidDrains(
  pipes: readonly DrainPipe[],
  drops: ReadonlySet<DrainNode>,
  trunk: ReadonlySet<DrainNode>,
): LaidNetwork {
  const lowest = new Map<DrainNode, number>();
  const widest = new Map<DrainNode, number>();
  for (const pipe of pipes) {
    for (const [node, levelM] of [[pipe.from, pipe.fromLevelM] as const, [pipe.to, pipe.toLevelM] as const]) {
      lowest.set(node, Math.min(lowest.get(node) ?? Number.POSITIVE_INFINITY, levelM));
      widest.set(node, Math.max(widest.get(node) ?? 0, pipe.make.widthMm));
    }
  }
  const nodes = new Map<DrainNode, LaidNode>();
  for (const [node, lowestM] of lowest) {
    nodes.set(node, laidNode(node, lowestM, widest.get(node) ?? 0, drops.has(node), ownerOf(node, trunk)));
  }
  const laid = (node: DrainNode): LaidNode => {
    const found = nodes.get(node);
    if (!found) throw new RangeError(`drain node ${node.id}: wanted it laid, it is not`);
    return found;
  };
  return {
    nodes: [...nodes.values()],
    conduits: pipes.map((pipe) => laidConduit(pipe, laid, ownerOf(pipe.from, trunk))),
  };
}

function laidNode(node: DrainNode, lowestM: number, widestMm: number, isDrop: boolean, owner: string): LaidNode {
  const word = WORDS[node.point];
  const sumpM = word.sumpM === 0 && node.utility === 'storm' ? STORM_SUMP_M : word.sumpM;
  return {
    id: node.id,
    utility: node.utility,
    subclass: SUBCLASS[node.utility],
    kind: word.kind,
    feature: word.feature,
    appurtenance: isDrop && node.point === 'manhole' ? '跌水井' : word.appurtenance,
    at: node.at,
    groundLevelM: node.groundM,
    sumpLevelM: sumpM === null ? null : mm(lowestM - sumpM),
    shaftDiameterMm: word.shaftMm === 'byDrain' ? shaftMm(widestMm) : word.shaftMm,
    coverSize: word.cover,
    coverMaterial: word.cover === null ? null : coverMaterial(node),
    streetZh: node.street.zh,
    owner,
    builtYear: node.builtYear,
    abandoned: node.abandoned,
  };
}

function laidConduit(pipe: DrainPipe, laid: (node: DrainNode) => LaidNode, owner: string): LaidConduit {
  const { make, isPressed } = pipe;
  // A barrel under pressure is surveyed by its outer top, as pressure pipes are.
  const upM = isPressed ? roofM(make) : 0;
  const from = laid(pipe.from);
  const to = laid(pipe.to);
  const isBuilt = make.shape === 'rectangular' || make.shape === 'arch';
  return {
    id: `${from.id}-${to.id}`,
    utility: pipe.utility,
    subclass: SUBCLASS[pipe.utility],
    use: pipe.use,
    from,
    to,
    make,
    embedding: isPressed ? 'underwater' : isBuilt ? 'trench' : 'directBuried',
    reference: isPressed ? 'outerTop' : 'invert',
    fromLevelM: mm(pipe.fromLevelM + upM),
    toLevelM: mm(pipe.toLevelM + upM),
    pressureMpa: isPressed ? SIPHON_MPA : null,
    voltageKv: null,
    temperatureC: null,
    cables: null,
    holes: null,
    usedHoles: null,
    flow: 'forward',
    joint: jointOf(pipe, isBuilt),
    streetZh: pipe.street.zh,
    owner,
    builtYear: pipe.builtYear,
    abandoned: pipe.abandoned,
  };
}

function chamber(appurtenance: string, shaftMm: PointWord['shaftMm'], sumpM: number, cover: string): PointWord {
  return { kind: 'manhole', feature: null, appurtenance, shaftMm, sumpM, cover };
}

/** Shafts of 1000 mm to DN600, 1500 mm to DN1000, above that 0.4 m wider than the widest drain. */
function shaftMm(widestMm: number): number {
  if (widestMm <= 600) return 1000;
  return widestMm <= 1000 ? 1500 : widestMm + 400;
}

function coverMaterial({ point, builtYear, street }: DrainNode): string {
  if (point === 'houseManhole' || street.kind === 'lane') return builtYear >= DUCTILE_SINCE ? '复合材料' : '混凝土';
  return builtYear >= DUCTILE_SINCE ? '球墨铸铁' : '铸铁';
}

function jointOf({ make, isPressed }: DrainPipe, isBuilt: boolean): string | null {
  if (isPressed) return '焊接';
  return isBuilt ? null : make.material === '陶土' ? '水泥砂浆' : '承插';
}

/** Three companies: the trunk with its siphon and station, and the drains of both banks. */
function ownerOf(node: DrainNode, trunk: ReadonlySet<DrainNode>): string {
  if (trunk.has(node)) return '滨海污水处理有限公司(模拟)';
  return eastOfRiverM(node.at) < 0 ? '河西排水管理所(模拟)' : '港城排水有限公司(模拟)';
}

function mm(levelM: number): number {
  return Math.round(levelM * 1000) / 1000;
}
