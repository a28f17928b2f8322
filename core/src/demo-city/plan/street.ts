import type { PlanLine, PlanPoint } from '../place/plan-geometry.ts';

/** 主干路, 次干路, 支路, 巷: the classes of CJJ 37 and a lane. */
export type StreetClass = 'arterial' | 'collector' | 'local' | 'lane';

/** What lies along a street has a line of its own; heat has two pipes side by side. */
export const STREET_LINES = [
  'storm',
  'sewage',
  'water',
  'reclaimed',
  'gas',
  'heatSupply',
  'heatReturn',
  'power',
  'telecom',
] as const;

export type StreetLine = (typeof STREET_LINES)[number];

/** A street in plan. */
export interface Street {
  /** `S07`, unique within the site. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: StreetClass;
  readonly centreline: PlanLine;
  readonly lengthM: number;
  /** Centreline to kerb, metres. */
  readonly kerbM: number;
  /** Centreline to the plots' boundary (道路红线), metres. */
  readonly boundaryM: number;
  readonly builtYear: number;
  /** How far right of the centreline each line's axis lies, metres (negative: left); absent where there is none. */
  readonly lies: Readonly<Partial<Record<StreetLine, number>>>;
  /** Half-width and place of a walkable utility tunnel under it; its lines of power, telecom, water, heat lie inside. */
  readonly tunnel: boolean;
}

/** Where two or more streets meet, or where one ends. */
export interface StreetVertex {
  readonly index: number;
  readonly at: PlanPoint;
  /** The streets that meet here with the length along each. */
  readonly streets: readonly { readonly street: Street; readonly chainageM: number }[];
}

/** A stretch of one street between two neighbouring vertices, in the direction of its centreline. */
export interface StreetEdge {
  readonly index: number;
  readonly street: Street;
  readonly from: StreetVertex;
  readonly to: StreetVertex;
  readonly fromM: number;
  readonly toM: number;
}

export interface StreetNetwork {
  readonly streets: readonly Street[];
  readonly vertices: readonly StreetVertex[];
  readonly edges: readonly StreetEdge[];
}
