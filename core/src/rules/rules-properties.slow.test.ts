import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMBEDDINGS } from '../model/embedding.ts';
import { UTILITIES } from '../model/utility.ts';
import { RULE_FAMILIES, type RuleRow, type RuleSet } from '../protocol/rule-set.ts';
import { clearanceToThingFor, horizontalClearanceFor, verticalClearanceFor } from './clearance-for.ts';
import { coverFor, ROAD_PLACES } from './cover-for.ts';
import { NATIONAL_RULES } from './national-rules.ts';
import { ruleRows } from './rule-rows.ts';
import { isBinding, type RuleUse } from './rule-use.ts';
import type { RuledAsset } from './ruled-asset.ts';
import { plainAsset } from './testing/plain-asset.ts';
import { THINGS } from './thing.ts';
import { zoneFor } from './zone-for.ts';

const REGION: RuleSet = { ...NATIONAL_RULES, region: { ...NATIONAL_RULES.region, grade: 'c', frostDepthM: 0.85 } };

const pressures = fc.oneof(
  fc.constantFrom(0.005, 0.01, 0.2, 0.4, 0.8, 1.6, 2.5),
  fc.constantFrom<readonly [number, number]>([0, 0.01], [0.01, 0.4], [0.4, 1.6], [0.2, 0.8], [1.6, 4], [0.1, 3]),
  fc.double({ min: 0.001, max: 5, noNaN: true }),
);
const facts = fc.record({
  dn: fc.oneof(fc.constantFrom(200, 300), fc.integer({ min: 15, max: 1500 })),
  mpa: pressures,
  kv: fc.constantFrom(0.4, 10, 34.9, 35, 110),
  lies: fc.constantFrom(...EMBEDDINGS),
  material: fc.constantFrom('steel', 'polyethylene', 'pvc', 'concrete', 'copper'),
});
const assets = fc.tuple(fc.constantFrom(...UTILITIES), facts).map(([utility, known]) => plainAsset(utility, known));

const FORGETTING = ['utility', 'section', 'pressure', 'voltageKv', 'embedding', 'material'] as const;
const forgotten = fc.subarray([...FORGETTING]);

/** The same conduit with some of what was known of it forgotten. */
function without(asset: RuledAsset, names: readonly (typeof FORGETTING)[number][]): RuledAsset {
  const blank = Object.fromEntries(names.map((name) => [name, name === 'utility' ? 'unknown' : null]));
  return { ...asset, ...blank };
}

interface Wanted {
  readonly wantedM: number;
  readonly rule: RuleUse;
}

/** No rule asks for nothing. */
const metres = (match: Wanted | null): number => match?.wantedM ?? Number.NEGATIVE_INFINITY;

/** True where `after` asks for as much as `before`, and is not firmer at the same figure. */
function isNoLaxer(after: Wanted | null, before: Wanted | null): boolean {
  if (metres(after) !== metres(before) || after === null || before === null) return metres(after) >= metres(before);
  return !(isBinding(after.rule) && !isBinding(before.rule));
}

const QUESTIONS = {
  horizontal: (rules: RuleSet, a: RuledAsset, b: RuledAsset) => horizontalClearanceFor(rules, a, b),
  vertical: (rules: RuleSet, a: RuledAsset, b: RuledAsset) => verticalClearanceFor(rules, a, b),
};

describe.each(['horizontal', 'vertical'] as const)('%s clearance', (direction) => {
  const ask = QUESTIONS[direction];
  it('does not depend on which of the two is named first', () => {
    fc.assert(
      fc.property(assets, assets, forgotten, (a, b, names) => {
        const blank = without(a, names);
        expect(ask(REGION, blank, b)).toEqual(ask(REGION, b, blank));
      }),
    );
  });

  it('is never lower, nor firmer, for knowing less', () => {
    fc.assert(
      fc.property(assets, assets, forgotten, forgotten, (a, b, lostOfA, lostOfB) => {
        const before = ask(REGION, a, b);
        expect(isNoLaxer(ask(REGION, without(a, lostOfA), without(b, lostOfB)), before)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('names nothing as assumed of what is known', () => {
    fc.assert(
      fc.property(assets, assets, (a, b) => {
        const unknown = a.utility === 'unknown' || b.utility === 'unknown' ? ['utility'] : [];
        expect(unknown).toEqual(expect.arrayContaining([...(ask(REGION, a, b)?.assumed ?? [])]));
      }),
    );
  });
});

describe('knowing less', () => {
  it('never narrows a zone', () => {
    fc.assert(
      fc.property(assets, forgotten, (asset, names) => {
        const [before, after] = [zoneFor(REGION, asset), zoneFor(REGION, without(asset, names))];
        expect(after?.protectionM ?? -1).toBeGreaterThanOrEqual(before?.protectionM ?? -1);
        expect(after?.controlM ?? -1).toBeGreaterThanOrEqual(before?.controlM ?? -1);
      }),
      { numRuns: 500 },
    );
  });

  it('never lowers the cover, on any road', () => {
    fc.assert(
      fc.property(assets, forgotten, fc.constantFrom(...ROAD_PLACES), (asset, names, place) => {
        const before = coverFor(REGION, asset, place);
        expect(isNoLaxer(coverFor(REGION, without(asset, names), place), before)).toBe(true);
        expect(metres(coverFor(REGION, asset, 'unknown'))).toBeGreaterThanOrEqual(metres(before));
      }),
      { numRuns: 500 },
    );
  });

  it('never lowers the distance from a thing', () => {
    fc.assert(
      fc.property(assets, forgotten, fc.constantFrom(...THINGS), (asset, names, thing) => {
        const before = clearanceToThingFor(REGION, asset, thing);
        expect(isNoLaxer(clearanceToThingFor(REGION, without(asset, names), thing), before)).toBe(true);
      }),
    );
  });

  it('of the frost never lowers the cover for certain', () => {
    fc.assert(
      fc.property(assets, fc.double({ min: 0, max: 3, noNaN: true }), (asset, frostDepthM) => {
        const known = { ...REGION, region: { ...REGION.region, frostDepthM } };
        const [before, after] = [coverFor(known, asset, 'carriageway'), coverFor(NATIONAL_RULES, asset, 'carriageway')];
        if (metres(before) > metres(after)) expect(after?.assumed).toContain('frost');
      }),
    );
  });
});

describe('an answer that assumes nothing', () => {
  interface Assuming extends Wanted {
    readonly assumed: readonly string[];
  }

  /** The answer of which all is known is the one that was given when some of it was not. */
  function check(before: Assuming | null, blank: Assuming | null): void {
    if (blank === null) expect(before).toBeNull();
    if (blank === null || blank.assumed.length > 0) return;
    expect(before?.wantedM).toBe(blank.wantedM);
    if (isBinding(blank.rule)) expect(before !== null && isBinding(before.rule)).toBe(true);
  }

  it('holds whatever the unknown turns out to be', () => {
    fc.assert(
      fc.property(assets, assets, forgotten, forgotten, (a, b, lostOfA, lostOfB) => {
        const [blankA, blankB] = [without(a, lostOfA), without(b, lostOfB)];
        check(horizontalClearanceFor(REGION, a, b), horizontalClearanceFor(REGION, blankA, blankB));
        check(verticalClearanceFor(REGION, a, b), verticalClearanceFor(REGION, blankA, blankB));
        for (const place of ROAD_PLACES) check(coverFor(REGION, a, place), coverFor(REGION, blankA, place));
        for (const thing of THINGS) {
          check(clearanceToThingFor(REGION, a, thing), clearanceToThingFor(REGION, blankA, thing));
        }
        const [zone, blankZone] = [zoneFor(REGION, a), zoneFor(REGION, blankA)];
        if (blankZone?.assumed.length === 0) {
          expect([zone?.protectionM, zone?.controlM]).toEqual([blankZone.protectionM, blankZone.controlM]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('verifying a row', () => {
  const ids = ruleRows(REGION).map(({ row }) => row.id);
  it('changes no figure, and only makes what did not bind binding', () => {
    fc.assert(
      fc.property(assets, assets, forgotten, fc.constantFrom(...ids), (a, b, names, id) => {
        const signed = withSignature(REGION, id);
        const blank = without(a, names);
        for (const [before, after] of [
          [horizontalClearanceFor(REGION, blank, b), horizontalClearanceFor(signed, blank, b)],
          [verticalClearanceFor(REGION, blank, b), verticalClearanceFor(signed, blank, b)],
          [coverFor(REGION, blank, 'sidewalk'), coverFor(signed, blank, 'sidewalk')],
        ] as const) {
          expect(after?.wantedM).toBe(before?.wantedM);
          if (before !== null && isBinding(before.rule)) expect(after !== null && isBinding(after.rule)).toBe(true);
        }
        const [zone, signedZone] = [zoneFor(REGION, blank), zoneFor(signed, blank)];
        expect(signedZone?.protectionM).toBe(zone?.protectionM);
        expect(signedZone?.controlM).toBe(zone?.controlM);
      }),
      { numRuns: 50 },
    );
  });

  it('of the row that a verdict rests on makes it bind', () => {
    const cable = plainAsset('power', { lies: 'directBuried' });
    expect(zoneFor(REGION, cable)?.rule).toMatchObject({ grade: 'c', verifiedBy: null });
    const rule = zoneFor(withSignature(REGION, 'zone.power.buried'), cable)?.rule;
    expect(rule).toMatchObject({ grade: 'c', verifiedBy: 'Li Wei', verifiedAt: '2026-11-20' });
    expect(rule !== undefined && isBinding(rule)).toBe(true);
  });
});

function withSignature(rules: RuleSet, id: string): RuleSet {
  const copy = structuredClone(rules);
  const rows: RuleRow[] = [...RULE_FAMILIES.flatMap((family): RuleRow[] => copy[family]), copy.region, copy.foundation];
  for (const row of rows) if (row.id === id) Object.assign(row, { verifiedBy: 'Li Wei', verifiedAt: '2026-11-20' });
  return copy;
}
