import { describe, expect, it } from 'vitest';
import type { EndLevels } from '../model/link.ts';
import { type CheckedConduit, conduitFindings } from './conduit-findings.ts';

const end = (invertM: number | null, heightM = 0.3): EndLevels =>
  invertM === null
    ? { invertM, axisM: null, outerTopM: null }
    : { invertM, axisM: invertM + heightM / 2, outerTopM: invertM + heightM };
const conduit = (changes: Partial<CheckedConduit> = {}): CheckedConduit => ({
  from: end(10),
  to: end(9.7),
  slope: 0.003,
  statedLengthM: 100,
  planLengthM: 100,
  ...changes,
});
const node = (sumpLevelM: number | null, coverLevelM: number | null) => ({ sourceId: 'J', sumpLevelM, coverLevelM });
const codes = (...args: Parameters<typeof conduitFindings>) =>
  conduitFindings(...args).map(({ code, at }) => `${code} ${at}`);

describe('conduitFindings', () => {
  it('has nothing to say of a conduit that falls, under its covers', () => {
    expect(conduitFindings(conduit(), node(10, 12), node(9.7, 12))).toEqual([]);
  });

  it('tells a conduit that rises, and not one that lies level', () => {
    const rising = conduit({ from: end(9.7), to: end(10), slope: -0.003 });
    expect(codes(rising, null, null)).toEqual(['adverse-slope slope']);
    expect(conduitFindings(rising, null, null)[0]?.what).toBe('rises from 9.7 m to 10 m along its flow');
    expect(codes(conduit({ slope: 0 }), null, null)).toEqual([]);
  });

  it('lets a stated length differ from the drawn one by a fifth and no more', () => {
    expect(codes(conduit({ statedLengthM: 120 }), null, null)).toEqual([]);
    expect(codes(conduit({ statedLengthM: 120.1 }), null, null)).toEqual(['length-differs statedLength']);
    expect(codes(conduit({ statedLengthM: 79.9 }), null, null)).toEqual(['length-differs statedLength']);
    expect(codes(conduit({ statedLengthM: null }), null, null)).toEqual([]);
    expect(codes(conduit({ planLengthM: 0 }), null, null)).toEqual(['zero-length planLength']);
  });

  it('compares each end with its own node, to the millimetre', () => {
    expect(codes(conduit(), node(10.0004, 12), node(9.8, 12))).toEqual(['invert-below-node to']);
    expect(codes(conduit(), node(9, 10), node(9, 9.9))).toEqual([
      'invert-above-cover from',
      'outer-top-above-cover to',
    ]);
    // Top 10.3 exactly at the cover: no cover depth, but not above it.
    expect(codes(conduit(), node(9, 10.3), null)).toEqual([]);
  });

  it('finds nothing in what is unknown', () => {
    const unknown = conduit({ from: end(null), to: end(null), slope: null, statedLengthM: null });
    expect(conduitFindings(unknown, node(10, 9), node(null, null))).toEqual([]);
    expect(conduitFindings(conduit(), node(null, null), node(null, null))).toEqual([]);
  });
});
