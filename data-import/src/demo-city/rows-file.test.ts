import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featureEncoder } from '@undercroft/store/rows/encode-rows';
import { bytesOf, rowCount, sourceIdsOf } from '@undercroft/store/rows/encoded-rows';
import { sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readRowsFile, writeRowsFile } from './rows-file.ts';

const OWNER = { layerId: 3, importId: 2 ** 40 + 9 };
const FEATURES = ['N1', 'N2', 'N3'].map((name) => sampleNode(name)).concat([sampleLink('L1')]);
let folder = '';
let path = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'undercroft-rows-'));
  path = join(folder, 'rows');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function read() {
  const rows: { table: string; ids: readonly string[]; bytes: Uint8Array }[] = [];
  const reports: unknown[] = [];
  for await (const part of readRowsFile(path, OWNER)) {
    if (part.kind === 'report') {
      reports.push(part.report.features);
      continue;
    }
    expect(part.rows).toMatchObject(OWNER);
    const all = Array.from({ length: rowCount(part.rows) }, (_, i) => i);
    rows.push({ table: part.rows.table, ids: sourceIdsOf(part.rows), bytes: bytesOf(part.rows, all) });
  }
  return { rows, reports };
}

it('gives the very bytes that encoding for the import itself gives, and the report last', async () => {
  writeRowsFile(path, FEATURES);
  const { rows, reports } = await read();
  expect(reports).toEqual([{ node: 3, conduit: 1 }]);
  expect(rows.map(({ table, ids }) => [table, ids])).toEqual([
    ['link', ['L1']],
    ['node', ['N1', 'N2', 'N3']],
  ]);
  const direct = featureEncoder(OWNER)(FEATURES);
  for (const { table, bytes } of rows) {
    expect(Buffer.from(bytes)).toEqual(Buffer.from(direct.find((each) => each.table === table)?.data ?? []));
  }
});

it('ends without a report where the file was cut off', async () => {
  writeRowsFile(path, FEATURES);
  writeFileSync(path, readFileSync(path).subarray(0, -1));
  const { rows, reports } = await read();
  expect(rows).toHaveLength(2);
  expect(reports).toEqual([]);
});
