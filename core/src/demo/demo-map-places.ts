import type { BilingualName, LandUseKind, PlaceKind } from '../model/map-feature.ts';
import { ringCentre } from './demo-map-geometry.ts';
import type { Lot } from './demo-map-land.ts';
import type { PlanPoint } from './plan-geometry.ts';

/** A name on the made-up map, in plan. */
export interface DraftPlace {
  readonly kind: PlaceKind;
  readonly name: BilingualName;
  readonly at: PlanPoint;
  readonly rank: number;
}

/** Names that belong to no lot. */
const BY_HAND: readonly DraftPlace[] = [
  { kind: 'quarter', name: { zh: '滨海示范片区', en: 'Demo Quarter by the Sea' }, at: [-10, 385], rank: 4 },
  { kind: 'sea', name: { zh: '示范湾', en: 'Demo Bay' }, at: [40, -330], rank: 3 },
];

const BEACH_AT: PlanPoint = [150, -52];

/** The names to be written: the quarter and the bay, then every lot that has a name. */
export function demoPlaces(lots: readonly Lot[]): readonly DraftPlace[] {
  const named = lots.flatMap((lot): DraftPlace[] => {
    if (lot.zh === null && lot.en === null) return [];
    const { kind, rank } = placeOf(lot.kind);
    // The middle of a beach along a bay lies in the water.
    const at = lot.kind === 'beach' ? BEACH_AT : ringCentre(lot.ring);
    return [{ kind, name: { zh: lot.zh, en: lot.en }, at, rank }];
  });
  return [...BY_HAND, ...named];
}

function placeOf(kind: LandUseKind): { readonly kind: PlaceKind; readonly rank: number } {
  switch (kind) {
    case 'park':
    case 'wood':
    case 'grass':
      return { kind: 'park', rank: 6 };
    case 'school':
      return { kind: 'school', rank: 7 };
    case 'hospital':
      return { kind: 'hospital', rank: 7 };
    case 'beach':
      return { kind: 'beach', rank: 6 };
    case 'residential':
    case 'commercial':
    case 'industrial':
    case 'public':
    case 'farmland':
    case 'square':
    case 'parking':
    case 'construction':
    case 'roadSurface':
    case 'vegetation':
    case 'unknown':
      return { kind: 'poi', rank: 8 };
  }
}
