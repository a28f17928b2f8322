import { describe, expect, it } from 'vitest';
import { conduitTable } from '../analysis/conduit-table.ts';
import { plainConduit } from '../analysis/testing/plain-conduit.ts';
import { containsPoint } from '../geometry/polygon.ts';
import { pointSegmentDistance2 } from '../geometry/segment-distance.ts';
import type { Section } from '../model/section-shape.ts';
import { type SeededRandom, seededRandom } from '../random/seeded-random.ts';
import { makePit, type PitShape } from './pit.ts';
import { meetConduits, type PitMeeting } from './pit-conduits.ts';
import { type PitSolid, pitSolid } from './pit-solid.ts';

/**
 * The oracle knows nothing of faces and edges: it strews points over the body of a conduit (capsule or box) and asks of
 * each how far it lies in plan from the pit's outline at its own level, side by side.
 */
interface Sampled {
  enters: boolean;
  horizontalM: number;
  topUnderFloorM: number;
}

const GROUND_M = 10;
const REACH_M = 4;

function outlineAt(pit: PitShape, z: number): Float64Array {
  const reach = pit.batter * Math.max(0, Math.min(z, GROUND_M) - pit.floorLevelM);
  return pit.floor.map((value, i) => value + reach * (pit.mitres[i] ?? 0));
}

function planGap(outline: Float64Array, x: number, y: number): number {
  if (containsPoint(outline, x, y)) return 0;
  const n = outline.length;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < n; i += 2) {
    const [ax = 0, ay = 0] = outline.subarray(i, i + 2);
    const bx = outline[(i + 2) % n] ?? 0;
    const by = outline[(i + 3) % n] ?? 0;
    least = Math.min(least, pointSegmentDistance2(x, y, ax, ay, bx, by));
  }
  return least;
}

type Point = readonly [number, number, number];

function sample(pit: PitShape, points: Iterable<Point>): Sampled {
  const found: Sampled = {
    enters: false,
    horizontalM: Number.POSITIVE_INFINITY,
    topUnderFloorM: Number.POSITIVE_INFINITY,
  };
  for (const [x, y, z] of points) {
    const gap = planGap(outlineAt(pit, z), x, y);
    if (gap === 0 && z >= pit.floorLevelM) found.enters = true;
    found.horizontalM = Math.min(found.horizontalM, gap);
    if (z < pit.floorLevelM && containsPoint(pit.floor, x, y)) {
      found.topUnderFloorM = Math.min(found.topUnderFloorM, pit.floorLevelM - z);
    }
  }
  return found;
}

const ALONG = 60;

/**
 * Of a capsule each level is a disc about each point of the axis: strewn over share and level, then drawn together about
 * the best (a pattern search), which leaves an error of about a millimetre.
 */
function sampleCapsule(pit: PitShape, a: Point, b: Point, radiusM: number): Sampled {
  const mix = (c: 0 | 1 | 2, t: number) => a[c] + (b[c] - a[c]) * t;
  const gapAt = (t: number, level: number): number => {
    const z = mix(2, t) + level * radiusM;
    return planGap(outlineAt(pit, z), mix(0, t), mix(1, t)) - radiusM * Math.sqrt(1 - level * level);
  };
  /** Under the floor in plan: what is left between it and the highest point there. */
  const underAt = (t: number): number => {
    const gap = planGap(pit.floor, mix(0, t), mix(1, t));
    if (gap > radiusM) return Number.POSITIVE_INFINITY;
    return pit.floorLevelM - mix(2, t) - Math.sqrt(radiusM * radiusM - gap * gap);
  };
  const inPit = (t: number, level: number) => gapAt(t, level) <= 0 && mix(2, t) + level * radiusM >= pit.floorLevelM;
  let enters = false;
  let least = Number.POSITIVE_INFINITY;
  let topUnderFloorM = Number.POSITIVE_INFINITY;
  let [bestT, bestLevel, bestUnder] = [0, 0, 0];
  for (let i = 0; i <= ALONG; i++) {
    const t = i / ALONG;
    if (underAt(t) < topUnderFloorM) [topUnderFloorM, bestUnder] = [underAt(t), t];
    for (let j = -20; j <= 20; j++) {
      const level = Math.sin((Math.PI * j) / 40);
      enters ||= inPit(t, level);
      if (gapAt(t, level) < least) [least, bestT, bestLevel] = [gapAt(t, level), t, level];
    }
  }
  for (let step = 1 / ALONG; step > 1e-5; step /= 2) {
    for (const dt of [-2, -1, 0, 1, 2]) {
      const t = Math.max(0, Math.min(1, bestT + dt * step));
      const u = Math.max(0, Math.min(1, bestUnder + dt * step));
      if (underAt(u) < topUnderFloorM) [topUnderFloorM, bestUnder] = [underAt(u), u];
      for (const dl of [-6, -3, 0, 3, 6]) {
        const level = Math.max(-1, Math.min(1, bestLevel + dl * step));
        enters ||= inPit(t, level);
        if (gapAt(t, level) < least) [least, bestT, bestLevel] = [gapAt(t, level), t, level];
      }
    }
  }
  // A top above the floor's level, over the floor, is inside however small the part.
  return { enters: enters || topUnderFloorM <= 0, horizontalM: Math.max(0, least), topUnderFloorM };
}

function* box(a: Point, b: Point, halfWidthM: number, halfHeightM: number): Generator<Point> {
  const d = [0, 1, 2].map((c) => (b[c] ?? 0) - (a[c] ?? 0)) as [number, number, number];
  const length = Math.hypot(...d);
  const plan = Math.hypot(d[0], d[1]);
  const right = [d[1] / plan, -d[0] / plan, 0];
  const up = [(-d[2] * d[0]) / (plan * length), (-d[2] * d[1]) / (plan * length), plan / length];
  for (let i = 0; i <= ALONG; i++) {
    for (let j = -8; j <= 8; j++) {
      for (let k = -8; k <= 8; k++) {
        if (Math.abs(j) !== 8 && Math.abs(k) !== 8 && i % ALONG !== 0) continue;
        const at = (c: number) =>
          (a[c] ?? 0) +
          ((d[c] ?? 0) * i) / ALONG +
          ((right[c] ?? 0) * halfWidthM * j) / 8 +
          ((up[c] ?? 0) * halfHeightM * k) / 8;
        yield [at(0), at(1), at(2)];
      }
    }
  }
}

function section(shape: 'circular' | 'rectangular', widthM: number, heightM: number): Section {
  const size = { widthMm: widthM * 1000, heightMm: heightM * 1000, wallMm: 0 };
  return { shape, ...size, floorWidthMm: null, open: false, barrels: 1 };
}

function pits(): readonly PitSolid[] {
  const outlines = [
    [0, 0, 6, 0, 6, 4, 0, 4],
    [0, 0, 5, 1, 4, 5, -1, 3],
    [0, 0, 7, 0, 7, 2, 3, 2, 3, 6, 0, 6],
    [0, 0, 5, -0.5, 2, 4],
  ];
  return outlines.flatMap((outline) =>
    [0, 0.33, 0.75, 1.5].map((batter) => {
      const made = makePit({ outline: Float64Array.from(outline), depthM: 2.5, batter }, () => GROUND_M);
      if (!made.ok) throw new Error(made.refusal.message);
      return pitSolid(made.pit);
    }),
  );
}

/** Oblique, level, steep and upright pieces of 0.5 to 6 m around the pit, buried by more than their size. */
function piece(random: SeededRandom, half: number): readonly [Point, Point] {
  const a: Point = [random.between(-5, 10), random.between(-5, 10), random.between(5.5, 9.9 - 1.6 * half)];
  const kind = random.pick(['level', 'sloped', 'steep', 'upright'] as const);
  const heading = random.between(0, 2 * Math.PI);
  const run = kind === 'upright' ? 0 : random.between(0.5, 6);
  const rise = { level: 0, sloped: 0.1, steep: 1, upright: 2 }[kind] * random.between(-1, 1);
  const z = Math.max(4, Math.min(9.9 - 1.6 * half, a[2] + rise));
  return [a, [a[0] + run * Math.cos(heading), a[1] + run * Math.sin(heading), z]];
}

function meet(solid: PitSolid, [a, b]: readonly [Point, Point], size: Section): PitMeeting | null {
  const path = Float64Array.of(a[0], a[1], b[0], b[1]);
  const conduit = plainConduit({ path, fromAxisM: a[2], toAxisM: b[2], section: size });
  return meetConduits(solid, conduitTable([conduit]), REACH_M)[0] ?? null;
}

function entered(meeting: PitMeeting | null): boolean {
  return meeting !== null && (meeting.relation === 'inside' || meeting.relation === 'crossing');
}

describe('meetConduits against a sampled body', () => {
  it('agrees for 1,400 round pieces: enters, under the floor, beside, out of reach', () => {
    const random = seededRandom(41);
    const seen: Record<string, number> = {};
    for (const [number, solid] of Array.from({ length: 1400 }, (_, i) => [i, pits16[i % 16]] as const)) {
      if (solid === undefined) throw new Error('pit expected');
      const radiusM = random.between(0.05, 0.7);
      const ends = piece(random, radiusM);
      const smaller = (less: number) =>
        meet(solid, ends, section('circular', 2 * (radiusM - less), 2 * (radiusM - less)));
      compare(number, solid, ends, 0.004, sampleCapsule(solid.pit, ...ends, radiusM), smaller, radiusM, seen);
    }
    expect(Math.min(seen.crossing ?? 0, seen.inside ?? 0, seen.below ?? 0, seen.beside ?? 0)).toBeGreaterThan(50);
  });

  it('agrees for 600 rectangular pieces and more, risers left out', () => {
    const random = seededRandom(42);
    const seen: Record<string, number> = {};
    for (let number = 0; number < 840; number++) {
      const solid = pits16[number % 16];
      if (solid === undefined) throw new Error('pit expected');
      const [w, h] = [random.between(0.1, 0.9), random.between(0.1, 0.7)];
      const ends = piece(random, Math.max(w, h));
      if (Math.hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]) < 0.01) continue;
      const length = Math.hypot(...ends[0].map((v, c) => (ends[1][c] ?? 0) - v));
      const spacingM = length / ALONG / 2 + Math.max(w, h) / 11;
      compare(
        number,
        solid,
        ends,
        spacingM,
        sample(solid.pit, box(...ends, w, h)),
        (less) =>
          meet(solid, ends, section('rectangular', 2 * Math.max(0.001, w - less), 2 * Math.max(0.001, h - less))),
        Math.min(w, h),
        seen,
      );
    }
    expect(Math.min(seen.crossing ?? 0, seen.inside ?? 0, seen.below ?? 0, seen.beside ?? 0)).toBeGreaterThan(20);
    expect(Object.values(seen).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(600);
  });
});

const pits16 = pits();

/** The samples are part of the body, and reach all of it but for their spacing. */
function compare(
  number: number,
  solid: PitSolid,
  ends: readonly [Point, Point],
  spacingM: number,
  sampled: Sampled,
  exact: (lessM: number) => PitMeeting | null,
  sizeM: number,
  seen: Record<string, number>,
): void {
  const meeting = exact(0);
  const where = `case ${number}: ${JSON.stringify({ ends, sampled, meeting, batter: solid.batter })}`;
  seen[meeting?.relation ?? 'away'] = (seen[meeting?.relation ?? 'away'] ?? 0) + 1;
  if (sampled.enters) {
    expect(entered(meeting), where).toBe(true);
    return;
  }
  if (entered(meeting)) {
    // It enters by less than the samples can see: a body smaller by their spacing does not.
    if (spacingM < sizeM) expect(entered(exact(spacingM)), where).toBe(false);
    else expect(sampled.horizontalM, where).toBeLessThan(spacingM * solid.slant);
    return;
  }
  const toleranceM = spacingM * solid.slant;
  if (meeting === null) {
    expect(sampled.horizontalM, where).toBeGreaterThan(REACH_M);
    return;
  }
  expect(sampled.horizontalM, where).toBeGreaterThanOrEqual((meeting.horizontalM ?? 0) - 1e-6);
  expect(sampled.horizontalM, where).toBeLessThanOrEqual((meeting.horizontalM ?? 0) + toleranceM + 1e-6);
  expect(sampled.topUnderFloorM, where).toBeGreaterThanOrEqual((meeting.verticalM ?? 0) - 1e-6);
  if (meeting.relation === 'below' && spacingM < sizeM) {
    const smaller = exact(spacingM);
    const limit = smaller?.relation === 'below' ? (smaller.verticalM ?? 0) + 2 * spacingM : Number.POSITIVE_INFINITY;
    expect(sampled.topUnderFloorM, where).toBeLessThanOrEqual(limit + 1e-6);
  }
  if (meeting.relation === 'beside') {
    expect(sampled.topUnderFloorM, where).toBe(Number.POSITIVE_INFINITY);
    const [c, p] = [meeting.closest?.conduit ?? [0, 0, 0], meeting.closest?.pit ?? [0, 0, 0]];
    // The two points lie as far apart as said, at one level, and the pit's on the pit.
    expect(Math.hypot(c[0] - p[0], c[1] - p[1]), where).toBeCloseTo(meeting.horizontalM ?? -1, 6);
    expect(c[2]).toBe(p[2]);
    expect(planGap(outlineAt(solid.pit, p[2]), p[0], p[1]), where).toBeLessThan(1e-6);
  }
}
