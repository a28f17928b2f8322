import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConduitFacts, conduitTable, type PlacedConduit } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import type { Utility } from '../model/utility.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { checkProposed } from './check-proposed.ts';
import { clearanceRows } from './clearance-rows.ts';
import { PIECE_HIGH, PIECE_LOW } from './conduit-bodies.ts';
import { findingOf } from './district-violations.ts';
import type { LayFinding } from './lay-finding.ts';
import { LAY_VERDICTS } from './lay-verdict.ts';
import { RuledKinds } from './ruled-kinds.ts';
import { somePair } from './testing/some-pair.ts';

const SURE = { qualityLevel: null, sigmaXyM: 0.001, sigmaZM: 0.001 };
const GROUND = () => 3;
const LOW = { leastMpa: 0.005, mostMpa: 0.005 };

interface Line {
  readonly utility: Utility;
  readonly outerMm: number;
  readonly from: readonly [x: number, y: number, z: number | null];
  readonly to: readonly [x: number, y: number, z: number | null];
  readonly facts?: Partial<ConduitFacts>;
}

let count = 0;

/** A round conduit whose wall is in its size. */
function line({ utility, outerMm, from, to, facts = {} }: Line): PlacedConduit {
  const section = plainSection('circular', outerMm, outerMm, 0);
  const path = [from[0], from[1], to[0], to[1]];
  const given = { utility, accuracy: SURE, embedding: 'directBuried', ...facts } as const;
  return plainConduit({ id: `${utility}${count++}`, path, fromAxisM: from[2], toAxisM: to[2], section, facts: given });
}

function judged(a: PlacedConduit, b: PlacedConduit, ground: (() => number) | null = GROUND): LayFinding {
  return findingOf(clearanceRows(conduitTable([a, b]), new RuledKinds(NATIONAL_RULES), ground), 0, 1);
}

const sewer = (y: number, z: number | null = -2) =>
  line({ utility: 'sewage', outerMm: 400, from: [0, y, z], to: [10, y, z] });
const water = (outerMm: number, z: number | null = -1) =>
  line({ utility: 'water', outerMm, from: [0, 0, z], to: [10, 0, z] });

describe('verdicts of laying', () => {
  it('a DN200 water main 1.2 m beside a sewer keeps the 1.0 m of the table; a DN250 one wants 1.5 m', () => {
    const small = judged(water(200), sewer(1.5));
    expect(small.horizontal.foundM).toBeCloseTo(1.2, 9);
    expect(small.horizontal.wantedM).toBe(1);
    expect([small.verdict, small.decides, small.course, small.binding, small.needsPerson]).toEqual([
      'ok',
      'horizontal',
      'along',
      true,
      false,
    ]);
    const large = judged(water(250), sewer(1.525));
    expect(large.horizontal.foundM).toBeCloseTo(1.2, 9);
    expect(large.horizontal.wantedM).toBe(1.5);
    expect([large.verdict, large.shortfall]).toEqual(['belowTable', 'horizontal']);
  });

  it('gas over a sewer keeps 0.15 m with 0.245 m and not with 0.095 m', () => {
    const gas = () => line({ utility: 'gas', outerMm: 110, from: [0, 0, -1.2], to: [10, 0, -1.2] });
    const under = (a: number, b: number) => line({ utility: 'sewage', outerMm: 300, from: [5, -5, a], to: [5, 5, b] });
    const sloped = judged(gas(), under(-1.6, -1.7));
    expect(sloped.vertical.foundM).toBeCloseTo(0.245, 4);
    expect([sloped.vertical.wantedM, sloped.verdict, sloped.decides]).toEqual([0.15, 'ok', 'vertical']);
    const flat = judged(gas(), under(-1.5, -1.5));
    expect(flat.vertical.foundM).toBeCloseTo(0.095, 9);
    expect([flat.verdict, flat.shortfall]).toEqual(['belowTable', 'vertical']);
  });

  it('stands on outer tops and bottoms: invert 7.50, wall 0.05 and 0.20', () => {
    const pipe = (z: number, section: ReturnType<typeof plainSection>) =>
      plainConduit({ id: `p${z}`, path: [0, 0, 10, 0], fromAxisM: z, toAxisM: z, section });
    const table = conduitTable([
      pipe(7.75, plainSection('circular', 500, 500, 50)),
      pipe(8, plainSection('rectangular', 1200, 800, 200)),
    ]);
    const { bodies } = clearanceRows(table, new RuledKinds(NATIONAL_RULES), null);
    const level = (piece: number, offset: number) => bodies.pieces[piece * (bodies.pieces.length / 2) + offset];
    expect(level(0, PIECE_HIGH)).toBeCloseTo(8.05, 9);
    expect(level(0, PIECE_LOW)).toBeCloseTo(7.45, 9);
    expect(level(1, PIECE_HIGH)).toBeCloseTo(8.6, 9);
    expect(level(1, PIECE_LOW)).toBeCloseTo(7.4, 9);
  });

  it('what runs through each other collides, whatever is unknown else', () => {
    const vague = { qualityLevel: null, sigmaXyM: null, sigmaZM: null };
    const a = line({ utility: 'water', outerMm: 300, from: [0, 0, 0], to: [10, 0, 0], facts: { accuracy: vague } });
    const b = line({ utility: 'gas', outerMm: 300, from: [5, -5, 0.2], to: [5, 5, 0.2] });
    expect(judged(a, b, null).verdict).toBe('collision');
    expect(judged(a, b, null).shortfall).toBe('collision');
  });

  it('what may meet within two standard deviations is said before what the table wants', () => {
    const unsure = { qualityLevel: null, sigmaXyM: 0.1, sigmaZM: 0.135 };
    const a = line({ utility: 'water', outerMm: 200, from: [0, 0, 0], to: [10, 0, 0], facts: { accuracy: unsure } });
    const b = line({ utility: 'sewage', outerMm: 400, from: [5, -5, -0.5], to: [5, 5, -0.5] });
    const found = judged(a, b);
    // 0.5 - 0.1 - 0.2 = 0.2 < 2 x 0.135; the share of the normal beyond 0.2 / 0.135 = 1.481 is 0.0693.
    expect(found.vertical.foundM).toBeCloseTo(0.2, 9);
    expect(found.verdict).toBe('insideUncertainty');
    expect(found.strikeProbability).toBeCloseTo(0.0693, 3);
  });

  it('an unknown level beside another is judged in plan, over another it is unknown', () => {
    const stated = { accuracy: { qualityLevel: null, sigmaXyM: 0.05, sigmaZM: 0.05 } };
    const blind = line({ utility: 'water', outerMm: 200, from: [0, 0, null], to: [10, 0, null], facts: stated });
    const beside = judged(blind, sewer(1.5));
    expect([beside.verdict, beside.vertical.foundM, beside.strikeProbability]).toEqual(['ok', null, null]);
    expect(beside.assumed).toContain('level');
    expect(judged(blind, sewer(1.2)).verdict).toBe('belowTable');
    expect(judged(blind, line({ utility: 'sewage', outerMm: 300, from: [5, -5, 0], to: [5, 5, 0] })).verdict).toBe(
      'unknown',
    );
  });

  it('an unknown size is never nothing', () => {
    const blank = plainConduit({
      id: 'blank',
      path: [0, 0, 10, 0],
      fromAxisM: -1,
      toAxisM: -1,
      section: null,
      facts: { utility: 'water', accuracy: SURE },
    });
    const found = judged(blank, sewer(2));
    expect([found.verdict, found.horizontal.foundM]).toEqual(['unknown', null]);
    expect(found.distances.horizontalAtMostM).toBeCloseTo(1.8, 9);
    expect(found.assumed).toContain('size');
    expect(judged(blank, sewer(0.1, -1)).verdict).toBe('collision');
  });

  it('what fails only by the strictest row for want of a fact is unknown', () => {
    // Gas of unknown pressure 1.1 m beside a sewer: low pressure wants 1.0 m, sub-high 2.0 m.
    const gas = (pressure: ConduitFacts['pressure']) =>
      line({ utility: 'gas', outerMm: 200, from: [0, 0, -1], to: [10, 0, -1], facts: { pressure } });
    expect(judged(gas(null), sewer(1.4)).verdict).toBe('unknown');
    expect(judged(gas(null), sewer(1.4)).assumed).toContain('pressure');
    expect(judged(gas(LOW), sewer(1.4)).verdict).toBe('ok');
    expect(judged(gas({ leastMpa: 1.6, mostMpa: 1.6 }), sewer(1.4)).verdict).toBe('belowTable');
  });

  it('where no row knows the pair only "no hit" is claimed, and a person has to look', () => {
    const found = judged(water(200), line({ utility: 'water', outerMm: 200, from: [0, 0.5, -1], to: [10, 0.5, -1] }));
    expect([found.verdict, found.rule, found.reason, found.binding, found.needsPerson]).toEqual([
      'ok',
      null,
      'noRule',
      false,
      true,
    ]);
  });

  it('a good verdict on a row that does not bind needs a person', () => {
    const reclaimed = line({ utility: 'reclaimed', outerMm: 200, from: [0, 2, -1], to: [10, 2, -1] });
    const found = judged(water(200), reclaimed);
    expect([found.verdict, found.rule?.grade, found.binding, found.needsPerson]).toEqual(['ok', 'c', false, true]);
  });

  it('an end that comes near may keep the clearance of a crossing instead, and a person has to look', () => {
    const end = (y: number) =>
      line({ utility: 'gas', outerMm: 100, from: [5, y, -1], to: [5, y + 6, -1], facts: { pressure: LOW } });
    // Rounded ends: 0.60 - 0.05 - 0.10 = 0.45 m at one level; a crossing wants 0.15 m.
    const near = judged(water(200), end(0.6));
    expect([near.course, near.verdict, near.decides, near.needsPerson]).toEqual(['past', 'ok', 'vertical', true]);
    expect(judged(water(200), end(0.25)).verdict).toBe('belowTable');
  });

  it('neighbours of one node, of one tunnel, and a cable in its duct are no conflict; two crossing tunnels are', () => {
    const joined = judged(
      line({ utility: 'water', outerMm: 200, from: [0, 0, 0], to: [10, 0, 0], facts: { toNode: 'n' } }),
      line({ utility: 'water', outerMm: 200, from: [10, 0, 0], to: [10, 9, 0], facts: { fromNode: 'n' } }),
    );
    expect(joined.exemption).toBe('sharedNode');
    const tunnel = { embedding: 'tunnel' } as const;
    const one = line({ utility: 'water', outerMm: 200, from: [0, 0, 0], to: [10, 0, 0], facts: tunnel });
    const along = line({ utility: 'power', outerMm: 200, from: [0, 0.3, 0], to: [10, 0.3, 0], facts: tunnel });
    const across = line({ utility: 'power', outerMm: 200, from: [5, -5, 0.1], to: [5, 5, 0.1], facts: tunnel });
    expect(judged(one, along).exemption).toBe('sameTunnel');
    expect(judged(one, across).exemption).toBeNull();
    expect(judged(one, across).verdict).toBe('collision');
    const above = line({ utility: 'sewage', outerMm: 200, from: [5, -5, 0.25], to: [5, 5, 0.25] });
    expect([judged(one, above).verdict, judged(one, above).reason, judged(one, above).needsPerson]).toEqual([
      'ok',
      'noRule',
      true,
    ]);
    const duct = line({ utility: 'other', outerMm: 600, from: [0, 0, 0], to: [10, 0, 0] });
    const inside = { embedding: 'casing' } as const;
    const cable = line({ utility: 'gas', outerMm: 200, from: [1, 0.1, 0], to: [9, 0.1, 0], facts: inside });
    expect(judged(duct, cable).exemption).toBe('within');
    const through = line({ utility: 'gas', outerMm: 200, from: [5, -5, 0], to: [5, 5, 0], facts: inside });
    expect(judged(duct, through).verdict).toBe('collision');
  });

  it('pieces of one line that a short piece joins are no conflict; the same pieces without it are', () => {
    const ends = (fromNode: string, toNode: string) => ({ fromNode, toNode });
    const gas = (from: Line['from'], to: Line['to'], facts: Partial<ConduitFacts>) =>
      line({ utility: 'gas', outerMm: 300, from, to, facts });
    const first = gas([0, 0, 0], [10, 0, 0], ends('a', 'b'));
    const short = gas([10, 0, 0], [10.2, 0, 0], ends('b', 'c'));
    const third = gas([10.2, 0, 0], [20, 0, 0], ends('c', 'd'));
    const kinds = new RuledKinds(NATIONAL_RULES);
    const rows = (all: readonly PlacedConduit[]) => clearanceRows(conduitTable(all), kinds, GROUND);
    expect(findingOf(rows([first, short, third]), 0, 2).exemption).toBe('joined');
    expect(findingOf(rows([first, third]), 0, 1).verdict).toBe('collision');
  });

  it('lists what is about a proposed conduit, worst first', () => {
    const table = conduitTable([
      sewer(1.2),
      sewer(3.5),
      line({ utility: 'gas', outerMm: 100, from: [5, -5, -1], to: [5, 5, -1] }),
    ]);
    const found = checkProposed(water(200), table, NATIONAL_RULES, { ground: GROUND });
    expect(found.map(({ verdict }) => verdict)).toEqual(['collision', 'belowTable', 'ok']);
    expect(found.every(({ a }) => a.utility === 'water')).toBe(true);
    expect(checkProposed(water(200), conduitTable([sewer(60)]), NATIONAL_RULES)).toEqual([]);
  });
});

describe('more uncertainty', () => {
  const rank = ({ verdict }: LayFinding) => LAY_VERDICTS.indexOf(verdict);
  const sigma = fc.double({ min: 0.001, max: 1, noNaN: true });
  const with2 = (pair: readonly [PlacedConduit, PlacedConduit], xy: number | null, z: number | null) =>
    pair.map((each, k) => ({
      ...each,
      facts: {
        ...each.facts,
        utility: k === 0 ? ('water' as const) : ('sewage' as const),
        accuracy: { qualityLevel: null, sigmaXyM: xy, sigmaZM: z },
      },
    })) as unknown as readonly [PlacedConduit, PlacedConduit];

  it('never improves a verdict: greater deviations, then none stated', () => {
    fc.assert(
      fc.property(fc.integer(), sigma, sigma, sigma, sigma, (seed, xy, z, moreXy, moreZ) => {
        const pair = somePair(seed);
        const sure = judged(...with2(pair, xy, z));
        const less = judged(...with2(pair, xy + moreXy, z + moreZ));
        const none = judged(...with2(pair, null, null), null);
        expect(rank(less)).toBeLessThanOrEqual(rank(sure));
        expect(rank(none)).toBeLessThanOrEqual(rank(less));
        expect(none.verdict).not.toBe('ok');
      }),
      { numRuns: 300 },
    );
  });

  it('never makes an unknown level over another good', () => {
    fc.assert(
      fc.property(fc.integer(), sigma, sigma, (seed, xy, z) => {
        const [a, b] = with2(somePair(seed), xy, z);
        const sure = judged(a, b);
        const blind = judged({ ...a, facts: { ...a.facts, from: { ...a.facts.from, axisM: null } } }, b);
        if (sure.verdict === 'collision' || sure.distances.over) expect(blind.verdict).not.toBe('ok');
        if (blind.verdict !== 'belowTable') expect(rank(blind)).toBeLessThanOrEqual(Math.max(rank(sure), 1));
      }),
      { numRuns: 300 },
    );
  });
});
