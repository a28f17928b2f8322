import { describe, expect, it } from 'vitest';
import { AnalysisError } from './analysis-error.ts';
import { conduitTable } from './conduit-table.ts';
import { longitudinalProfile } from './profile.ts';
import { plainConduit } from './testing/plain-conduit.ts';
import { plainSewer, streetProfile } from './testing/street-profile.ts';

function street(
  ids: readonly string[],
  ground: (x: number, y: number) => number | null = () => 10,
  start: string | null = null,
) {
  const { table, nodes } = streetProfile();
  return longitudinalProfile(table, nodes, ids, ground, start);
}

describe('longitudinalProfile', () => {
  it('runs by three manholes, falls 0.003 and 0.005, and drops 0.06 m in the middle one', () => {
    const { legs, nodes, lengthM } = street(['c1', 'c2']);
    expect(lengthM).toBe(60);
    expect(legs.map(({ id, reversed }) => [id, reversed])).toEqual([
      ['c1', false],
      ['c2', true],
    ]);
    expect(legs[0]?.slope).toBeCloseTo(0.003, 12);
    expect(legs[0]?.slopeVerdict).toBe('ok');
    expect(legs[1]?.slope).toBeCloseTo(0.005, 12);
    expect(nodes.map(({ id, stationM }) => [id, stationM])).toEqual([
      ['A', 0],
      ['B', 30],
      ['C', 60],
    ]);
    expect(nodes[1]?.dropM).toBeCloseTo(0.06, 12);
    expect(nodes[0]).toMatchObject({ dropM: null, coverLevelM: 10, sourceId: 'WA' });
  });

  it('says that the second length runs uphill by its own direction', () => {
    expect(street(['c1', 'c2']).legs[1]?.slopeVerdict).toBe('reverse');
  });

  it('lists the branch that joins at a node of three, on its side', () => {
    const { nodes } = street(['c1', 'c2']);
    expect(nodes[1]?.branches).toHaveLength(1);
    expect(nodes[1]?.branches[0]).toMatchObject({ id: 'b1', invertM: 7.6, halfWidthM: 0.18, side: 'left' });
    expect(street(['c2', 'c1']).nodes[1]?.branches[0]?.side).toBe('right');
  });

  it('shows what crosses at its station with the upright gap, and an oblique one twice as wide', () => {
    const { crossings } = street(['c1', 'c2']);
    expect(crossings.map(({ id }) => id)).toEqual(['g1', 'g2', 'p1']);
    const [square, oblique, unknown] = crossings;
    expect(square?.stationM).toBeCloseTo(12, 9);
    // Axis of the sewer at 12 m: 7.614; 8.9 - 7.614 - 0.055 - 0.18.
    expect(square?.gapM).toBeCloseTo(1.051, 5);
    expect(square).toMatchObject({ isAbove: true, halfWidthM: 0.055 });
    expect(oblique?.stationM).toBeCloseTo(40, 9);
    expect(oblique?.halfWidthM).toBeCloseTo(0.11, 9);
    expect(oblique?.angleDeg).toBeCloseTo(30, 9);
    expect(unknown).toMatchObject({ axisM: null, gapM: null, isAbove: null, band: { leastM: 7, mostM: 10 } });
  });

  it('is mirrored when it is travelled the other way', () => {
    const there = street(['c1', 'c2'], (x) => 10 + x / 100);
    const back = street(['c2', 'c1'], (x) => 10 + x / 100);
    expect(back.lengthM).toBe(there.lengthM);
    expect(back.nodes.map(({ id }) => id)).toEqual(there.nodes.map(({ id }) => id).toReversed());
    expect(back.crossings.map(({ stationM }) => 60 - stationM).toReversed()).toEqual(
      there.crossings.map(({ stationM }) => expect.closeTo(stationM, 9)),
    );
    const invertsThere = there.legs.flatMap(({ points }) => points.map(({ invertM }) => invertM));
    const invertsBack = back.legs.flatMap(({ points }) => points.map(({ invertM }) => invertM));
    expect(invertsBack.toReversed()).toEqual(invertsThere);
    expect(back.nodes[1]?.dropM).toBeCloseTo(-0.06, 12);
    expect(back.legs[0]?.slope).toBeCloseTo(-0.005, 12);
    expect([...back.ground.levelsM].toReversed()).toEqual([...there.ground.levelsM].map((v) => expect.closeTo(v, 9)));
  });

  it('leaves unknown levels unknown, keeps the end that is known, and gives the band under the ground', () => {
    const table = conduitTable([
      plainConduit(plainSewer({ id: 'a', path: [0, 0, 5, 0, 10, 0], nodes: ['A', 'B'], inverts: [7, null] })),
    ]);
    const { legs } = longitudinalProfile(table, [], ['a'], () => 10);
    expect(legs[0]?.points.map(({ invertM }) => invertM)).toEqual([7, null, null]);
    expect(legs[0]).toMatchObject({ slope: null, lengthM: null, slopeVerdict: 'unknown' });
    expect(legs[0]?.bands).toEqual({ from: { leastM: 7, mostM: 10 }, to: { leastM: 7, mostM: 10 } });
  });

  it('begins where it is told when its nodes leave it open', () => {
    expect(street(['c1'], () => 10, 'B').legs[0]).toMatchObject({ reversed: true, fromNode: 'B', toNode: 'A' });
  });

  it('refuses an unknown conduit and a gap in the chain', () => {
    expect(() => street(['c1', 'x'])).toThrow(AnalysisError);
    expect(() => street(['c1', 'g1'])).toThrow(/does not meet node "B"/);
    expect(() => street([])).toThrow(/one conduit or more/);
  });
});
