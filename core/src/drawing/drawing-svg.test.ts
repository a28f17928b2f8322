import { describe, expect, it } from 'vitest';
import type { Drawing } from './drawing.ts';
import { drawingSvg } from './drawing-svg.ts';
import { ellipse, line, text } from './items.ts';

function of(...items: Drawing['items']): string {
  return drawingSvg({ widthMm: 100, heightMm: 50, items });
}

describe('drawingSvg', () => {
  it('escapes what a survey may hold', () => {
    const svg = of(text(1, 2, '</text><script>alert("x")</script> & \u0000\ud800'));
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; \ufffd\ufffd');
  });

  it('is as large as its paper, in millimetres', () => {
    expect(of()).toContain('width="100mm" height="50mm" viewBox="0 0 100 50"');
  });

  it('draws lines and ellipses with their pens', () => {
    expect(of(line([0, 0, 1.23456, 2], '#000000', 0.25, [1, 2]))).toContain(
      '<path d="M0 0L1.235 2" fill="none" stroke="#000000" stroke-width="0.25" stroke-linejoin="round" stroke-dasharray="1 2"/>',
    );
    expect(of(ellipse(5, 6, 2, 1, { fill: '#ff0000', fillOpacity: 0.5 }))).toContain(
      '<ellipse cx="5" cy="6" rx="2" ry="1" fill="#ff0000" fill-opacity="0.5"/>',
    );
  });

  it('refuses a line to nowhere', () => {
    expect(() => of(line([0, Number.NaN, 1, 1], '#000000', 0.2))).toThrow(RangeError);
  });
});
