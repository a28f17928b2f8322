/** What a tile tells of its features; the engine decodes each property when it is asked for, a microsecond or two each. */
export interface TileFeatures {
  readonly featuresLength: number;
  getFeature(index: number): { getProperty(name: string): unknown };
}

/** A row of the network as tiles name it. */
export interface RowName {
  readonly id: string;
  readonly family: 'link' | 'node';
}

/**
 * Numbers of the features that are these rows in a tile of the network or of envelopes, in no order. Such a tile holds its
 * links by id, then its nodes by id (`networkTile`): a row is found in some 30 questions, where asking every one of the 14,000
 * features that a tile of mains may hold takes 25 ms, and several such tiles lie over one another.
 */
export function featuresOfRows(content: TileFeatures, rows: Iterable<RowName>): readonly number[] {
  const count = content.featuresLength;
  const property = (i: number, name: string): unknown => content.getFeature(i).getProperty(name);
  const firstNode = firstOf(0, count, (i) => property(i, 'family') === 'node');
  const found: number[] = [];
  for (const { id, family } of rows) {
    const [from, to] = family === 'link' ? [0, firstNode] : [firstNode, count];
    const at = firstOf(from, to, (i) => String(property(i, 'id')) >= id);
    if (at < to && property(at, 'id') === id) found.push(at);
  }
  return found;
}

/** The first of `from <= i < to` for which it holds, and then for all after it; `to` when it holds for none. */
function firstOf(from: number, to: number, holds: (i: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
