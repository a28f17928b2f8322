import type { PlacedConduit } from '../../analysis/conduit-table.ts';
import { plainConduit } from '../../analysis/testing/plain-conduit.ts';
import type { Section, SectionShape } from '../../model/section-shape.ts';
import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';

const SHAPES: readonly SectionShape[] = [
  'circular',
  'circular',
  'circular',
  'rectangular',
  'arch',
  'egg',
  'elliptical',
  'trapezoidal',
  'triangular',
  'parabolic',
  'envelope',
];

/** Two conduits near each other, of any sections, levels and courses: crossing, side by side, upright, at any angle. */
export function somePair(seed: number): readonly [PlacedConduit, PlacedConduit] {
  const random = seededRandom(seed);
  const course = Math.floor(random.next() * 5);
  return [someConduit('a', random, course, 0), someConduit('b', random, course, random.between(0, 2.5))];
}

/** 0 and 1: any angle; 2: side by side; 3: square across; 4: upright. */
function someConduit(id: string, random: SeededRandom, course: number, asideM: number): PlacedConduit {
  const isFirst = id === 'a';
  const section = someSection(random);
  const angle = course === 2 ? 0 : course === 3 ? (isFirst ? 0 : Math.PI / 2) : random.between(0, 2 * Math.PI);
  const lengthM = random.between(1, 6);
  const fromAxisM = random.between(-1.5, 1.5);
  const toAxisM = random.chance(0.3) ? fromAxisM : fromAxisM + random.between(-1, 1);
  if (course === 4 && isFirst) {
    const path = [0.3, asideM, 0.3, asideM];
    return plainConduit({ id, path, fromAxisM: -1, toAxisM: random.between(0, 2), section });
  }
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const path = [(-cos * lengthM) / 2, asideM - (sin * lengthM) / 2, (cos * lengthM) / 2, asideM + (sin * lengthM) / 2];
  if (random.chance(0.3)) {
    const turn = angle + random.between(-1.5, 1.5);
    const more = random.between(0.8, 3);
    path.push((path[2] ?? 0) + Math.cos(turn) * more, (path[3] ?? 0) + Math.sin(turn) * more);
  }
  return plainConduit({ id, path, fromAxisM, toAxisM, section });
}

function someSection(random: SeededRandom): Section {
  const shape = random.pick(SHAPES);
  const widthMm = random.between(60, 900);
  const round = shape === 'circular';
  const open = (shape === 'rectangular' || shape === 'trapezoidal' || shape === 'parabolic') && random.chance(0.3);
  return {
    shape,
    widthMm,
    heightMm: round ? widthMm : random.between(60, 900),
    wallMm: random.chance(0.5) ? null : random.between(0, 120),
    floorWidthMm: shape === 'trapezoidal' ? widthMm * random.between(0.2, 1) : null,
    open,
    barrels: random.chance(0.15) ? 2 : 1,
    casingMm: random.chance(0.1) ? 1800 : null,
  };
}
