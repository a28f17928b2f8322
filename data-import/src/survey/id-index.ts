/** Numbers ids from 0 in the order in which they first come. */
export interface IdIndex {
  readonly size: number;
  /** Numbers a new id; -1, and nothing is added, when it has a number already. */
  add(id: string): number;
  /** -1 for an id that was never added. */
  find(id: string): number;
  idOf(index: number): string;
  /** True once an id with a hyphen was added. */
  readonly hasHyphens: boolean;
}

export function idIndex(): IdIndex {
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  let hasHyphens = false;
  return {
    get hasHyphens() {
      return hasHyphens;
    },
    get size() {
      return ids.length;
    },
    add(id) {
      if (numbers.has(id)) return -1;
      const own = ownText(id);
      hasHyphens ||= own.includes('-');
      numbers.set(own, ids.length);
      return ids.push(own) - 1;
    },
    find: (id) => numbers.get(id) ?? -1,
    idOf: (index) => ids[index] ?? '',
  };
}

/** V8 keeps a text cut out of another as a view from this length on, and with it the whole it was cut from. */
const SHORTEST_VIEW = 13;

/** A copy of a text that is kept for long, so that it does not keep the block of the file it was cut from. */
export function ownText(text: string): string {
  return text.length < SHORTEST_VIEW ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
