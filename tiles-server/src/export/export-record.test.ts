import { expect, test } from 'vitest';
import { type ExportKey, keyDifferences } from './export-key.ts';
import { filesOf, manifestLines, readJournal, readManifest } from './export-record.ts';

const key: ExportKey = {
  format: 'undercroft-export-1',
  scene: 'town',
  revision: '7',
  imports: 'y',
  sceneSha256: 'x',
  tilers: { network: '7-3' },
  parts: ['network'],
  maxZoom: null,
  baseUrl: null,
  gzip: false,
};
const sha256 = 'f'.repeat(64);

test('a journal that was cut off in its last line says what stands before it', () => {
  const whole = [key, { path: 'a', bytes: 1, sha256 }, { path: 'b', empty: true }].map((each) => JSON.stringify(each));
  const memory = readJournal(`${whole.join('\n')}\n{"path":"c","bytes":12`);
  expect([...(memory?.records.keys() ?? [])]).toEqual(['a', 'b']);
  expect(memory?.key).toEqual(key);
  // Not even the key is whole.
  expect(readJournal(JSON.stringify(key))).toBeNull();
  expect(readJournal('something else\n')).toBeNull();
});

test('a manifest names the files in the order of their paths, and reads back', () => {
  const files = filesOf([
    { path: 'b', bytes: 2, sha256, encoding: 'gzip' },
    { path: 'x', empty: true },
    { path: 'a', bytes: 1, sha256 },
  ]);
  const text = [...manifestLines(key, files)].join('');
  expect(JSON.parse(text)).toEqual({
    export: key,
    files: [
      { path: 'a', bytes: 1, sha256 },
      { path: 'b', bytes: 2, sha256, encoding: 'gzip' },
    ],
  });
  expect(readManifest(text)?.records.get('b')).toEqual({ path: 'b', bytes: 2, sha256, encoding: 'gzip' });
  expect(readManifest('{"name":"somebody else\'s"}')).toBeNull();
});

test('what differs between two exports is said in words', () => {
  expect(keyDifferences(key, key)).toEqual([]);
  expect(keyDifferences(key, { ...key, revision: '8', tilers: { network: '8-3' } })).toEqual([
    'the revision of its rows',
    'the version of what makes the tiles',
  ]);
});
