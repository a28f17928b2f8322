import { describe, expect, it } from 'vitest';
import type { ConduitFacts, PlacedConduit } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { judged, plainPlan } from './testing/plain-dig.ts';

/** Outer diameter 0.2 m. */
const OD200 = plainSection('circular', 180, 180, 10);

const LOW = { leastMpa: 0.005, mostMpa: 0.005 };
const SUB_HIGH = { leastMpa: 0.6, mostMpa: 0.6 };
const HIGH = { leastMpa: 2.5, mostMpa: 2.5 };

/** A gas main OD 0.2 along the north side of the field, its outer wall `offM` from it, its outer top 1.0 m deep. */
function gasMain(offM: number, pressure: ConduitFacts['pressure'], outerTopM = 9): PlacedConduit {
  const y = 10 + offM + 0.1;
  return plainConduit({
    path: [-100, y, 120, y],
    fromAxisM: outerTopM - 0.1,
    toAxisM: outerTopM - 0.1,
    section: OD200,
    facts: { utility: 'gas', pressure, material: 'steel' },
  });
}

describe('protection and control zones (Z1 to Z10): a 20 x 10 m pit, 2.0 m deep, beside a gas main', () => {
  it.each([
    ['Z1', 'low', 0.49, LOW, 'inProtectionZone'],
    ['Z2', 'low', 0.51, LOW, 'inControlZone'],
    ['Z3', 'low', 5.01, LOW, null],
    ['Z4', 'sub-high', 1.49, SUB_HIGH, 'inProtectionZone'],
    ['Z5', 'sub-high', 1.51, SUB_HIGH, 'inControlZone'],
    ['Z6', 'sub-high', 15.01, SUB_HIGH, null],
    ['Z7', 'high', 4.99, HIGH, 'inProtectionZone'],
    ['Z8', 'high', 5.01, HIGH, 'inControlZone'],
    ['Z9', 'high', 50.01, HIGH, null],
    ['just within', 'high', 49.99, HIGH, 'inControlZone'],
  ] as const)('%s: %s pressure at %d m', (_, __, offM, pressure, verdict) => {
    const finding = judged(plainPlan(), gasMain(offM, pressure));
    // Clear and farther than 5 m: not listed.
    expect(finding?.verdict ?? null).toBe(verdict);
    if (finding !== null) expect(finding.horizontalM).toBeCloseTo(offM, 9);
  });

  it('Z10: a main 0.30 m below the floor is no main beside it: hit risk by depth, not clear', () => {
    const finding = judged(plainPlan(), gasMain(-5, LOW, 7.7));
    expect(finding?.verdict).toBe('inProtectionZone');
    expect(finding?.horizontalM).toBe(0);
    expect(finding?.verticalM).toBeCloseTo(0.3, 9);
    // Axis 2.4 m deep: sigma 0.18, P = 1 - Phi(0.3 / 0.18).
    expect(finding?.strikeProbability).toBeCloseTo(0.0478, 4);
  });

  it('an unknown pressure takes the strictest zone and reads unknown', () => {
    const finding = judged(plainPlan(), gasMain(3, null));
    expect(finding).toMatchObject({
      verdict: 'unknown',
      zone: { protectionM: 5, controlM: 50 },
      assumed: ['pressure'],
    });
  });
});
