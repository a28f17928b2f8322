import type { CityFeature } from '@undercroft/core/model/city-feature';
import { featureEncoder } from '@undercroft/store/rows/encode-rows';
import type { EncodedRows, RowOwner } from '@undercroft/store/rows/encoded-rows';
import { gatheredRows } from './gathered-rows.ts';

/** Features encoded at once: few, so that they die young; of 1000 a survey's points took a quarter longer. */
const ENCODED_AT_ONCE = 250;
/** Rows sent at once: a transaction each. */
const ROWS_A_BATCH = 1000;

/** Turns features into rows, some hundred at a time. */
export interface RowTeller {
  readonly add: (features: readonly CityFeature[]) => void;
  /** Tells what is left. */
  readonly end: () => void;
}

/** Tells rows as soon as there are enough of one table; they are good until `tell` is over. */
export function rowTeller(owner: RowOwner, tell: (rows: EncodedRows) => void): RowTeller {
  const encode = featureEncoder(owner);
  const gathered = gatheredRows(ROWS_A_BATCH, tell);
  let batch: CityFeature[] = [];
  const encodeBatch = () => {
    for (const rows of encode(batch)) gathered.add(rows);
    batch = [];
  };
  return {
    add(features) {
      for (const feature of features) batch.push(feature);
      if (batch.length >= ENCODED_AT_ONCE) encodeBatch();
    },
    end() {
      encodeBatch();
      gathered.end();
    },
  };
}
