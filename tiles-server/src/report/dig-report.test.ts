import { describe, expect, it } from 'vitest';
import { MIXED, PRINTED_AT, printedStreet } from '../../../tests/support/printed-street.ts';

describe('the printed check', () => {
  it('is the same to the byte for the same answer at the same moment, and another at another', async () => {
    const one = await printedStreet(MIXED);
    const other = await printedStreet(MIXED);
    expect(Buffer.from(one.pdf).equals(Buffer.from(other.pdf))).toBe(true);
    const later = await printedStreet(MIXED, { madeAt: new Date(PRINTED_AT.getTime() + 60_000) });
    expect(Buffer.from(one.pdf).equals(Buffer.from(later.pdf))).toBe(false);
    expect(later.checksum).toBe(one.checksum);
  });
});
