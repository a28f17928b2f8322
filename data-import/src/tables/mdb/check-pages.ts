import { ImportError } from '../../import-error.ts';

const TABLE_DEFINITION = 2;
const NEXT_PAGE_AT = 4;
const DATA = 1;
const OWNER_AT = 4;
const LONG_VALUES = Buffer.from('LVAL');
const OFFSET_MASK = 0x1fff;

/**
 * Walks the chains of table definition pages and throws `ImportError` for one that leads back into itself: the library would
 * follow it, and fill the memory, for ever.
 */
export function checkDefinitionChains(file: Buffer, pageBytes: number, fileName: string): void {
  const pages = Math.floor(file.length / pageBytes);
  const checked = new Uint8Array(pages);
  for (let first = 1; first < pages; first++) {
    const chain: number[] = [];
    let page = first;
    while (page > 0 && page < pages && checked[page] !== 1 && file[page * pageBytes] === TABLE_DEFINITION) {
      checked[page] = 1;
      chain.push(page);
      page = file.readUInt32LE(page * pageBytes + NEXT_PAGE_AT);
    }
    if (!chain.includes(page)) continue;
    throw new ImportError(
      'damaged-file',
      `The definition of a table in "${fileName}" (page ${first}) leads back into itself.`,
    );
  }
}

/**
 * The same for long texts (memos): their pieces lie in rows of pages of their own, each beginning with the place of the next.
 */
export function checkLongValueChains(file: Buffer, pageBytes: number, fileName: string): void {
  const checked = new Set<number>();
  for (let page = 1; page < Math.floor(file.length / pageBytes); page++) {
    for (let row = 0; row < longValueRows(file, page, pageBytes); row++) {
      const chain = new Set<number>();
      let place = (page << 8) | row;
      while (place !== 0 && !checked.has(place)) {
        checked.add(place);
        chain.add(place);
        place = nextPlace(file, place, pageBytes);
      }
      if (place === 0 || !chain.has(place)) continue;
      throw new ImportError('damaged-file', `A long text in "${fileName}" (page ${page}) leads back into itself.`);
    }
  }
}

/** Rows of a page of long values; 0 for any other page. */
function longValueRows(file: Buffer, page: number, pageBytes: number): number {
  const start = page * pageBytes;
  if (page < 1 || start + pageBytes > file.length || file[start] !== DATA) return 0;
  if (!file.subarray(start + OWNER_AT, start + OWNER_AT + 4).equals(LONG_VALUES)) return 0;
  return Math.min(file.readUInt16LE(start + rowCountAt(pageBytes)), (pageBytes - rowCountAt(pageBytes)) / 2 - 1, 255);
}

/** Page (upper 24 bits) and row (lower 8) that a row points to; 0 when that is no row of long values. */
function nextPlace(file: Buffer, place: number, pageBytes: number): number {
  const page = place >>> 8;
  const start = page * pageBytes;
  const offset = file.readUInt16LE(start + rowCountAt(pageBytes) + 2 + (place & 0xff) * 2) & OFFSET_MASK;
  if (offset + 4 > pageBytes) return 0;
  const next = file.readUInt32LE(start + offset);
  return (next & 0xff) < longValueRows(file, next >>> 8, pageBytes) ? next : 0;
}

function rowCountAt(pageBytes: number): number {
  return pageBytes === 2048 ? 8 : 12;
}
