import { describe, expect, it } from 'vitest';
import { conduitTable } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { buildingFootprints } from './building-footprints.ts';
import { enteredBuildings } from './entered-buildings.ts';
import { entersBuilding } from './enters-building.ts';
import { jointsOf } from './joints.ts';

/*
 *   house 0 (0..10)   house 1 (20..30), both from y = 10 up
 *       a                 b
 *       |                 |
 *       c ----- d ------- e        main through e: f - e - g
 */
const buildings = buildingFootprints([
  { id: 'first', ring: Float64Array.of(0, 10, 10, 10, 10, 20, 0, 20) },
  { id: 'second', ring: Float64Array.of(20, 10, 30, 10, 30, 20, 20, 20) },
]);

function line(fromNode: string, toNode: string, path: readonly [number, number, number, number]) {
  const section = plainSection('circular', 50, 50, 0);
  return plainConduit({
    id: `${fromNode}${toNode}`,
    path: [...path],
    fromAxisM: -1,
    toAxisM: -1,
    section,
    facts: { utility: 'water', fromNode, toNode },
  });
}

const table = conduitTable([
  line('a', 'c', [5, 10, 5, 2]),
  line('c', 'd', [5, 2, 12, 2]),
  line('d', 'e', [12, 2, 25, 2]),
  line('b', 'e', [25, 9, 25, 2]),
  line('f', 'e', [25, 0, 25, 2]),
  line('e', 'g', [25, 2, 40, 2]),
]);

const entered = (...customers: string[]) =>
  [...enteredBuildings(table, jointsOf(table), customers, buildings)].map(([i, all]) => [
    table.facts[i]?.id,
    all.map((k) => buildings.ids[k]),
  ]);

describe('enteredBuildings', () => {
  it('follows a service from its house to the first point where more lines meet, and lets it off that house alone', () => {
    expect(entered('a')).toEqual([
      ['ac', ['first']],
      ['cd', ['first']],
      ['de', ['first']],
    ]);
  });

  it('takes a point 1 m before the wall for that of the house', () => {
    expect(entered('b')).toEqual([['be', ['second']]]);
  });

  it('knows no house of a customer 8 m from the nearest', () => {
    expect(entered('c')).toEqual([]);
  });

  it('does not take a chamber where four lines meet before a house for an entry', () => {
    expect(entered('e')).toEqual([]);
  });

  it('ends where another house is entered', () => {
    const row = conduitTable([line('m', 'a', [0, 9, 9, 9.5]), line('a', 'b', [9, 9.5, 21, 9.5])]);
    const found = enteredBuildings(row, jointsOf(row), ['a', 'b'], buildings);
    expect(found.get(0)).toEqual([0]);
    expect(found.get(1)?.toSorted()).toEqual([0, 1]);
  });
});

describe('entersBuilding', () => {
  it('is true of customers and of stations in houses, not of a regulator of gas or the edge of a survey', () => {
    expect(entersBuilding({ role: 'customer', form: null, utility: 'sewage' })).toBe(true);
    expect(entersBuilding({ role: 'source', form: 'station', utility: 'heat' })).toBe(true);
    expect(entersBuilding({ role: 'source', form: 'station', utility: 'gas' })).toBe(false);
    expect(entersBuilding({ role: 'source', form: null, utility: 'power' })).toBe(false);
    expect(entersBuilding({ role: null, form: null, utility: 'water' })).toBe(false);
  });
});
