import type { LandUseKind } from '../model/map-feature.ts';
import { streetBlocks } from './demo-map-blocks.ts';
import { isInRing, type PlanRing, ringArea, ringCentre } from './demo-map-geometry.ts';
import { BEACH_RING } from './demo-map-shore.ts';
import { distance, type PlanPoint } from './plan-geometry.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { StreetNetwork } from './street-network.ts';

/** How a lot is built over. */
export type BuildPattern = 'slabs' | 'towers' | 'mixed' | 'villas' | 'market' | 'offices' | 'school' | 'halls' | 'park';

/** A piece of land with one use. */
export interface Lot {
  readonly kind: LandUseKind;
  readonly ring: PlanRing;
  /** `null`: nothing is built on it. */
  readonly pattern: BuildPattern | null;
  readonly zh: string | null;
  readonly en: string | null;
}

type Use = Omit<Lot, 'ring'>;

/** Blocks given a use by hand, each the one that holds the place (or lies nearest to it). */
const GIVEN: readonly (readonly [at: PlanPoint, use: Use])[] = [
  [[9, 234], { kind: 'park', pattern: 'park', zh: '文化公园', en: 'Wenhua Park' }],
  [[-375, 446], { kind: 'school', pattern: 'school', zh: '海阳路小学', en: 'Haiyang Road Primary School' }],
  [[-197, 80], { kind: 'commercial', pattern: 'market', zh: '渔港市场', en: 'Yugang Market' }],
  [[-190, 244], { kind: 'commercial', pattern: 'offices', zh: '民族路商务区', en: 'Minzu Road Offices' }],
  [[2, 74], { kind: 'commercial', pattern: 'offices', zh: null, en: null }],
  [[-396, 99], { kind: 'residential', pattern: 'villas', zh: '听涛别墅', en: 'Tingtao Villas' }],
  [[367, 92], { kind: 'residential', pattern: 'towers', zh: '望海花园', en: 'Wanghai Gardens' }],
];

/** Blocks smaller than this are paved and left open, m2. */
const LEAST_BUILT_M2 = 4000;

/** Land beyond the outermost streets, drawn by hand clear of them. */
const OUTER: readonly Lot[] = [
  lot('residential', 'villas', '河西新村', 'Hexi Village', [
    [-612, 110],
    [-522, 100],
    [-496, 470],
    [-484, 730],
    [-598, 730],
    [-612, 470],
  ]),
  lot('residential', 'slabs', '北环小区', 'Beihuan Estate', [
    [-440, 768],
    [-120, 744],
    [140, 752],
    [300, 766],
    [300, 872],
    [-440, 872],
  ]),
  lot('industrial', 'halls', '东港物流园', 'Donggang Logistics Park', [
    [330, 592],
    [500, 598],
    [500, 745],
    [330, 745],
  ]),
  lot('residential', 'slabs', '东港小区', 'Donggang Estate', [
    [524, 200],
    [640, 200],
    [640, 530],
    [536, 530],
  ]),
  lot('farmland', null, '东港苗圃', 'Donggang Nursery', [
    [668, 190],
    [900, 240],
    [900, 560],
    [668, 560],
  ]),
  lot('grass', null, '东山草坡', 'Dongshan Meadow', [
    [530, 590],
    [880, 590],
    [840, 880],
    [530, 860],
  ]),
  lot('wood', null, '松林', 'Pine Wood', [
    [-900, 120],
    [-668, 130],
    [-672, 340],
    [-652, 620],
    [-676, 880],
    [-900, 880],
  ]),
];

/** All land with a use: every block between the streets, then what lies around. */
export function demoLots(network: StreetNetwork, random: SeededRandom): readonly Lot[] {
  const blocks = streetBlocks(network);
  const given = new Map<PlanRing, Use>(GIVEN.map(([at, use]) => [blockAt(blocks, at), use]));
  const inside = blocks.map((ring): Lot => {
    const use = given.get(ring);
    if (use) return { ...use, ring };
    if (ringArea(ring) < LEAST_BUILT_M2) return { kind: 'square', pattern: null, zh: null, en: null, ring };
    return {
      kind: 'residential',
      pattern: random.pick(['slabs', 'slabs', 'mixed', 'towers']),
      zh: null,
      en: null,
      ring,
    };
  });
  const beach: Lot = { kind: 'beach', pattern: null, zh: '示范海滩', en: 'Demo Beach', ring: BEACH_RING };
  return [...inside, ...OUTER, beach];
}

function blockAt(blocks: readonly PlanRing[], at: PlanPoint): PlanRing {
  const nearest = blocks.toSorted((a, b) => distance(ringCentre(a), at) - distance(ringCentre(b), at))[0];
  const block = blocks.find((ring) => isInRing(at, ring)) ?? nearest;
  if (!block) throw new RangeError('blockAt: wanted one block at least, got none');
  return block;
}

function lot(kind: LandUseKind, pattern: BuildPattern | null, zh: string, en: string, ring: PlanRing): Lot {
  return { kind, pattern, zh, en, ring };
}
