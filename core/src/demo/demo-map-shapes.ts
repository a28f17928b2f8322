import type { BuildingUse } from '../model/map-feature.ts';
import { boxRing, type PlanRing } from './demo-map-geometry.ts';
import type { BuildPattern } from './demo-map-land.ts';
import type { SeededRandom } from './seeded-random.ts';

export type BuildingShape = 'slab' | 'tower' | 'courtyard' | 'villa' | 'hall' | 'angle' | 'pavilion';

/** A building about the origin, its length along x: the outer ring and its holes. */
export interface ShapePlan {
  readonly shape: BuildingShape;
  readonly use: BuildingUse;
  readonly rings: readonly PlanRing[];
  readonly lengthM: number;
  readonly depthM: number;
}

/** Rows of buildings of a pattern: how deep a row is with the yard behind it, and the gap between neighbours, metres. */
export const ROW_SPACING: Readonly<Record<BuildPattern, { readonly rowM: number; readonly gapM: number }>> = {
  slabs: { rowM: 31, gapM: 8 },
  towers: { rowM: 48, gapM: 20 },
  mixed: { rowM: 36, gapM: 10 },
  villas: { rowM: 23, gapM: 8 },
  market: { rowM: 50, gapM: 9 },
  offices: { rowM: 46, gapM: 12 },
  school: { rowM: 44, gapM: 16 },
  halls: { rowM: 44, gapM: 14 },
  park: { rowM: 62, gapM: 58 },
};

export function nextShape(pattern: BuildPattern, random: SeededRandom): ShapePlan {
  switch (pattern) {
    case 'slabs':
      return slab(random);
    case 'towers':
      return random.chance(0.8) ? tower('residential', random) : slab(random);
    case 'mixed':
      return random.chance(0.3) ? tower('residential', random) : slab(random);
    case 'villas':
      return villa(random);
    case 'market':
      return random.chance(0.55) ? courtyard('commercial', random) : hall('commercial', random);
    case 'offices':
      return random.pick([tower, courtyard, angle])(random.pick(['office', 'office', 'commercial', 'hotel']), random);
    case 'school':
      return random.pick([angle, hall, angle])('school', random);
    case 'halls':
      return hall('industrial', random);
    case 'park':
      return plan('pavilion', 'public', [boxRing(10, 8)], 10, 8);
  }
}

function slab(random: SeededRandom): ShapePlan {
  const units = random.pick([2, 3, 3, 4]);
  const lengthM = round(units * random.between(13.2, 15));
  const depthM = round(random.between(11.6, 13.2));
  return plan('slab', 'residential', [boxRing(lengthM, depthM)], lengthM, depthM);
}

/** A cross-cornered tower, as they are built for light on three sides. */
function tower(use: BuildingUse, random: SeededRandom): ShapePlan {
  const side = round(random.between(21, 27));
  const notch = round(random.between(3, 4.5));
  const a = side / 2;
  const b = a - notch;
  const ring: PlanRing = [
    [-b, -a],
    [b, -a],
    [b, -b],
    [a, -b],
    [a, b],
    [b, b],
    [b, a],
    [-b, a],
    [-b, b],
    [-a, b],
    [-a, -b],
    [-b, -b],
  ];
  return plan('tower', use, [ring], side, side);
}

function courtyard(use: BuildingUse, random: SeededRandom): ShapePlan {
  const lengthM = round(random.between(34, 46));
  const depthM = round(random.between(32, 38));
  const wing = round(random.between(9.5, 11.5));
  const rings = [boxRing(lengthM, depthM), boxRing(lengthM - 2 * wing, depthM - 2 * wing)];
  return plan('courtyard', use, rings, lengthM, depthM);
}

function villa(random: SeededRandom): ShapePlan {
  const lengthM = round(random.between(10, 13));
  const depthM = round(random.between(9, 11.5));
  return plan('villa', 'residential', [boxRing(lengthM, depthM)], lengthM, depthM);
}

function hall(use: BuildingUse, random: SeededRandom): ShapePlan {
  const lengthM = round(random.between(34, 58));
  const depthM = round(random.between(22, 32));
  return plan('hall', use, [boxRing(lengthM, depthM)], lengthM, depthM);
}

/** Two wings at a right angle. */
function angle(use: BuildingUse, random: SeededRandom): ShapePlan {
  const lengthM = round(random.between(36, 54));
  const depthM = round(random.between(26, 34));
  const wing = round(random.between(10, 13));
  const [x, y] = [lengthM / 2, depthM / 2];
  const ring: PlanRing = [
    [-x, -y],
    [x, -y],
    [x, -y + wing],
    [-x + wing, -y + wing],
    [-x + wing, y],
    [-x, y],
  ];
  return plan('angle', use, [ring], lengthM, depthM);
}

function plan(
  shape: BuildingShape,
  use: BuildingUse,
  rings: readonly PlanRing[],
  lengthM: number,
  depthM: number,
): ShapePlan {
  return { shape, use, rings, lengthM, depthM };
}

/** To a decimetre, as plans are drawn. */
function round(metres: number): number {
  return Math.round(metres * 10) / 10;
}
