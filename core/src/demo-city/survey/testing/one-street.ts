import type { Embedding, LaidConduit, LaidNetwork, LaidNode } from '../../network/laid.ts';
import type { PipeMake } from '../../network/pipe-make.ts';
import type { DemoSite } from '../../place/demo-site.ts';
import type { PlanPoint } from '../../place/plan-geometry.ts';

/** Plan x is the easting and y the northing, each with a round number before it. */
export const FLAT_SITE: Pick<DemoSite, 'index' | 'northEast'> = {
  index: 0,
  northEast: ([x, y]) => [4_419_000 + y, 465_000 + x],
};

const GROUND_M = 20;
const STEP_M = 50;
const STEPS = 24;
const SERVICE_M = 12;

/** What lies along the street and how deep: every other utility well above or below it, so that services cross freely. */
interface StreetPipe {
  readonly utility: LaidNode['utility'];
  readonly subclass: string;
  readonly y: number;
  readonly depthM: number;
  readonly make: PipeMake;
  readonly service: PipeMake;
  readonly embedding: Embedding;
  readonly reference: LaidConduit['reference'];
  /** Appurtenance of every point of the main; `null` where points are fittings. */
  readonly chamber: string | null;
  /** What stands at the end of a service: feature and appurtenance. */
  readonly end: readonly [feature: string | null, appurtenance: string | null];
  readonly fallM: number;
  readonly pressureMpa?: number;
  readonly voltageKv?: number;
}

function round(widthMm: number, wallMm: number, nominal: string, material: string): PipeMake {
  return { shape: 'circular', measured: 'inside', widthMm, heightMm: widthMm, wallMm, nominal, material };
}

const BANK: PipeMake = {
  shape: 'envelope',
  measured: 'outside',
  widthMm: 600,
  heightMm: 400,
  wallMm: 0,
  nominal: '3x4/110',
  material: '塑料',
};
const DUCT = round(110, 5, 'DN110', '塑料');
const TELECOM_DUCT = round(100, 5, 'DN100', '塑料');
const ENTRY = ['入户', null] as const;

const PIPES: readonly StreetPipe[] = [
  {
    utility: 'telecom',
    subclass: 'DX',
    y: -10,
    depthM: 0.6,
    make: BANK,
    service: TELECOM_DUCT,
    embedding: 'ductBank',
    reference: 'outerTop',
    chamber: '人孔',
    end: [null, '交接箱'],
    fallM: 0,
  },
  {
    utility: 'power',
    subclass: 'GD',
    y: -8,
    depthM: 1.3,
    make: BANK,
    service: DUCT,
    embedding: 'ductBank',
    reference: 'outerTop',
    chamber: '检查井',
    end: [null, '箱式变电站'],
    fallM: 0,
    voltageKv: 10,
  },
  {
    utility: 'gas',
    subclass: 'TR',
    y: 9,
    depthM: 2,
    make: round(204, 11.4, 'De227', 'PE'),
    service: round(90, 8, 'De106', 'PE'),
    embedding: 'directBuried',
    reference: 'outerTop',
    chamber: null,
    end: [null, '调压箱'],
    fallM: 0,
    pressureMpa: 0.2,
  },
  {
    utility: 'heat',
    subclass: 'RS',
    y: -6,
    depthM: 2.5,
    make: round(300, 50, 'DN300', '钢'),
    service: round(100, 40, 'DN100', '钢'),
    embedding: 'directBuried',
    reference: 'outerTop',
    chamber: null,
    end: ENTRY,
    fallM: 0,
  },
  {
    utility: 'water',
    subclass: 'JS',
    y: 7,
    depthM: 3.2,
    make: round(300, 8, 'DN300', '球墨铸铁'),
    service: round(100, 6, 'DN100', '球墨铸铁'),
    embedding: 'directBuried',
    reference: 'outerTop',
    chamber: null,
    end: ENTRY,
    fallM: 0,
    pressureMpa: 0.4,
  },
  {
    utility: 'storm',
    subclass: 'YS',
    y: -2,
    depthM: 5,
    make: round(800, 80, 'DN800', '混凝土'),
    service: round(200, 5, 'DN200', 'PVC'),
    embedding: 'directBuried',
    reference: 'invert',
    chamber: '检查井',
    end: [null, '雨水篦'],
    fallM: 0.15,
  },
  {
    utility: 'sewage',
    subclass: 'WS',
    y: 2,
    depthM: 8.5,
    make: round(500, 50, 'DN500', '混凝土'),
    service: round(200, 5, 'DN200', 'PVC'),
    embedding: 'directBuried',
    reference: 'invert',
    chamber: '检查井',
    end: ENTRY,
    fallM: 0.15,
  },
];

/**
 * One straight street of 1,200 m with seven utilities, each with a main and services, so deep one below the other that
 * nothing meets: a sound network small enough to see through. Gravity mains run east to an outfall.
 */
export function oneStreet(): LaidNetwork {
  const nodes: LaidNode[] = [];
  const conduits: LaidConduit[] = [];
  for (const pipe of PIPES) layMain(pipe, nodes, conduits);
  return { nodes, conduits };
}

function layMain(pipe: StreetPipe, nodes: LaidNode[], conduits: LaidConduit[]): void {
  const { y, depthM, fallM, subclass } = pipe;
  const isGravity = pipe.reference === 'invert';
  let number = 0;
  const next = () => `${subclass}${String(++number).padStart(5, '0')}`;
  const levelAt = (k: number) => GROUND_M - depthM - fallM * k;
  const node = (at: PlanPoint, feature: string | null, appurtenance: string | null, sumpM: number | null): LaidNode => {
    const isManhole = appurtenance === '检查井' || appurtenance === '人孔';
    const made: LaidNode = {
      id: next(),
      utility: pipe.utility,
      subclass,
      kind: isManhole ? 'manhole' : appurtenance === null ? 'fitting' : 'appurtenance',
      feature,
      appurtenance,
      at,
      groundLevelM: GROUND_M,
      sumpLevelM: isManhole ? sumpM : null,
      shaftDiameterMm: isManhole ? 1000 : null,
      coverSize: isManhole ? '700' : null,
      coverMaterial: isManhole ? '铸铁' : null,
      streetZh: '示范路',
      owner: '示范公司(模拟)',
      builtYear: 2005,
      abandoned: false,
    };
    nodes.push(made);
    return made;
  };
  const line = (
    from: LaidNode,
    to: LaidNode,
    make: PipeMake,
    fromLevelM: number,
    toLevelM: number,
    use: 'main' | 'service',
  ) =>
    conduits.push({
      id: `${from.id}-${to.id}`,
      utility: pipe.utility,
      subclass,
      use,
      from,
      to,
      make,
      embedding: use === 'service' && pipe.embedding === 'ductBank' ? 'duct' : pipe.embedding,
      reference: pipe.reference,
      fromLevelM: mm(fromLevelM),
      toLevelM: mm(toLevelM),
      pressureMpa: pipe.pressureMpa ?? null,
      voltageKv: pipe.voltageKv ?? null,
      temperatureC: null,
      cables: null,
      holes: make.shape === 'envelope' ? 12 : null,
      usedHoles: make.shape === 'envelope' ? 5 : null,
      flow: isGravity ? 'forward' : null,
      joint: pipe.utility === 'gas' ? '热熔' : null,
      streetZh: '示范路',
      owner: '示范公司(模拟)',
      builtYear: 2005,
      abandoned: false,
    });

  let before: LaidNode | null = null;
  for (let k = 0; k <= STEPS; k++) {
    const isEnd = k === 0 || k === STEPS;
    const hasService = !isEnd && k % 3 !== 0;
    const feature = isEnd ? (isGravity && k === STEPS ? '出水口' : '非普查区') : hasService ? '三通' : '直线点';
    const chamber = isGravity && k === STEPS ? null : pipe.chamber;
    const at = node([k * STEP_M + y / 10, y], chamber === null ? feature : null, chamber, levelAt(k) - 0.3);
    if (before !== null) line(before, at, pipe.make, levelAt(k - 1), levelAt(k), 'main');
    before = at;
    if (!hasService) continue;
    const side = k % 2 === 0 ? 1 : -1;
    const [endFeature, endAppurtenance] = pipe.end;
    const far = node([k * STEP_M + y / 10 + 0.5, y + side * SERVICE_M], endFeature, endAppurtenance, null);
    if (isGravity) line(far, at, pipe.service, levelAt(k) + 1, levelAt(k) + 0.9, 'service');
    else line(at, far, pipe.service, levelAt(k), levelAt(k), 'service');
  }
}

function mm(levelM: number): number {
  return Math.round(levelM * 1000) / 1000;
}
