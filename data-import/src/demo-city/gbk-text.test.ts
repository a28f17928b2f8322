import { describe, expect, it } from 'vitest';
import { gbkBytes } from './gbk-text.ts';

describe('gbkBytes', () => {
  it('writes 管 as B9 DC, 给水 as B8 F8 CB AE and Latin letters as they are', () => {
    expect([...gbkBytes('管')]).toEqual([0xb9, 0xdc]);
    expect([...gbkBytes('A给水1')]).toEqual([0x41, 0xb8, 0xf8, 0xcb, 0xae, 0x31]);
  });

  it('is read back by the decoder of GB18030', () => {
    const text = '物探点号,特征,附属物,球墨铸铁,雨水篦（模拟）';
    expect(new TextDecoder('gb18030').decode(gbkBytes(text))).toBe(text);
  });

  it('refuses what has no place in it, naming the character', () => {
    expect(() => gbkBytes('井\u{1F4A7}')).toThrow(RangeError);
  });
});
