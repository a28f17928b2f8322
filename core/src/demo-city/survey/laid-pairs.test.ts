import { describe, expect, it } from 'vitest';
import { laidPairs } from './laid-pairs.ts';
import { BANK, laidLine, laidPoint } from './testing/laid-line.ts';

const water = laidLine(laidPoint('A', [0, 0]), laidPoint('B', [40, 0]));

/** A line beside the water main, or across it. */
const beside = (y: number, facts: Parameters<typeof laidLine>[2]) =>
  laidLine(laidPoint('C', [0, y]), laidPoint('D', [40, y]), facts);
const across = (topM: number, facts: Parameters<typeof laidLine>[2]) =>
  laidLine(laidPoint('C', [20, -10]), laidPoint('D', [20, 10]), { fromLevelM: topM, toLevelM: topM, ...facts });

const found = (...lines: Parameters<typeof laidPairs>[0]) =>
  laidPairs(lines).map(({ kind, foundM, wantedM }) => [kind, Math.round(foundM * 1000) / 1000, wantedM]);

describe('laidPairs', () => {
  it('side by side: a sewer wants 1 m of a small water main, and has 1.1 less two halves of 0.1', () => {
    expect(found(water, beside(1.1, { utility: 'sewage' }))).toEqual([['horizontal', 0.9, 1]]);
    expect(found(water, beside(1.2, { utility: 'sewage' }))).toEqual([]);
  });

  it('gas by its pressure: 0.5 m at 0.4 MPa, 1 m at 0.8 MPa', () => {
    expect(found(water, beside(0.9, { utility: 'gas', pressureMpa: 0.4 }))).toEqual([]);
    expect(found(water, beside(0.9, { utility: 'gas', pressureMpa: 0.8 }))).toEqual([['horizontal', 0.7, 1]]);
  });

  it('two gas mains keep 0.4 m, two water mains nothing but that they must not meet', () => {
    const [one, other] = [beside(0.5, { utility: 'gas' }), laidLine(laidPoint('E', [0, 0]), laidPoint('F', [40, 0]))];
    expect(found({ ...other, utility: 'gas' }, one)).toEqual([['horizontal', 0.3, 0.4]]);
    expect(found(water, beside(0.5, {}))).toEqual([]);
  });

  it('crossing: a sewer 0.3 m below the water main wants 0.4', () => {
    expect(found(water, across(-1.4, { utility: 'sewage' }))).toEqual([['vertical', 0.3, 0.4]]);
    expect(found(water, across(-1.5, { utility: 'sewage' }))).toEqual([]);
    expect(found(water, across(-0.95, { utility: 'sewage' }))[0]?.[0]).toBe('collision');
  });

  it('a bank of ducts through another is a collision, though no edge of one is near an edge of the other', () => {
    const bank = { utility: 'power', make: BANK } as const;
    expect(found({ ...water, ...bank }, across(-0.85, bank))[0]?.[0]).toBe('collision');
  });

  it('an end that comes near and goes keeps what a crossing would: 0.4 m in space do, 0.3 do not', () => {
    const stub = (topM: number) =>
      laidLine(laidPoint('C', [20, 0.4]), laidPoint('D', [20, 10]), {
        utility: 'sewage',
        fromLevelM: topM,
        toLevelM: topM,
      });
    // 0.4 m across and 0.3 m down between the axes: 0.5 less both halves; 0.4 across and 0.5 down: 0.64 less both.
    expect(found(water, stub(-1.2))).toEqual([['horizontal', 0.2, 1]]);
    expect(found(water, stub(-1.4))).toEqual([]);
  });

  it('what shares a point, or is joined by a piece too short to part it, is one line', () => {
    const joint = laidLine(water.to, laidPoint('C', [40.1, 0]));
    const onward = laidLine(joint.to, laidPoint('D', [60, 1]));
    expect(found(water, joint, onward)).toEqual([]);
    expect(found(water, onward)[0]?.[0]).toBe('collision');
  });

  it('in a tunnel nothing is said of what runs along each other, and of its wall only that it must not be met', () => {
    const inTunnel = { embedding: 'tunnel', utility: 'power' } as const;
    expect(found({ ...water, embedding: 'tunnel' }, beside(0.3, inTunnel))).toEqual([]);
    expect(found(water, beside(0.3, inTunnel))).toEqual([]);
    expect(found(water, beside(0.1, inTunnel))[0]?.[0]).toBe('collision');
  });
});
