import { describe, expect, it } from 'vitest';
import type { ConduitFacts } from '../analysis/conduit-table.ts';
import { UNKNOWN_LEVELS } from '../model/link.ts';
import { ACCURACY_NOT_STATED } from '../model/quality-level.ts';
import type { Utility } from '../model/utility.ts';
import { gaugeAlongDrains } from './gauge-along-drains.ts';

/** A link whose length is the first coordinate of its path. */
function link(
  fromNode: string,
  toNode: string,
  lengthM: number,
  utility: Utility = 'storm',
  status: ConduitFacts['status'] = 'inUse',
) {
  const facts: ConduitFacts = {
    id: `${fromNode}-${toNode}`,
    kind: 'conduit',
    sourceId: `${fromNode}-${toNode}`,
    utility,
    utilityBasis: 'stated',
    section: null,
    from: UNKNOWN_LEVELS,
    to: UNKNOWN_LEVELS,
    depthReference: 'unknown',
    outerTopBasis: 'unknown',
    material: null,
    owner: null,
    builtYear: null,
    status,
    accuracy: ACCURACY_NOT_STATED,
    fromNode,
    toNode,
  };
  return { facts, path: Float64Array.of(lengthM) };
}

const lengthOf = (path: Float64Array) => path[0] ?? 0;

/**
 * ```
 *   A --60-- B --30-- C(gauge)
 *    \--40-- D --45-- E(gauge)      A --10-- W(gauge) is water
 * ```
 */
const LINKS = [
  link('A', 'B', 60),
  link('C', 'B', 30, 'combined'),
  link('A', 'D', 40),
  link('D', 'E', 45, 'sewage'),
  link('A', 'W', 10, 'water'),
];
const GAUGES = new Map([
  ['C', 'gauge C'],
  ['E', 'gauge E'],
  ['W', 'gauge W'],
]);

describe('the gauge nearest along drains', () => {
  it('is at the end of the shortest way, whichever way the links run; other pipes are no way', () => {
    expect(gaugeAlongDrains({ links: LINKS }, 'A', GAUGES, 200, lengthOf)).toEqual({
      gauge: 'gauge E',
      manholeId: 'E',
      alongM: 85,
    });
  });

  it('is none beyond the farthest, over an abandoned drain, or in the manhole itself', () => {
    expect(gaugeAlongDrains({ links: LINKS }, 'A', GAUGES, 84, lengthOf)).toBeNull();
    const cut = [link('A', 'B', 60, 'storm', 'abandoned'), ...LINKS.slice(1, 2)];
    expect(gaugeAlongDrains({ links: cut }, 'A', GAUGES, 200, lengthOf)).toBeNull();
    expect(gaugeAlongDrains({ links: LINKS }, 'C', GAUGES, 500, lengthOf)?.manholeId).toBe('E');
  });
});
