import { describe, expect, it } from 'vitest';
import { lonLatToEcef } from '../geodesy/ellipsoid.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import { sectionOutline } from '../geometry/section-outline.ts';
import { sweep } from '../geometry/sweep.ts';
import { MeshBuilder } from '../tiling/mesh-builder.ts';
import { CertificateBuilder } from './certificate.ts';
import { circleFit } from './circle-fit.ts';
import type { DrawnFeature } from './drawn-tubes.ts';
import { type FeatureFidelity, type FidelityRow, measureFidelity } from './fidelity.ts';
import { FindingLog } from './finding-log.ts';
import type { Point3 } from './plane-line.ts';

const ORIGIN = [119.6, 39.925] as const;
const GEOID_M = 1.49;
const plane = localProjection(ORIGIN);

type Metres = readonly [east: number, north: number, levelM: number];

/** A row along points in metres about the origin. */
function row(points: readonly Metres[], radiusM = 0.15, trims: readonly [number, number] = [0, 0]): FidelityRow {
  const path = points.map(([x, y, levelM]): Point3 => [...plane.inverse(x, y), levelM]);
  return { id: 'r', path, radiusM, casingRadiusM: null, startTrimM: trims[0], endTrimM: trims[1] };
}

function ecef([x, y, levelM]: Metres): Point3 {
  const out = new Float64Array(3);
  const [lon, lat] = plane.inverse(x, y);
  lonLatToEcef(lon, lat, levelM + GEOID_M, out);
  return [out[0] ?? 0, out[1] ?? 0, out[2] ?? 0];
}

/** A mesh swept along points in metres, as tiles draw conduits. */
function swept(points: readonly Metres[], radiusM: number): DrawnFeature {
  const diameterMm = 2000 * radiusM;
  const section = {
    shape: 'circular',
    widthMm: diameterMm,
    heightMm: diameterMm,
    wallMm: 0,
    floorWidthMm: null,
    open: false,
    barrels: 1,
  } as const;
  const outline = sectionOutline(section, 16);
  if (outline === null) throw new Error('an outline was expected');
  const mesh = new MeshBuilder();
  sweep(Float64Array.from(points.flat()), outline, mesh, { capStart: true, capEnd: true });
  const vertices = Array.from({ length: mesh.vertexCount }, (_, i) =>
    ecef([mesh.positions[i * 3] ?? 0, mesh.positions[i * 3 + 1] ?? 0, mesh.positions[i * 3 + 2] ?? 0]),
  );
  return { tubes: [], vertices: vertices.flat() };
}

function tubes(points: readonly Metres[], radiusM: number): DrawnFeature {
  const pieces = points.slice(1).map((point, i) => [points[i] ?? point, point] as const);
  return {
    vertices: [],
    tubes: pieces.map(([a, b]) => ({ from: ecef(a), to: ecef(b), leastRadiusM: radiusM, mostRadiusM: radiusM })),
  };
}

const BENT: readonly Metres[] = [
  [0, 0, -2],
  [40, 0, -2.2],
  [40, 30, -2.4],
  [60, 40, -2.6],
];

const moved = (points: readonly Metres[], [x, y, z]: Metres): readonly Metres[] =>
  points.map((point) => [point[0] + x, point[1] + y, point[2] + z]);

const straight: readonly Metres[] = [
  [0, 0, -2],
  [50, 0, -2],
];

describe.each([
  ['a mesh', swept],
  ['tubes', tubes],
] as const)('the fidelity of a conduit drawn as %s', (_, drawnAs) => {
  const measured = (of: FidelityRow, drawn: readonly Metres[], radiusM = 0.15): FeatureFidelity =>
    measureFidelity(of, drawnAs(drawn, radiusM), GEOID_M);

  it('is within 0.1 mm when it is drawn where it lies, around bends too', () => {
    const { axisMm, radiusMm, gapMm } = measured(row(BENT), BENT);
    expect(Math.max(axisMm, radiusMm, gapMm)).toBeLessThan(0.1);
  });

  it('tells 7 mm aside and a radius 2 % too wide: 3 mm of 150', () => {
    const { axisMm, radiusMm, radiusShare } = measured(row(straight), moved(straight, [0, 0.007, 0]), 0.153);
    expect(axisMm).toBeCloseTo(7, 1);
    expect(radiusMm).toBeCloseTo(3, 1);
    expect(radiusShare).toBeCloseTo(0.02, 3);
  });

  it('tells an end 20 mm too low: as far as that end', () => {
    const { axisMm } = measured(row(straight), [
      [0, 0, -2],
      [50, 0, -2.02],
    ]);
    expect(axisMm).toBeCloseTo(20, 1);
  });

  it('tells a corner that was cut: 30 m north of 40 m east, the corner is 24 m off the straight line', () => {
    const corner = BENT.slice(0, 3).map(([x, y]): Metres => [x, y, -2]);
    const [first, , last] = corner;
    if (first === undefined || last === undefined) throw new Error('two ends were expected');
    // Height of the right triangle over its hypotenuse: 30 x 40 / 50.
    expect(measured(row(corner), [first, last]).axisMm / 1000).toBeCloseTo(24, 1);
  });

  it('tells what is not drawn, but for the shafts at the ends', () => {
    const short: readonly Metres[] = [
      [0.5, 0, -2],
      [48, 0, -2],
    ];
    expect(measured(row(straight, 0.15, [0.5, 0.5]), short).gapMm).toBeCloseTo(1500, 0);
    expect(measured(row(straight, 0.15, [0.5, 2]), short).gapMm).toBeLessThan(0.1);
  });

  it('of nothing is a gap as long as the conduit', () => {
    expect(measureFidelity(row(straight), { tubes: [], vertices: [] }, GEOID_M).gapMm).toBeCloseTo(50_000, 0);
  });

  it('sees a conduit that runs back upon itself', () => {
    const back: readonly Metres[] = [
      [0, 0, -2],
      [30, 0, -2],
      [10, 0.1, -2.2],
    ];
    const { axisMm, radiusMm } = measured(row(back), back);
    expect(Math.max(axisMm, radiusMm)).toBeLessThan(0.1);
  });

  it('sees a riser', () => {
    const riser: readonly Metres[] = [
      [3, 4, -5],
      [3, 4, -1],
    ];
    const { axisMm, gapMm } = measured(row(riser), moved(riser, [0.003, 0.004, 0]));
    expect(axisMm).toBeCloseTo(5, 1);
    expect(gapMm).toBeLessThan(0.1);
  });
});

describe('a tube', () => {
  it('sags below the level surface by L^2 / 8R: 19.6 mm for 1 km', () => {
    const far: readonly Metres[] = [
      [-500, 0, 0],
      [500, 0, 0],
    ];
    expect(measureFidelity(row(far), tubes(far, 0.15), GEOID_M).axisMm).toBeCloseTo(19.62, 0);
  });

  it('squeezed to an ellipse is off by its shorter half axis', () => {
    const [tube] = tubes(straight, 0.15).tubes;
    if (tube === undefined) throw new Error('a tube was expected');
    const squeezed = { tubes: [{ ...tube, leastRadiusM: 0.12 }], vertices: [] };
    expect(measureFidelity(row(straight), squeezed, GEOID_M).radiusMm).toBeCloseTo(30, 6);
  });
});

describe('circleFit', () => {
  it('finds a circle of radius 5 about 3, 4 from a quarter of it', () => {
    const quarter = [0, 0.5, 1, Math.PI / 2].flatMap((angle) => [3 + 5 * Math.cos(angle), 4 + 5 * Math.sin(angle)]);
    const circle = circleFit(quarter);
    expect([circle?.u, circle?.v, circle?.radius].map((value) => value?.toFixed(9))).toEqual([
      '3.000000000',
      '4.000000000',
      '5.000000000',
    ]);
    expect(circle?.widestGap).toBeCloseTo(1.5 * Math.PI, 9);
  });

  it('finds none through points on a line', () => {
    expect(circleFit([0, 0, 1, 1, 2, 2])).toBeNull();
  });
});

describe('a certificate', () => {
  const fidelity = (figures: Partial<FeatureFidelity>): FeatureFidelity => ({
    id: 'r',
    axisMm: 0,
    radiusMm: 0,
    radiusShare: 0,
    wallMm: 0,
    gapMm: 0,
    ...figures,
  });

  it('names whose the greatest deviations are, and counts what was not measured by its reason', () => {
    const builder = new CertificateBuilder();
    const log = new FindingLog();
    builder.add(fidelity({ id: 'a', axisMm: 2, radiusMm: 1 }), log, 'tile');
    builder.add(fidelity({ id: 'b', axisMm: 4, radiusMm: 0.5 }), log, 'tile');
    builder.leaveOut('unknownLevel');
    const { measured, notMeasured, axisMm, radiusMm } = builder.certificate;
    expect({ measured, axisMm, radiusMm }).toEqual({
      measured: 2,
      axisMm: { value: 4, id: 'b' },
      radiusMm: { value: 1, id: 'a' },
    });
    expect(notMeasured.unknownLevel).toBe(1);
    expect(log.total).toBe(0);
  });

  it('of nothing has no figures', () => {
    expect(new CertificateBuilder().certificate).toMatchObject({ measured: 0, axisMm: null, radiusMm: null });
  });

  it.each([
    ['FIDELITY_AXIS', { axisMm: 5.1 }],
    ['FIDELITY_RADIUS', { radiusShare: 0.011 }],
    ['FIDELITY_GAP', { gapMm: 51 }],
  ] as const)('makes %s, and only that, of what is beyond its limit', (code, figures) => {
    const log = new FindingLog();
    new CertificateBuilder().add(fidelity(figures), log, 'tile');
    expect(log.counts).toEqual({ [code]: 1 });
  });
});

describe('a casing', () => {
  const inCasing: FidelityRow = { ...row(straight, 0.1), casingRadiusM: 0.25 };
  const both = (pipeM: number, casingM: number): DrawnFeature => ({
    vertices: [],
    tubes: [...tubes(straight, pipeM).tubes, ...tubes(straight, casingM).tubes],
  });

  it('is no wrong radius of its pipe', () => {
    const found = measureFidelity(inCasing, both(0.1, 0.25), GEOID_M);
    expect(found.radiusMm).toBeLessThan(0.01);
    expect(found.wallMm).toBeLessThan(0.01);
  });

  it('that is drawn 20 mm too wide is found, and so is its pipe 3 mm too narrow', () => {
    expect(measureFidelity(inCasing, both(0.1, 0.27), GEOID_M).wallMm).toBeCloseTo(20, 3);
    expect(measureFidelity(inCasing, both(0.097, 0.25), GEOID_M).radiusMm).toBeCloseTo(3, 3);
  });

  it('alone does not stand for its pipe: all of the axis is a gap', () => {
    expect(measureFidelity(inCasing, tubes(straight, 0.25), GEOID_M).gapMm).toBeCloseTo(50_000, 0);
  });
});
