import { describe, expect, it } from 'vitest';
import { CLEARANCE_KINDS, horizontalClearanceM, verticalClearanceM } from './clearance-table.ts';

describe('the clearance tables', () => {
  it('ask 0.40 m between water and drains, and 0.50 m between a direct cable and anything', () => {
    expect(verticalClearanceM('water', 'drain')).toBe(0.4);
    for (const kind of CLEARANCE_KINDS) expect(verticalClearanceM('powerDirect', kind)).toBe(0.5);
  });

  it('ask 1.5 m beside heat and drains, and 2 m between heat and power', () => {
    expect(horizontalClearanceM('heat', 'drain')).toBe(1.5);
    expect(horizontalClearanceM('powerDuct', 'heat')).toBe(2);
  });

  it('say the same whichever of two is named first', () => {
    for (const a of CLEARANCE_KINDS) {
      for (const b of CLEARANCE_KINDS) {
        expect(verticalClearanceM(a, b)).toBe(verticalClearanceM(b, a));
        expect(horizontalClearanceM(a, b)).toBe(horizontalClearanceM(b, a));
      }
    }
  });
});
