import { featureEncoder } from '@undercroft/store/rows/encode-rows';
import { bytesOf, type EncodedRows, rowCount, sourceIdsOf } from '@undercroft/store/rows/encoded-rows';
import { sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';
import { expect, test } from 'vitest';
import { gatheredRows } from './gathered-rows.ts';

/** What is sent lasts until the sending is over. */
const kept = (rows: EncodedRows): EncodedRows => ({ ...rows, data: rows.data.slice() });

function encoded(names: readonly string[]): readonly EncodedRows[] {
  const encode = featureEncoder({ layerId: 3, importId: 9 });
  return encode(names.map((name) => (name.startsWith('L') ? sampleLink(name) : sampleNode(name))));
}

test('rows of several batches are sent together, byte for byte, each table by itself', () => {
  const sent: EncodedRows[] = [];
  const gathered = gatheredRows(4, (rows) => void sent.push(kept(rows)));
  const batches = [['N1', 'L1', 'N2'], ['N3'], ['N4', 'L2', 'N5'], ['N6']].map(encoded);
  for (const rows of batches.flat()) gathered.add(rows);
  expect(sent.map((rows) => [rows.table, rowCount(rows)])).toEqual([['node', 5]]);
  gathered.end();
  expect(sent.map((rows) => [rows.table, sourceIdsOf(rows)])).toEqual(
    [
      ['node', ['N1', 'N2', 'N3', 'N4', 'N5']],
      ['link', ['L1', 'L2']],
      ['node', ['N6']],
    ].sort((a, b) => Number(a[1]?.[0] === 'N6') - Number(b[1]?.[0] === 'N6')),
  );
  for (const { layerId, importId } of sent) expect([layerId, importId]).toEqual([3, 9]);
  const alone = new Map(batches.flat().flatMap((rows) => sourceIdsOf(rows).map((id, i) => [id, bytesOf(rows, [i])])));
  for (const rows of sent) {
    for (const [i, id] of sourceIdsOf(rows).entries()) expect(bytesOf(rows, [i])).toEqual(alone.get(id));
  }
});

test('nothing is sent twice, and nothing where there is nothing', () => {
  let count = 0;
  const gathered = gatheredRows(1, () => void count++);
  gathered.end();
  for (const rows of encoded(['N1'])) gathered.add(rows);
  gathered.end();
  expect(count).toBe(1);
});

test('rows beyond the first megabyte are whole too', () => {
  const names = Array.from({ length: 6000 }, (_, i) => `N${i}`);
  const sent: string[] = [];
  const gathered = gatheredRows(6000, (rows) => void sent.push(...sourceIdsOf(rows)));
  for (let i = 0; i < names.length; i += 250) for (const rows of encoded(names.slice(i, i + 250))) gathered.add(rows);
  expect(sent).toHaveLength(6000);
  expect(new Set(sent)).toEqual(new Set(names));
});
