import { ImportError } from '../../import-error.ts';
import { MAX_COLUMNS } from '../table-limits.ts';
import { CsvTokenizer } from './csv-tokenizer.ts';

export const SEPARATORS = [',', ';', '\t', '|'] as const;

export type Separator = (typeof SEPARATORS)[number];

/** How a text falls apart by a separator. */
export interface SeparatorFit {
  readonly separator: Separator;
  /** Cells that most records have; 1 when the separator does not occur. */
  readonly columns: number;
  /** Share of the records that have as many, 0 to 1. */
  readonly share: number;
}

const LOOKED_AT = 200;
/** A comma is also a decimal mark and a mark of sentences: it has to fit better than the others, not only as well. */
const COMMA_HANDICAP = 0.95;

/**
 * The separator that cuts the beginning of a text into records of like length. A text without any is one column by comma.
 */
export function sniffSeparator(head: string, isWhole: boolean): SeparatorFit {
  const fits = SEPARATORS.map((separator) => fitOf(head, isWhole, separator));
  const [best] = fits.toSorted((a, b) => merit(b) - merit(a));
  return best !== undefined && best.columns > 1 ? best : { separator: ',', columns: 1, share: 1 };
}

function merit({ separator, columns, share }: SeparatorFit): number {
  if (columns < 2) return 0;
  return share * (1 - 0.5 / columns) * (separator === ',' ? COMMA_HANDICAP : 1);
}

function fitOf(head: string, isWhole: boolean, separator: Separator): SeparatorFit {
  const counts = new Map<number, number>();
  const lengths = cellCounts(head, isWhole, separator);
  for (const cells of lengths) counts.set(cells, (counts.get(cells) ?? 0) + 1);
  const [usual] = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || b - a);
  if (usual === undefined) return { separator, columns: 1, share: 0 };
  return { separator, columns: usual[0], share: usual[1] / lengths.length };
}

function cellCounts(head: string, isWhole: boolean, separator: Separator): number[] {
  const tokenizer = new CsvTokenizer({ separator, name: '', maxRecordLength: head.length, maxCells: MAX_COLUMNS });
  try {
    return tokenizer
      .push(head, isWhole)
      .slice(0, LOOKED_AT)
      .map(({ cells }) => cells.length);
  } catch (cause) {
    if (cause instanceof ImportError) return [];
    throw cause;
  }
}
