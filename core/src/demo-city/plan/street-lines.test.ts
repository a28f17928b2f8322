import { describe, expect, it } from 'vitest';
import { distance, type PlanLine } from '../place/plan-geometry.ts';
import type { Street, StreetEdge, StreetNetwork, StreetVertex } from './street.ts';
import { streetLines } from './street-lines.ts';
import { STREET_SECTIONS } from './street-section.ts';

function street(id: string, centreline: PlanLine, lengthM: number, lies: Street['lies']): Street {
  return {
    id,
    zh: id,
    en: id,
    kind: 'local',
    centreline,
    lengthM,
    kerbM: 7.5,
    boundaryM: 12,
    builtYear: 2000,
    lies,
    tunnel: false,
  };
}

/*
 *            | B, northwards, 300 m
 *   ---------+---------  A, eastwards, 400 m, crossing at (200, 0)
 */
const lies = { storm: -1, sewage: 3, gas: 10 };
const a = street(
  'A',
  [
    [0, 0],
    [400, 0],
  ],
  400,
  lies,
);
const b = street(
  'B',
  [
    [200, 0],
    [200, 300],
  ],
  300,
  { storm: -1, sewage: 3 },
);
const west: StreetVertex = { index: 0, at: [0, 0], streets: [{ street: a, chainageM: 0 }] };
const crossing: StreetVertex = {
  index: 1,
  at: [200, 0],
  streets: [
    { street: a, chainageM: 200 },
    { street: b, chainageM: 0 },
  ],
};
const east: StreetVertex = { index: 2, at: [400, 0], streets: [{ street: a, chainageM: 400 }] };
const north: StreetVertex = { index: 3, at: [200, 300], streets: [{ street: b, chainageM: 300 }] };
const edges: readonly StreetEdge[] = [
  { index: 0, street: a, from: west, to: crossing, fromM: 0, toM: 200 },
  { index: 1, street: a, from: crossing, to: east, fromM: 200, toM: 400 },
  { index: 2, street: b, from: crossing, to: north, fromM: 0, toM: 300 },
];
const network: StreetNetwork = { streets: [a, b], vertices: [west, crossing, east, north], edges };
const lines = streetLines(network);

describe('streetLines', () => {
  it('lets the lines of a utility meet where they cross: sewage 3 m right of both at (203, -3), storm at (199, 1)', () => {
    expect(lines.meeting(crossing, 'sewage')).toEqual([203, -3]);
    expect(lines.meeting(crossing, 'storm')).toEqual([199, 1]);
  });

  it('puts the meeting in the only street that has the line, at its end where it ends, and nowhere where none has', () => {
    expect(lines.meeting(crossing, 'gas')).toEqual([200, -10]);
    expect(lines.meeting(west, 'sewage')).toEqual([0, -3]);
    expect(lines.meeting(crossing, 'heatSupply')).toBeNull();
    expect(lines.meeting(north, 'gas')).toBeNull();
    expect(lines.at(b, 'gas', 10)).toBeNull();
  });

  it('meets halfway where a street goes on under another name', () => {
    const on = street(
      'C',
      [
        [400, 0],
        [600, 0],
      ],
      200,
      { ...lies, sewage: 5 },
    );
    const joint: StreetVertex = {
      index: 0,
      at: [400, 0],
      streets: [
        { street: a, chainageM: 400 },
        { street: on, chainageM: 0 },
      ],
    };
    expect(streetLines({ streets: [a, on], vertices: [joint], edges: [] }).meeting(joint, 'sewage')).toEqual([400, -4]);
  });

  it('spaces slots evenly, 200 m in six steps of 33.3 m, all 3 m right of the axis', () => {
    const [first] = edges;
    if (!first) throw new RangeError('no edge');
    const slots = lines.slots(first, 'sewage');
    expect(slots.map(({ chainageM }) => Math.round(chainageM * 10) / 10)).toEqual([33.3, 66.7, 100, 133.3, 166.7]);
    for (const { at } of slots) expect(at[1]).toBe(-3);
  });

  it('keeps slots off meetings and the lines of other streets', () => {
    for (const edge of edges) {
      for (const line of ['storm', 'sewage', 'gas'] as const) {
        for (const { at } of lines.slots(edge, line, { spacingM: 9, fromMeetingM: 8, fromLinesM: 2.4 })) {
          for (const vertex of [edge.from, edge.to]) {
            const meeting = lines.meeting(vertex, line);
            if (meeting) expect(distance(meeting, at)).toBeGreaterThanOrEqual(8);
          }
          expect(lines.isClear(at, edge.street, 2.4)).toBe(true);
        }
      }
    }
    expect(lines.isClear([202, -10], a, 2.4)).toBe(false);
    expect(lines.isClear([230, -10], a, 2.4)).toBe(true);
  });
});

describe('STREET_SECTIONS', () => {
  it('has room for the largest sewer and storm drain side by side in every street', () => {
    // Half of a 2000X1500 culvert with walls of 200 and half of an egg of 1000 with walls of 150: 1.2 and 0.65 m.
    for (const { lies: places } of Object.values(STREET_SECTIONS)) {
      const apart = Math.abs((places.storm ?? Number.NaN) - (places.sewage ?? Number.NaN));
      expect(apart - 1.2 - 0.65).toBeGreaterThan(0.5);
    }
  });
});
