import {
  distance,
  lineCrossings,
  lineLength,
  type PlanLine,
  type PlanPoint,
  pointAlong,
  smoothLine,
} from './plan-geometry.ts';
import type { SeededRandom } from './seeded-random.ts';

export type StreetClass = 'avenue' | 'street' | 'lane';

/** A street in plan. Utilities lie at fixed distances to the right of the centreline (negative: left). */
export interface Street {
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
  readonly lies: { readonly storm: number; readonly sewage: number; readonly water: number };
}

/** Where two streets meet, or where one ends. */
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

/** Name of the street along the shore, under which the sewage of the whole quarter is intercepted. */
export const SHORE_STREET = 'Binhai Avenue';

/*
 * Half widths, metres. From the kerb inwards to the middle lie water (under the pavement, 1.8 m behind the kerb: GB
 * 50289-2016 table 4.1.9 wants 1.5 m), sewage and storm: the order from the boundary to the middle in GB 50289-2016.
 */
const CLASSES: Readonly<Record<StreetClass, { kerbM: number; pavementM: number; stormM: number; sewageM: number }>> = {
  avenue: { kerbM: 11, pavementM: 5, stormM: -2, sewageM: 4.2 },
  street: { kerbM: 7.5, pavementM: 4, stormM: -1.5, sewageM: 3 },
  lane: { kerbM: 5.5, pavementM: 3.2, stormM: -1.5, sewageM: 2.8 },
};

/** Control points (x, y), given by hand so that blocks differ in size and no street is quite straight. */
const PLAN: readonly (readonly [zh: string, en: string, kind: StreetClass, controls: PlanLine])[] = [
  [
    '滨海大街',
    SHORE_STREET,
    'avenue',
    [
      [-570, 52],
      [-330, 12],
      [0, 0],
      [300, 10],
      [560, 50],
    ],
  ],
  [
    '渔港路',
    'Yugang Road',
    'street',
    [
      [-505, 185],
      [-250, 152],
      [60, 138],
      [330, 150],
      [498, 180],
    ],
  ],
  [
    '文化路',
    'Wenhua Road',
    'street',
    [
      [-492, 372],
      [-200, 340],
      [120, 322],
      [512, 352],
    ],
  ],
  [
    '海阳路',
    'Haiyang Road',
    'street',
    [
      [-476, 536],
      [-150, 520],
      [180, 534],
      [525, 560],
    ],
  ],
  [
    '北环街',
    'Beihuan Street',
    'street',
    [
      [-465, 742],
      [-120, 716],
      [140, 724],
      [322, 740],
    ],
  ],
  [
    '槐树巷',
    'Huaishu Lane',
    'lane',
    [
      [-500, 30],
      [-478, 280],
      [-466, 520],
      [-452, 742],
    ],
  ],
  [
    '建设大街',
    'Jianshe Street',
    'street',
    [
      [-302, 4],
      [-288, 250],
      [-276, 500],
      [-262, 732],
    ],
  ],
  [
    '民族路',
    'Minzu Road',
    'avenue',
    [
      [-92, -4],
      [-84, 240],
      [-90, 480],
      [-76, 722],
    ],
  ],
  [
    '和平巷',
    'Heping Lane',
    'lane',
    [
      [74, -6],
      [86, 170],
      [96, 327],
    ],
  ],
  [
    '红旗路',
    'Hongqi Road',
    'street',
    [
      [258, 0],
      [262, 250],
      [282, 520],
      [296, 740],
    ],
  ],
  [
    '东港路',
    'Donggang Road',
    'street',
    [
      [470, 30],
      [482, 260],
      [500, 420],
      [508, 562],
    ],
  ],
  [
    '迎宾斜街',
    'Yingbin Diagonal',
    'street',
    [
      [-168, 336],
      [-86, 424],
      [36, 538],
      [146, 640],
      [240, 734],
    ],
  ],
];

/** The quarter's streets, their crossings and the stretches between: the same for the same random run. */
export function streetNetwork(random: SeededRandom): StreetNetwork {
  const streets = PLAN.map(([zh, en, kind, controls]) => street(zh, en, kind, controls, random));
  const vertices = crossingsAndEnds(streets);
  return { streets, vertices, edges: stretches(streets, vertices) };
}

function street(zh: string, en: string, kind: StreetClass, controls: PlanLine, random: SeededRandom): Street {
  const shift: PlanPoint = en === SHORE_STREET ? [0, 0] : [random.between(-5, 5), random.between(-5, 5)];
  const moved = controls.map(([x, y]): PlanPoint => [x + shift[0], y + shift[1]]);
  const centreline = smoothLine(moved, 12);
  const { kerbM, pavementM, stormM, sewageM } = CLASSES[kind];
  return {
    zh,
    en,
    kind,
    centreline,
    lengthM: lineLength(centreline),
    kerbM,
    boundaryM: kerbM + pavementM,
    builtYear: Math.floor(random.between(1984, 2022)),
    lies: { storm: stormM, sewage: sewageM, water: kerbM + 1.8 },
  };
}

/** Streets drawn to within this of another end at it (T-junction), metres. */
const JOIN_M = 45;

function crossingsAndEnds(streets: readonly Street[]): readonly StreetVertex[] {
  const vertices: StreetVertex[] = [];
  const add = (at: PlanPoint, meet: StreetVertex['streets']): void => {
    vertices.push({ index: vertices.length, at, streets: meet });
  };
  for (const [i, first] of streets.entries()) {
    for (const second of streets.slice(i + 1)) {
      for (const hit of lineCrossings(runOut(first), runOut(second))) {
        add(hit.at, [
          { street: first, chainageM: hit.firstM - JOIN_M },
          { street: second, chainageM: hit.secondM - JOIN_M },
        ]);
      }
    }
  }
  for (const each of streets) {
    const met = vertices.flatMap((v) => v.streets.filter((s) => s.street === each).map((s) => s.chainageM));
    const open = (chainageM: number): boolean => met.every((m) => Math.abs(m - chainageM) > JOIN_M);
    for (const chainageM of [0, each.lengthM]) {
      if (open(chainageM)) add(pointAlong(each.centreline, chainageM), [{ street: each, chainageM }]);
    }
  }
  return vertices;
}

function runOut(street: Street): PlanLine {
  const before = pointAlong(street.centreline, -JOIN_M);
  return [before, ...street.centreline, pointAlong(street.centreline, street.lengthM + JOIN_M)];
}

function stretches(streets: readonly Street[], vertices: readonly StreetVertex[]): readonly StreetEdge[] {
  const edges: StreetEdge[] = [];
  for (const each of streets) {
    const along = vertices
      .flatMap((vertex) => vertex.streets.filter((s) => s.street === each).map((s) => ({ vertex, m: s.chainageM })))
      .sort((a, b) => a.m - b.m);
    for (const [i, here] of along.entries()) {
      const next = along[i + 1];
      if (!next || distance(here.vertex.at, next.vertex.at) < 1) continue;
      edges.push({ index: edges.length, street: each, from: here.vertex, to: next.vertex, fromM: here.m, toM: next.m });
    }
  }
  return edges;
}
