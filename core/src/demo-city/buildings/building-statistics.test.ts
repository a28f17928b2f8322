import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { localProjection } from '../../geodesy/local-projection.ts';
import { seededRandom } from '../../random/seeded-random.ts';
import { demoSite } from '../place/demo-sites.ts';
import type { PlanRing } from '../plan/district-plan.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { turned } from '../plan/ring-geometry.ts';
import { buildingStatistics, type MeasuredBuilding, quantiles, STOREY_CLASSES } from './building-statistics.ts';
import { ASTANA } from './building-targets.ts';
import { districtBuildings } from './district-buildings.ts';
import { drawnSize, sizeAt } from './drawn-size.ts';
import { footprintFigures } from './footprint-figures.ts';
import { angle, box, courtyard, star } from './footprint-shapes.ts';

const astana = join(process.env.UNDERCROFT_DATA ?? '', 'astana', 'buildings.geojson');
const isThere = Boolean(process.env.UNDERCROFT_DATA) && existsSync(astana);
if (!isThere) process.stderr.write('Statistics of Astana skipped: UNDERCROFT_DATA has no astana/buildings.geojson.\n');

describe('footprintFigures', () => {
  it('a slab of 60 x 12 m turned by 30 degrees: 720 m2, elongation 5, rectangular, four corners', () => {
    const figures = footprintFigures([turned(box(60, 12), [1000, 500], Math.PI / 6)]);
    expect(figures.areaM2).toBeCloseTo(720, 6);
    expect(figures.elongation).toBeCloseTo(5, 6);
    expect(figures.rectangularity).toBeCloseTo(1, 6);
    expect(figures.corners).toBe(4);
  });

  it('two wings of 10 m in a square of 30 m: 500 of 900 m2, six corners', () => {
    const figures = footprintFigures([angle(30, 30, 10)]);
    expect(figures.areaM2).toBeCloseTo(500, 6);
    expect(figures.rectangularity).toBeCloseTo(5 / 9, 6);
    expect(figures.corners).toBe(6);
  });

  it('a courtyard of 30 x 20 m with wings of 5 m leaves 600 - 200 m2; its outer ring is a rectangle', () => {
    const figures = footprintFigures(courtyard(30, 20, 5));
    expect(figures.areaM2).toBeCloseTo(400, 6);
    expect(figures.rectangularity).toBeCloseTo(1, 6);
  });

  it('three wings 20 m long and 10 m wide: 3 x 10 x 20 less the half rhombs where they meet, nine corners', () => {
    const figures = footprintFigures([star(20, 10)]);
    // Each wing counts from the middle; the triangle of side 10 in the middle is counted three times over a third each.
    expect(figures.areaM2).toBeCloseTo(3 * 10 * (20 - 5 / Math.sqrt(3)) + (Math.sqrt(3) / 4) * 100, 6);
    expect(figures.corners).toBe(9);
  });

  it('a vertex on a wall is no corner', () => {
    const ring: PlanRing = [
      [0, 0],
      [5, 0.02],
      [10, 0],
      [10, 10],
      [0, 10],
    ];
    expect(footprintFigures([ring]).corners).toBe(4);
  });
});

describe('quantiles', () => {
  it('of 1 to 100: the values at places 10, 25, 50, 75 and 90', () => {
    expect(quantiles(Array.from({ length: 100 }, (_, i) => 100 - i))).toEqual([11, 26, 51, 76, 91]);
  });

  it('refuses an empty set', () => {
    expect(() => quantiles([])).toThrow(RangeError);
  });

  it('drawing from a table gives the table back', () => {
    const random = seededRandom(7);
    const known = ASTANA.classes.middle.areaM2;
    const drawn = quantiles(Array.from({ length: 20_000 }, () => drawnSize(random, known)));
    for (const [i, value] of drawn.entries()) expect(Math.abs(value / (known[i] ?? 0) - 1)).toBeLessThan(0.04);
    expect(sizeAt(known, 0.5)).toBe(920);
  });
});

describe('the made-up district has the figures of a real city', () => {
  const plans = [1, 2, 3].map((seed) => {
    const site = demoSite(0, seed);
    return buildingStatistics(districtBuildings(districtPlan(site), site));
  });

  it('several thousand buildings, four of five of them low', () => {
    for (const { count, classCounts } of plans) {
      expect(count).toBeGreaterThanOrEqual(3500);
      expect(count).toBeLessThanOrEqual(5000);
      expect(classCounts.low / count).toBeGreaterThan(0.75);
      expect(classCounts.low / count).toBeLessThan(0.86);
      expect(classCounts.middle / (classCounts.middle + classCounts.high)).toBeGreaterThan(0.5);
    }
  });

  it('areas: 10th to 75th percentile within 30 % of Astana, the 90th within 50 %', () => {
    for (const { classes } of plans) {
      for (const kind of STOREY_CLASSES) {
        const off = classes[kind].areaM2.map((value, i) => Math.abs(value / (ASTANA.classes[kind].areaM2[i] ?? 0) - 1));
        expect(Math.max(...off.slice(0, 4)), kind).toBeLessThan(0.3);
        expect(off[4], kind).toBeLessThan(0.5);
      }
    }
  });

  it('elongation: medians within 25 %, all within 50 %', () => {
    for (const { classes } of plans) {
      for (const kind of STOREY_CLASSES) {
        const off = classes[kind].elongation.map((value, i) =>
          Math.abs(value / (ASTANA.classes[kind].elongation[i] ?? 0) - 1),
        );
        expect(off[2], kind).toBeLessThan(0.25);
        expect(Math.max(...off), kind).toBeLessThan(0.5);
      }
    }
  });

  it('shapes: rectangularity within 0.27, median of corners within 4, 75th percentile within 4', () => {
    for (const { classes } of plans) {
      for (const kind of STOREY_CLASSES) {
        const [figures, wanted] = [classes[kind], ASTANA.classes[kind]];
        const off = figures.rectangularity.map((value, i) => Math.abs(value - (wanted.rectangularity[i] ?? 0)));
        expect(Math.max(...off), kind).toBeLessThan(0.27);
        expect(Math.abs(figures.corners[2] - wanted.corners[2]), kind).toBeLessThanOrEqual(4);
        expect(Math.abs(figures.corners[3] - wanted.corners[3]), kind).toBeLessThanOrEqual(4);
      }
    }
  });

  it('storeys: medians within one storey for low and middle, within four for high ones', () => {
    for (const { classes } of plans) {
      expect(Math.abs(classes.low.storeys[2] - ASTANA.classes.low.storeys[2])).toBeLessThanOrEqual(1);
      expect(Math.abs(classes.middle.storeys[2] - ASTANA.classes.middle.storeys[2])).toBeLessThanOrEqual(1);
      expect(Math.abs(classes.high.storeys[2] - ASTANA.classes.high.storeys[2])).toBeLessThanOrEqual(4);
    }
  });

  it('directions: half stand within 2 to 3.8 degrees of the walls around them, a tenth is off by more than 7', () => {
    for (const { turnDeg } of plans) {
      expect(turnDeg[2]).toBeGreaterThan(2);
      expect(turnDeg[2]).toBeLessThan(3.8);
      expect(turnDeg[4]).toBeGreaterThan(7);
    }
  });
});

describe.skipIf(!isThere)('the table of targets, from the footprints themselves (needs UNDERCROFT_DATA)', () => {
  it('says what they say, to the digits it gives', () => {
    const { count, classCounts, classes, turnDeg } = buildingStatistics(readAstana());
    expect(count).toBe(ASTANA.count);
    expect(classCounts).toEqual(ASTANA.classCounts);
    const near = (found: readonly number[], stated: readonly number[]) => {
      for (const [i, value] of stated.entries()) expect(Math.abs((found[i] ?? 0) / value - 1)).toBeLessThan(0.01);
    };
    near(turnDeg, ASTANA.turnDeg);
    for (const kind of STOREY_CLASSES) {
      near(classes[kind].areaM2, ASTANA.classes[kind].areaM2);
      near(classes[kind].elongation, ASTANA.classes[kind].elongation);
      near(classes[kind].rectangularity, ASTANA.classes[kind].rectangularity);
      near(classes[kind].corners, ASTANA.classes[kind].corners);
      near(classes[kind].storeys, ASTANA.classes[kind].storeys);
    }
  });
});

interface Footprint {
  readonly geometry: {
    readonly type: string;
    readonly coordinates: readonly (readonly (readonly [number, number])[])[];
  };
  readonly properties: { readonly id: number; readonly levels?: string };
}

/** Each building once, in metres about the middle of the city; without what is under 6 m2. */
function readAstana(): readonly MeasuredBuilding[] {
  const { features } = JSON.parse(readFileSync(astana, 'utf8')) as { features: readonly Footprint[] };
  const plane = localProjection([71.43, 51.15]);
  const at = new Float64Array(2);
  const seen = new Set<number>();
  return features.flatMap(({ geometry, properties }) => {
    if (geometry.type !== 'Polygon' || seen.has(properties.id)) return [];
    seen.add(properties.id);
    const rings = geometry.coordinates.map((ring) =>
      ring.slice(0, -1).map(([lon, lat]) => {
        plane.forward(lon, lat, at);
        return [at[0] ?? 0, at[1] ?? 0] as const;
      }),
    );
    const levels = Number.parseInt(properties.levels ?? '', 10);
    return footprintFigures(rings).areaM2 < 6 ? [] : [{ rings, storeys: levels > 0 ? levels : null }];
  });
}
