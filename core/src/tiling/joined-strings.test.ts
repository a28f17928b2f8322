import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinedStrings, utf8Length } from './joined-strings.ts';

test('a string is as long in UTF-8 as an encoder makes it, with halves of pairs', () => {
  expect(['a', 'é', '管', '𠀀', '\ud800', '\ud800a', '\udc00\ud800'].map(utf8Length)).toEqual([1, 2, 3, 4, 3, 4, 6]);
  const encoder = new TextEncoder();
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(encoder.encode(text).length);
    }),
  );
});

test('strings lie behind one another: 管线, nothing, x', () => {
  const { bytes, offsets } = joinedStrings(['管线', '', 'x']);
  expect(new TextDecoder().decode(bytes)).toBe('管线x');
  expect([...offsets]).toEqual([0, 6, 6, 7]);
  expect(joinedStrings(['', '']).bytes).toHaveLength(1);
});
