import { expect, test } from 'vitest';
import { archiveIndex } from './archive-index.ts';

test('the index of a 3D Tiles archive is ordered by hashes read as little-endian numbers', () => {
  // MD5 of RFC 1321, A.5: "a" 0cc175b9c0f1b6a8..., "abc" 900150983cd24fb0..., "message digest" f96b697d7cb7938d...
  // Their first 8 bytes as little-endian numbers: a8b6..., b04f..., 8d93...: so the last comes first.
  const index = archiveIndex([
    { path: 'a', offset: 0 },
    { path: 'abc', offset: 258 },
    { path: 'message digest', offset: 2 ** 32 + 1 },
  ]);
  expect(index.toString('hex')).toBe(
    'f96b697d7cb7938d525a2f31aaf161d00100000001000000' +
      '0cc175b9c0f1b6a831c399e2697726610000000000000000' +
      '900150983cd24fb0d6963f7d28e17f720201000000000000',
  );
});
