import { IdTable } from './id-table.ts';

/** What an id was found to be when it came. */
export interface PartId {
  /** The id itself for the first piece, then with the piece's number behind it: `A`, `A/2`, `A/3`. */
  readonly id: string;
  /** `first` of its id, a further `piece`, or the `same` outline as the first once more. */
  readonly how: 'first' | 'piece' | 'same';
}

/** Gives the pieces of objects ids that no other feature of the layer has. */
export interface PartIds {
  take(id: string, outline: Float64Array): PartId;
}

const FIRST_LENGTH = 1 << 12;

/** Two numbers an id: how often it came, and 32 bits of a hash of its first outline. Tens of millions fit. */
export function partIds(): PartIds {
  const seen = new IdTable();
  let counts = new Uint32Array(FIRST_LENGTH);
  let hashes = new Uint32Array(FIRST_LENGTH);

  /** Adds an id that is new. */
  function addNew(number: number, hash: number): void {
    if (number >= counts.length) {
      counts = doubled(counts);
      hashes = doubled(hashes);
    }
    counts[number] = 1;
    hashes[number] = hash;
  }

  return {
    take(id, outline) {
      const hash = hashOf(outline);
      const known = seen.size;
      const number = seen.add(id);
      if (number === known) {
        addNew(number, hash);
        return { id, how: 'first' };
      }
      if (hashes[number] === hash) return { id, how: 'same' };
      let count = (counts[number] ?? 1) + 1;
      // Another object may be called so of its own.
      while (seen.find(`${id}/${count}`) >= 0) count++;
      counts[number] = count;
      addNew(seen.add(`${id}/${count}`), hash);
      return { id: `${id}/${count}`, how: 'piece' };
    },
  };
}

function doubled(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(values.length * 2);
  longer.set(values);
  return longer;
}

/** Written to and read back: a view of every outline would cost as much as its hash. */
const PAIR = new Float64Array(1);
const WORDS = new Uint32Array(PAIR.buffer);

/** FNV-1a over the halves of the coordinates. */
function hashOf(outline: Float64Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < outline.length; i++) {
    PAIR[0] = outline[i] ?? 0;
    hash = Math.imul(hash ^ (WORDS[0] ?? 0), 0x01000193);
    hash = Math.imul(hash ^ (WORDS[1] ?? 0), 0x01000193);
  }
  return hash >>> 0;
}
