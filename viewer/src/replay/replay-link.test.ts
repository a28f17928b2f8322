import { describe, expect, it } from 'vitest';
import { decodeReplay, encodeReplay } from './replay-link.ts';

describe('the instant shown in the address', () => {
  it('reads what it wrote, to the second, and keeps what is not its own', () => {
    const query = encodeReplay(Date.UTC(2025, 6, 14, 3, 20, 5, 678), new URLSearchParams('live=cases'));
    expect(query.toString()).toBe('live=cases&t=2025-07-14T03%3A20%3A05Z');
    expect(decodeReplay(query)).toBe(Date.UTC(2025, 6, 14, 3, 20, 5));
  });

  it('the present leaves nothing behind, and what cannot be understood is the present', () => {
    expect(encodeReplay(null, new URLSearchParams('t=2025-07-14T03:20:05Z&lens=1')).toString()).toBe('lens=1');
    for (const text of ['', 'yesterday', '2025-07-14T03:20', '2025-99-14T03:20:05Z']) {
      expect(decodeReplay(new URLSearchParams({ t: text }))).toBeNull();
    }
  });
});
