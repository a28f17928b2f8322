import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsPoint, signedArea } from '../geometry/polygon.ts';
import { cameraFootprint } from './camera-footprint.ts';
import type { PlacedCamera } from './placed-camera.ts';
import type { PolarPolygon } from './polar-outline.ts';
import { type SightVerdict, sees } from './sees.ts';
import type { SightBlock } from './sight-blocks.ts';
import { boxBlock, NORTH_LOOKING, worldOf } from './testing/camera-scenery.ts';

const LEVELS: Readonly<Record<SightVerdict['verdict'], number>> = { no: 0, unknown: 1, yes: 2 };

/** Evenly spread, in centimetres: the corner cases of doubles are not those of a street. */
const metres = (min: number, max: number) => {
  return fc.integer({ min: Math.round(min * 100), max: Math.round(max * 100) }).map((each) => each / 100);
};
const box = fc.record({
  west: metres(-80, 80),
  south: metres(-80, 80),
  widthM: metres(2, 40),
  depthM: metres(2, 40),
  topM: metres(1, 25),
});
type Box = typeof box extends fc.Arbitrary<infer Value> ? Value : never;

const camera = fc.record({
  levelM: metres(3, 30),
  headingDeg: fc.option(metres(0, 360)),
  fieldOfViewDeg: fc.option(metres(20, 360)),
  rangeM: fc.option(metres(20, 150)),
  turns: fc.boolean(),
});

const target = fc.record({ x: metres(-90, 90), y: metres(-90, 90), levelM: fc.option(metres(0, 20)) });

function blockOf({ west, south, widthM, depthM, topM }: Box, i: number): SightBlock {
  return boxBlock(`b.${i}`, [west, south, west + widthM, south + depthM], topM);
}

function turned(block: SightBlock, angle: number): SightBlock {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const rings = block.rings.map((ring) =>
    ring.map((value, i) => (i % 2 === 0 ? c * value + s * (ring[i + 1] ?? 0) : c * value - s * (ring[i - 1] ?? 0))),
  );
  return { ...block, rings };
}

describe('sight', () => {
  it('never sees less with a longer range', () => {
    fc.assert(
      fc.property(camera, target, fc.array(box, { maxLength: 8 }), metres(0, 80), (facts, at, boxes, moreM) => {
        const world = worldOf(boxes.map(blockOf));
        const near: PlacedCamera = { ...NORTH_LOOKING, ...facts, rangeM: facts.rangeM ?? 50 };
        const far = { ...near, rangeM: (near.rangeM ?? 0) + moreM };
        expect(LEVELS[sees(far, at, world).verdict]).toBeGreaterThanOrEqual(LEVELS[sees(near, at, world).verdict]);
      }),
      { numRuns: 500 },
    );
  });

  it('never sees more with another building', () => {
    fc.assert(
      fc.property(camera, target, fc.array(box, { maxLength: 8 }), box, (facts, at, boxes, more) => {
        const one: PlacedCamera = { ...NORTH_LOOKING, ...facts };
        const before = sees(one, at, worldOf(boxes.map(blockOf))).verdict;
        const after = sees(one, at, worldOf([...boxes, more].map(blockOf))).verdict;
        // Around a camera that the new building swallows up nothing is known any more: neither yes, nor surely no.
        if (before === 'no') expect(['no', 'unknown']).toContain(after);
        else expect(LEVELS[after]).toBeLessThanOrEqual(LEVELS[before]);
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with a line of sight looked along every 2 cm, however the scene is turned', () => {
    let decided = 0;
    fc.assert(
      fc.property(
        target,
        fc.array(box, { maxLength: 8 }),
        metres(3, 30),
        metres(0, 6.28),
        (at, boxes, levelM, angle) => {
          const all: PlacedCamera = { ...NORTH_LOOKING, levelM, fieldOfViewDeg: 360, rangeM: 500 };
          const distanceM = Math.hypot(at.x, at.y);
          if (distanceM < 1 || boxes.some((each) => holds(each, 0, 0, 2))) return;
          const levelThereM = at.levelM ?? 0;
          if (levelM - levelThereM > distanceM * 1.7) return;
          const strict = isHidden(boxes, levelM, at.x, at.y, levelThereM, 0.05);
          const lax = isHidden(boxes, levelM, at.x, at.y, levelThereM, -0.05);
          // What 5 cm decide is not held against either.
          if (strict !== lax) return;
          decided++;
          const [c, s] = [Math.cos(angle), Math.sin(angle)];
          const place = { x: c * at.x + s * at.y, y: c * at.y - s * at.x, levelM: at.levelM };
          const world = worldOf(boxes.map((each, i) => turned(blockOf(each, i), angle)));
          expect(sees(all, place, world).verdict).toBe(strict ? 'no' : 'yes');
        },
      ),
      { numRuns: 400 },
    );
    expect(decided).toBeGreaterThan(200);
  });

  it('draws as seen what it sees, as "may" what it may, and leaves out what it does not', () => {
    fc.assert(
      fc.property(
        camera.map((facts) => ({ ...NORTH_LOOKING, ...facts, turns: false, rangeM: facts.rangeM ?? 80 })),
        fc.array(box, { maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(9999), fc.nat(9999)), { minLength: 20, maxLength: 20 }),
        (one: PlacedCamera, boxes, picks) => {
          const world = worldOf(boxes.map(blockOf));
          const { seen, maybe } = cameraFootprint(one, world);
          const rangeM = one.rangeM ?? 0;
          const isSector = one.headingDeg !== null && one.fieldOfViewDeg !== null && one.fieldOfViewDeg < 360;
          const angleDeg = isSector ? (one.fieldOfViewDeg ?? 0) : 360;
          const startDeg = isSector ? (one.headingDeg ?? 0) - angleDeg / 2 : 0;
          const rays = Math.min(360, Math.max(8, Math.ceil((angleDeg / 180) * Math.PI * rangeM)));
          const rings = Math.min(300, Math.max(4, Math.ceil(rangeM)));
          for (const [a, b] of picks) {
            // The middles of cells: between them either answer is a matter of the cell's width.
            const angle = ((startDeg + (((a % rays) + 0.5) * angleDeg) / rays) * Math.PI) / 180;
            const atM = (((b % rings) + 0.5) * rangeM) / rings;
            const place = { x: Math.sin(angle) * atM, y: Math.cos(angle) * atM };
            const drawn = isIn(seen, place.x, place.y) ? 'yes' : isIn(maybe, place.x, place.y) ? 'unknown' : 'no';
            const { verdict, why } = sees(one, { ...place, levelM: null }, world);
            // Of a camera within a building there is no footprint at all, and its verdict is "unknown".
            expect(drawn).toBe(why === 'insideBuilding' ? 'no' : verdict);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('makes rings that pass no point twice, the outer one anticlockwise and its holes clockwise', () => {
    fc.assert(
      fc.property(fc.array(box, { maxLength: 10 }), metres(4, 30), (boxes, levelM) => {
        const all: PlacedCamera = { ...NORTH_LOOKING, levelM, fieldOfViewDeg: 360, rangeM: 60 };
        const { seen, maybe } = cameraFootprint(all, worldOf(boxes.map(blockOf)));
        for (const rings of [...seen, ...maybe]) {
          for (const [i, ring] of rings.entries()) {
            expect(Math.sign(signedArea(ring))).toBe(i === 0 ? 1 : -1);
            const points = Array.from({ length: ring.length / 2 }, (_, k) => `${ring[k * 2]} ${ring[k * 2 + 1]}`);
            expect(new Set(points).size).toBe(points.length);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

function isIn(polygons: readonly PolarPolygon[], x: number, y: number): boolean {
  return polygons.some(([outer, ...holes]) => {
    return outer !== undefined && containsPoint(outer, x, y) && !holes.some((hole) => containsPoint(hole, x, y));
  });
}

function holds({ west, south, widthM, depthM }: Box, x: number, y: number, marginM: number): boolean {
  return x > west - marginM && x < west + widthM + marginM && y > south - marginM && y < south + depthM + marginM;
}

/** Whether the line from the camera passes through a building that is so much larger every way, or the ground. */
function isHidden(boxes: readonly Box[], eyeM: number, x: number, y: number, levelM: number, marginM: number): boolean {
  const steps = Math.ceil(Math.hypot(x, y) / 0.02);
  for (let i = 1; i < steps; i++) {
    const t = i / steps;
    const z = eyeM + (levelM - eyeM) * t;
    if (boxes.some((each) => z < each.topM + marginM && holds(each, x * t, y * t, marginM))) return true;
  }
  return false;
}
