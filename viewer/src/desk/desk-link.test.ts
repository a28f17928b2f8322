import { describe, expect, it } from 'vitest';
import { decodeDesk, encodeDesk } from './desk-link.ts';

describe('the desk in the address', () => {
  it('reads what it wrote and keeps what is not its own', () => {
    const view = { tab: 'cases', selected: { kind: 'case', id: 'AJ-2026:01' } } as const;
    const query = encodeDesk(view, new URLSearchParams('scene=demo'));
    expect(query.toString()).toBe('scene=demo&live=cases&watch=case%3AAJ-2026%3A01');
    expect(decodeDesk(query)).toEqual(view);
  });

  it('a closed desk leaves nothing behind', () => {
    const query = encodeDesk({ tab: null, selected: null }, new URLSearchParams('live=alarms&watch=alarm:1&lens=1'));
    expect(query.toString()).toBe('lens=1');
  });

  it('takes what it does not understand for nothing', () => {
    expect(decodeDesk(new URLSearchParams('live=everything&watch=alarm:1'))).toEqual({ tab: null, selected: null });
    expect(decodeDesk(new URLSearchParams('live=alarms&watch=ghost:1')).selected).toBe(null);
  });
});
