import type { NodeKind } from '../../model/network-node.ts';
import type { Utility } from '../../model/utility.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { PipeMake } from './pipe-make.ts';

/** How a line lies in the ground: the embed types of CJJ 61-2017 that occur here. */
export const EMBEDDINGS = {
  /** 直埋 */
  directBuried: 'ZM',
  /** 管块 */
  ductBank: 'GK',
  /** 管埋: cables in single ducts */
  duct: 'GM',
  /** 管沟 */
  trench: 'GG',
  /** 综合管廊 */
  tunnel: 'ZH',
  /** 架空 */
  overhead: 'JK',
  /** 水下 */
  underwater: 'SX',
} as const;

export type Embedding = keyof typeof EMBEDDINGS;

/** A point of the laid network (管线点), as it truly is; what a survey knows of it is another matter. */
export interface LaidNode {
  /** Point number (物探点号), `JS00123`: two letters of the utility, then digits; unique within the site. */
  readonly id: string;
  readonly utility: Utility;
  /** Two letters of CJJ 61's subclass: `JS`, `ZS`, `YS`, `WS`, `TR`, `RS`, `ZQ`, `GD`, `LD`, `XH`, `DX`, `GY`, ... */
  readonly subclass: string;
  readonly kind: NodeKind;
  /** Exactly one of both: 特征 (`三通`, `弯头`, `变径`, `预留口`, `入户`) or 附属物 (`检查井`, `阀门`, `消防栓`, `调压箱`). */
  readonly feature: string | null;
  readonly appurtenance: string | null;
  readonly at: PlanPoint;
  /** Ground, or cover, level, metres to the millimetre. */
  readonly groundLevelM: number;
  /** Level of the bottom of its shaft or chamber; `null` where there is none. */
  readonly sumpLevelM: number | null;
  /** Inside diameter of the shaft, mm; `null` where there is none. */
  readonly shaftDiameterMm: number | null;
  /** Size of the cover, `700` or `1200X800`, where there is one. */
  readonly coverSize: string | null;
  readonly coverMaterial: string | null;
  readonly streetZh: string;
  readonly owner: string;
  readonly builtYear: number;
  readonly abandoned: boolean;
}

/** A straight line (管线段) between two points. */
export interface LaidConduit {
  /** `JS00123-JS00124`. */
  readonly id: string;
  readonly utility: Utility;
  readonly subclass: string;
  readonly use: 'main' | 'branch' | 'service';
  readonly from: LaidNode;
  readonly to: LaidNode;
  readonly make: PipeMake;
  readonly embedding: Embedding;
  /** What `fromLevelM` and `toLevelM` are the levels of: inverts of gravity drains and trenches, else outer tops. */
  readonly reference: 'invert' | 'outerTop';
  readonly fromLevelM: number;
  readonly toLevelM: number;
  /** Gas, water: design pressure, MPa. */
  readonly pressureMpa: number | null;
  readonly voltageKv: number | null;
  readonly temperatureC: number | null;
  readonly cables: number | null;
  readonly holes: number | null;
  readonly usedHoles: number | null;
  /** Gravity drains run from `from` to `to`. */
  readonly flow: 'forward' | null;
  readonly joint: string | null;
  readonly streetZh: string;
  readonly owner: string;
  readonly builtYear: number;
  readonly abandoned: boolean;
}

export interface LaidNetwork {
  readonly nodes: readonly LaidNode[];
  readonly conduits: readonly LaidConduit[];
}
