import { describe, expect, it } from 'vitest';
import { ACCURACY_NOT_STATED, type Accuracy, type QualityLevel } from '../model/quality-level.ts';
import { accuracyFor } from './accuracy-for.ts';
import { NATIONAL_RULES } from './national-rules.ts';

const UNKNOWN = { sigmaXyM: null, sigmaZM: null, basis: 'unknown' } as const;

const of = (accuracy: Partial<Accuracy>, depthM: number | null) =>
  accuracyFor(NATIONAL_RULES, { ...ACCURACY_NOT_STATED, ...accuracy }, depthM);

const close = (metres: number) => expect.closeTo(metres, 12);

describe('accuracy', () => {
  it("is the survey standard's where nothing is stated: 0.05 h in plan, 0.075 h in level, h from 1.0 m", () => {
    expect(of({}, 1.8)).toEqual({ sigmaXyM: close(0.09), sigmaZM: close(0.135), basis: 'standard' });
    expect(of({}, 0.6)).toEqual({ sigmaXyM: close(0.05), sigmaZM: close(0.075), basis: 'standard' });
    expect(of({}, 1)).toEqual({ sigmaXyM: close(0.05), sigmaZM: close(0.075), basis: 'standard' });
    expect(of({}, -2)).toEqual({ sigmaXyM: close(0.05), sigmaZM: close(0.075), basis: 'standard' });
  });

  it.each([null, Number.NaN, Number.POSITIVE_INFINITY])('is unknown where the depth is %f', (depthM) => {
    expect(of({}, depthM)).toEqual(UNKNOWN);
    expect(of({ qualityLevel: 'B' }, depthM)).toEqual(UNKNOWN);
  });

  it('is what the source states before anything else', () => {
    const accuracy = { qualityLevel: 'D', sigmaXyM: 0.3, sigmaZM: 0.2 } as const;
    expect(of(accuracy, null)).toEqual({ sigmaXyM: 0.3, sigmaZM: 0.2, basis: 'stated' });
  });

  it('is not exact because a source says zero', () => {
    expect(of({ sigmaXyM: 0, sigmaZM: 0 }, 1.8)).toMatchObject({ sigmaZM: close(0.135), basis: 'standard' });
    expect(of({ qualityLevel: 'D', sigmaXyM: 0, sigmaZM: -1 }, 1.8)).toEqual(UNKNOWN);
  });

  it('fills what one stated deviation leaves open, on the weaker basis', () => {
    expect(of({ sigmaXyM: 0.02 }, 2)).toEqual({ sigmaXyM: 0.02, sigmaZM: close(0.15), basis: 'standard' });
    expect(of({ qualityLevel: 'A', sigmaZM: 0.1 }, 2)).toEqual({ sigmaXyM: 0.05, sigmaZM: 0.1, basis: 'qualityLevel' });
    expect(of({ qualityLevel: 'C', sigmaXyM: 0.4 }, 2)).toEqual({ sigmaXyM: 0.4, sigmaZM: null, basis: 'stated' });
  });

  it('of what was exposed and measured does not grow with the depth', () => {
    expect(of({ qualityLevel: 'A' }, 4)).toEqual({ sigmaXyM: 0.05, sigmaZM: 0.025, basis: 'qualityLevel' });
    expect(of({ qualityLevel: 'A' }, null)).toEqual({ sigmaXyM: 0.05, sigmaZM: 0.025, basis: 'qualityLevel' });
  });

  it('of what was detected is 0.40 d, in plan 0.25 m at least', () => {
    expect(of({ qualityLevel: 'B' }, 0.5)).toEqual({ sigmaXyM: 0.25, sigmaZM: close(0.2), basis: 'qualityLevel' });
    expect(of({ qualityLevel: 'B' }, 2)).toEqual({ sigmaXyM: close(0.8), sigmaZM: close(0.8), basis: 'qualityLevel' });
  });

  it.each(['C', 'D'] satisfies QualityLevel[])('of level %s is unknown at any depth', (qualityLevel) => {
    expect(of({ qualityLevel }, 1.8)).toEqual(UNKNOWN);
  });

  it('is unknown where a city has no row for it', () => {
    const rules = { ...NATIONAL_RULES, accuracy: [] };
    expect(accuracyFor(rules, ACCURACY_NOT_STATED, 1.8)).toEqual(UNKNOWN);
    expect(accuracyFor(rules, { qualityLevel: 'A', sigmaXyM: null, sigmaZM: null }, 1.8)).toEqual(UNKNOWN);
  });
});
