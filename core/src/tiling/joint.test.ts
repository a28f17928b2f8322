import { describe, expect, it } from 'vitest';
import { readGlb } from '../../../tests/support/read-glb.ts';
import { manhole, ORIGIN, plane } from '../../../tests/support/small-network.ts';
import { ecefToLonLat } from '../geodesy/ellipsoid.ts';
import { networkTile } from './network-tile.ts';
import type { AxisVertex, IncidentEnd, RoundRun } from './tile-rows.ts';

type Metres = readonly [east: number, north: number, levelM: number];

function run(end: Metres, next: Metres, radiusM: number): RoundRun {
  const vertex = ([x, y, levelM]: Metres): AxisVertex => [...plane.inverse(x, y), levelM];
  return { end: vertex(end), next: vertex(next), radiusM };
}

/** What a node is told of an end; without its run where that is not known. */
function unrun({ radiusM, end }: RoundRun): IncidentEnd {
  const widthMm = 2000 * radiusM;
  return { axisM: end[2], invertM: end[2] - radiusM, outerTopM: end[2] + radiusM, widthMm, heightMm: widthMm };
}

function told(each: RoundRun): IncidentEnd {
  return { ...unrun(each), run: each };
}

/** Vertices of a joint at the origin, metres. */
function joint(incident: readonly IncidentEnd[]): readonly Metres[] {
  const node = { ...manhole('n', 0, 0, null, null), kind: 'fitting' as const, utility: 'water' as const };
  const bytes = networkTile(
    { links: [], nodes: [{ featureId: 'net.n', node, incident }] },
    { centre: ORIGIN, geoidOffsetM: 0, fallbackLevelM: 5 },
  );
  if (bytes === null) throw new Error('a tile was expected');
  const xy = new Float64Array(2);
  return readGlb(bytes).primitives.flatMap(({ positions }) =>
    Array.from({ length: positions.length / 3 }, (_, i): Metres => {
      const at = (axis: number): number => positions[i * 3 + axis] ?? 0;
      const [lon, lat, levelM] = ecefToLonLat(at(0), at(1), at(2));
      plane.forward(lon, lat, xy);
      return [xy[0] ?? 0, xy[1] ?? 0, levelM];
    }),
  );
}

describe('a reducer', () => {
  const west = run([0, 0, 5], [-20, 0, 5], 0.3);
  const east = run([0, 0, 5], [20, 0, 5], 0.2);

  it('from 600 to 400 mm is 0.9 m long, on the side of the narrow pipe, and lies on the wall of either', () => {
    const vertices = joint([told(west), told(east)]);
    expect(Math.max(...vertices.map(([x]) => x))).toBeCloseTo(1.5 * 0.6, 3);
    expect(Math.min(...vertices.map(([x]) => x))).toBeCloseTo(-0.01, 3);
    for (const [x, y, level] of vertices) {
      expect(Math.abs(Math.hypot(y, level - 5) - (x < 0.5 ? 0.3 : 0.2))).toBeLessThan(0.001);
    }
  });

  it('does not depend on which end is told of first', () => {
    expect(joint([told(east), told(west)])).toEqual(joint([told(west), told(east)]));
  });

  it('of pipes that leave each other by 30 degrees and 0.1 m in level still lies on the wall of either', () => {
    const turn = Math.PI / 6;
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const bent = run([0, 0, 5.1], [20 * c, 20 * s, 5.1], 0.2);
    for (const [x, y, level] of joint([told(west), told(bent)])) {
      const offWide = Math.hypot(Math.hypot(y, level - 5) - 0.3, x + 0.01);
      const along = x * c + y * s;
      const offNarrow = Math.hypot(Math.hypot(-x * s + y * c, level - 5.1) - 0.2, along - 0.9);
      expect(Math.min(offWide, offNarrow)).toBeLessThan(0.001);
    }
  });

  it('takes nine tenths of a short stretch at most', () => {
    const short = run([0, 0, 5], [0.5, 0, 5], 0.2);
    expect(Math.max(...joint([told(west), told(short)]).map(([x]) => x))).toBeCloseTo(0.45, 3);
  });
});

describe('a block stands', () => {
  const bank: IncidentEnd = {
    axisM: 5,
    invertM: null,
    outerTopM: null,
    widthMm: 600,
    heightMm: 400,
    shape: 'envelope',
  };

  it('where two banks of 600 x 400 mm meet, a little wider than they are: 4 hundredths', () => {
    const vertices = joint([bank, bank]);
    expect(Math.max(...vertices.map(([x]) => x))).toBeCloseTo(0.312, 3);
    expect(Math.max(...vertices.map(([, , level]) => level))).toBeCloseTo(5.208, 3);
  });

  it('as wide as all barrels of the widest', () => {
    expect(Math.max(...joint([bank, { ...bank, barrels: 2 }]).map(([, y]) => y))).toBeCloseTo(0.624, 3);
  });

  it('where two pipes lie side by side, as high as one and as wide as both', () => {
    const twin: IncidentEnd = { axisM: 5, invertM: null, outerTopM: null, widthMm: 500, heightMm: 500, barrels: 2 };
    const vertices = joint([twin, twin]);
    expect(Math.max(...vertices.map(([, y]) => y))).toBeCloseTo(0.52, 3);
    expect(Math.max(...vertices.map(([, , level]) => level))).toBeCloseTo(5.26, 3);
  });

  it('not at the end of a single one, where it would hide its ducts: a bed half a metre long lies under it, 0.1 m beyond its sides', () => {
    const vertices = joint([bank]);
    const levels = vertices.map(([, , level]) => level);
    expect(Math.max(...levels)).toBeCloseTo(5 - 0.208, 3);
    expect(Math.min(...levels)).toBeCloseTo(5 - 0.208 - 0.08, 3);
    expect(Math.max(...vertices.map(([x]) => x))).toBeCloseTo(0.25, 3);
    expect(Math.max(...vertices.map(([, y]) => y))).toBeCloseTo(0.4, 3);
  });

  it('not where one walks through: a bed lies under the tunnel', () => {
    const tunnel = { ...bank, widthMm: 3000, heightMm: 2500 };
    expect(Math.max(...joint([tunnel, tunnel]).map(([, , level]) => level))).toBeCloseTo(5 - 1.3, 3);
  });
});

describe('a ball stands', () => {
  const west = run([0, 0, 5], [-20, 0, 5], 0.3);
  const east = run([0, 0, 5], [20, 0, 5], 0.2);
  const reach = (vertices: readonly Metres[]): number =>
    Math.max(...vertices.map(([x, y, level]) => Math.hypot(x, y, level - 5)));

  it('at a tee of three sizes, wider than the widest: 0.62 * 600 mm', () => {
    const north = run([0, 0, 5], [0, 20, 5], 0.1);
    const vertices = joint([told(west), told(east), told(north)]);
    expect(reach(vertices)).toBeCloseTo(0.372, 3);
    expect(reach(vertices)).toBeGreaterThan(0.3);
  });

  it('at a sharp bend, where sizes are the same, and where the run of one is not known', () => {
    const back = run([0, 0, 5], [-20, 2, 5], 0.2);
    expect(reach(joint([told(west), told(back)]))).toBeCloseTo(0.372, 3);
    expect(reach(joint([told(west), told(run([0, 0, 5], [20, 0, 5], 0.3))]))).toBeCloseTo(0.372, 3);
    expect(reach(joint([told(west), unrun(east)]))).toBeCloseTo(0.372, 3);
  });

  it('around the walls where these are known: 600 mm and two walls of 60 mm make 0.62 * 720 mm', () => {
    expect(reach(joint([{ ...unrun(west), wallMm: 60 }]))).toBeCloseTo(0.62 * 0.72, 3);
  });
});
