import type { EncodedRows } from '@undercroft/store/rows/encoded-rows';
import { expect, it } from 'vitest';
import { packRows, unpackRows } from './row-payload.ts';

it('gives back rows as they were, whatever lies before them in memory', () => {
  const rows: EncodedRows = {
    layerId: 3,
    importId: 2 ** 40,
    table: 'node',
    columns: ['layer_id', 'valid_from'],
    data: Uint8Array.of(1, 2, 3, 4, 5),
    rowStarts: Uint32Array.of(0, 3, 5),
  };
  const payload = Buffer.concat([Uint8Array.of(9), ...packRows(rows)]).subarray(1);
  const back = unpackRows(payload);
  expect({ ...back, data: Uint8Array.from(back.data) }).toEqual(rows);
});
