import { interiorPoint } from '../../geometry/interior-point.ts';
import type { PlaceKind } from '../../model/map-feature.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import { shoreYM } from '../place/shore.ts';
import type { Block, PlanPlace } from './district-plan.ts';
import { isInRing, type PlanRing, ringCentre } from './ring-geometry.ts';

/** Names that belong to no block: kind, rank, place. */
const BY_HAND: readonly (readonly [kind: PlaceKind, rank: number, at: PlanPoint, zh: string, en: string])[] = [
  ['quarter', 4, [1700, 560], '老港里', 'Old Harbour Quarter'],
  ['quarter', 4, [1680, 1190], '文化里', 'Wenhua Quarter'],
  ['quarter', 4, [1340, 2340], '燕山街道', 'Yanshan Subdistrict'],
  ['quarter', 5, [300, 620], '西港街道', 'Xigang Subdistrict'],
  ['quarter', 5, [2680, 1760], '东港街道', 'Donggang Subdistrict'],
  ['quarter', 5, [1000, 340], '海滨街道', 'Haibin Subdistrict'],
  ['sea', 5, [560, 1380], '汤河', 'Tang River'],
  ['sea', 5, [1250, -260], '秦皇湾', 'Qinhuang Bay'],
  ['sea', 6, [2690, 120], '海港一号港池', 'Haigang Basin No. 1'],
  ['beach', 6, [1330, shoreYM(1330) + 18], '金沙湾浴场', 'Jinsha Bay Beach'],
  ['beach', 7, [180, shoreYM(180) + 18], '西浴场', 'West Beach'],
];

/** The names to be written: quarters, waters and beaches, then every block that has a name. */
export function districtPlaces(blocks: readonly Block[]): readonly PlanPlace[] {
  const named = blocks.flatMap((block): Omit<PlanPlace, 'id'>[] => {
    const { zh, en, ring } = block;
    return zh === null || en === null ? [] : [{ zh, en, at: middleOf(ring), ...kindOf(block) }];
  });
  const byHand = BY_HAND.map(([kind, rank, at, zh, en]) => ({ kind, rank, at, zh, en }));
  return [...byHand, ...named].map((place, i) => ({ id: `N${String(i + 1).padStart(3, '0')}`, ...place }));
}

/** Where a block's name stands: its centre, or a point well inside where the centre lies without. */
function middleOf(ring: PlanRing): PlanPoint {
  const centre = ringCentre(ring);
  return isInRing(centre, ring) ? centre : (interiorPoint([Float64Array.from(ring.flat())]) ?? centre);
}

function kindOf({ kind, pattern }: Block): { readonly kind: PlaceKind; readonly rank: number } {
  switch (kind) {
    case 'park':
    case 'wood':
    case 'grass':
    case 'vegetation':
      return { kind: 'park', rank: 5 };
    case 'school':
      return { kind: 'school', rank: 7 };
    case 'hospital':
      return { kind: 'hospital', rank: 6 };
    case 'beach':
      return { kind: 'beach', rank: 6 };
    case 'public':
    case 'square':
      return { kind: 'poi', rank: 6 };
    case 'industrial':
      return { kind: 'poi', rank: pattern === 'port' ? 6 : 7 };
    case 'commercial':
      return { kind: 'poi', rank: 7 };
    case 'residential':
    case 'farmland':
    case 'parking':
    case 'construction':
    case 'roadSurface':
    case 'unknown':
      return { kind: 'poi', rank: 8 };
  }
}
