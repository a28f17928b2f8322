import { describe, expect, it } from 'vitest';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import { ACCURACY_NOT_STATED } from '../model/quality-level.ts';
import { excavationAnswerSchema, excavationRequestSchema } from '../protocol/analysis/excavation.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { checkDig } from './dig-check.ts';
import { digReachM, digSearchBox } from './dig-reach.ts';
import { type DigLink, type DigNode, digRows } from './dig-rows.ts';
import { excavationAnswer } from './excavation-answer.ts';
import { plainPlan } from './testing/plain-dig.ts';

const projection = localProjection([119.6, 39.94]);
const OD200 = plainSection('circular', 180, 180, 10);

/** Along the north side of the field, its outer wall 0.49 m off it. */
function main(facts: Partial<DigLink> = {}): DigLink {
  const path = [-50, 50].flatMap((x) => [...projection.inverse(x, 10.59)]);
  return {
    ...plainConduit({ path: [], fromAxisM: 8.9, toAxisM: 8.9, section: OD200, facts }).facts,
    path: Float64Array.from(path),
  };
}

/** A manhole with its middle here, 1.0 m wide outside. */
function manhole(x: number, y: number, facts: Partial<DigNode> = {}): DigNode {
  return {
    id: 'n',
    kind: 'manhole',
    sourceId: 'n',
    utility: 'sewage',
    owner: null,
    status: 'inUse',
    accuracy: ACCURACY_NOT_STATED,
    material: null,
    surveyedOn: '2024-05-31',
    position: projection.inverse(x, y),
    coverLevelM: 10,
    sumpLevelM: 7,
    shaftDiameterMm: 800,
    ...facts,
  };
}

function found(links: readonly DigLink[], nodes: readonly DigNode[], told: Parameters<typeof plainPlan>[0] = {}) {
  return checkDig(plainPlan(told), digRows(links, nodes, projection), NATIONAL_RULES).findings;
}

describe('digRows and checkDig', () => {
  it('takes vertices flat, as they are stored, and in pairs, as they are sent', () => {
    const flat = main();
    const pairs = { ...flat, path: [projection.inverse(-50, 10.59), projection.inverse(50, 10.59)] };
    const [a, b] = [found([flat], []), found([pairs], [])];
    expect(a).toEqual(b);
    expect(a[0]?.horizontalM).toBeCloseTo(0.49, 6);
  });

  it('throws for a link without a place: it could not be met, and would pass for clear', () => {
    expect(() => digRows([{ ...main(), path: [] }], [], projection)).toThrow(RangeError);
  });

  it('throws where the rows are not known as far as the dig asks', () => {
    const plan = plainPlan();
    const around = (m: number) => digRows([], [], projection, [-m, -m, 20 + m, 10 + m]);
    expect(checkDig(plan, around(52), NATIONAL_RULES).findings).toEqual([]);
    expect(() => checkDig(plan, around(51), NATIONAL_RULES)).toThrow(/rows must be known within/);
    // Farthest zone 50 m, 2 m for a wall that is not known, 15 m for conduits found by their axis.
    expect(digSearchBox(plan, NATIONAL_RULES)).toEqual([-67, -67, 87, 77]);
    expect(digReachM(NATIONAL_RULES, plan.input)).toBe(67);
  });

  it('finds a shaft in the pit, beside it, and leaves out one 6 m off', () => {
    expect(found([], [manhole(10, 5)])).toMatchObject([{ family: 'node', verdict: 'hit', relation: 'inside' }]);
    const [beside] = found([], [manhole(10, 12)]);
    expect(beside).toMatchObject({ verdict: 'clear', reason: 'noRule', surveyedOn: '2024-05-31' });
    expect(beside?.horizontalM).toBeCloseTo(1.5, 6);
    expect(found([], [manhole(10, 16.6)])).toEqual([]);
  });

  it('a shaft 0.05 m off is inside uncertainty: 2 sigma are 0.10 m', () => {
    const [near] = found([], [manhole(10, 10.55)]);
    expect(near).toMatchObject({ verdict: 'insideUncertainty', accuracyBasis: 'standard' });
    // 0.05 m at sigma 0.05, the cover 2 m over the floor for certain.
    expect(near?.strikeProbability).toBeCloseTo(0.1587, 3);
  });

  it('a shaft of unknown level or size is never clear where that could matter', () => {
    expect(found([], [manhole(10, 12, { coverLevelM: null })])).toMatchObject([
      { verdict: 'unknown', assumed: ['level', 'accuracy'] },
    ]);
    expect(found([], [manhole(10, 11.9, { shaftDiameterMm: null })])).toMatchObject([
      { verdict: 'unknown', assumed: ['size'] },
    ]);
    expect(found([], [manhole(10, 13, { shaftDiameterMm: null })])).toMatchObject([{ verdict: 'clear' }]);
  });

  it('a shaft has the zone of what runs in it: of a gas main its pressure, of a main unknown the strictest', () => {
    const low = { leastMpa: 0.005, mostMpa: 0.005 };
    const gas = (pressure: DigLink['pressure']) =>
      main({ id: 'g', utility: 'gas', pressure, toNode: 'n', status: 'abandoned' });
    const chamber = manhole(10, 12, { utility: 'gas' });
    const of = (link: DigLink) => found([link], [chamber]).find(({ family }) => family === 'node');
    expect(of(gas(low))).toMatchObject({ verdict: 'inControlZone', zone: { protectionM: 0.5 } });
    expect(of(gas(null))).toMatchObject({ verdict: 'unknown', zone: { protectionM: 5 }, assumed: ['pressure'] });
  });

  it('leaves out nodes that are no shafts', () => {
    expect(found([], [manhole(10, 5, { kind: 'fitting' })])).toEqual([]);
  });
});

describe('excavationAnswer', () => {
  it('is what the wire wants, worst first, places in degrees', () => {
    const plan = plainPlan({ batter: 0.5, supportDepthM: 4, marginM: 0.3, method: 'hand' });
    const rows = digRows([main(), main({ id: 'far', sourceId: 'far' })], [manhole(10, 5)], projection);
    const check = checkDig(plan, rows, NATIONAL_RULES);
    const answer = excavationAnswer({
      plan,
      check,
      projection,
      rules: NATIONAL_RULES,
      scene: 'demo',
      revision: '7',
      dataDate: '2026-11-20T00:00:00Z',
      unplacedCount: 2,
      repairs: ['ring closed'],
    });
    expect(excavationAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      complete: true,
      ruleSet: { id: 'cn-national', version: '2026.1' },
      unknownCount: 0,
      unplacedCount: 2,
      work: { depthM: 2, batter: 0.5, supportDepthM: 4, marginM: 0.3, method: 'hand' },
      pit: { floorLevelM: 8, lowestGroundM: 10 },
      repairs: ['ring closed'],
    });
    expect(answer.findings.map(({ verdict }) => verdict)).toEqual(['hit', 'hit', 'hit']);
    const [x, y] = answer.pit.floor[1] ?? [0, 0];
    expect([x, y]).toEqual([...projection.inverse(20, 0)]);
  });

  it('takes the request of the issue as it stands', () => {
    const area = {
      type: 'Polygon',
      coordinates: [
        [
          [119.6, 39.94],
          [119.6003, 39.94],
          [119.6, 39.9402],
          [119.6, 39.94],
        ],
      ],
    };
    expect(excavationRequestSchema.parse({ area, depthM: 2.5 })).toMatchObject({
      batter: 0,
      supportDepthM: null,
      method: 'machine',
      marginM: 0,
    });
  });
});
