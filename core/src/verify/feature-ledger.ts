import type { DecodedContent } from './decoded-content.ts';
import type { FindingLog } from './finding-log.ts';
import type { MetadataTable } from './metadata-tables.ts';

/**
 * Which features a tileset holds. A feature may be drawn coarser above; among the contents that nothing stands in for it
 * lies once. Holds every id, and nothing else of a feature.
 */
export class FeatureLedger {
  readonly #ids = new Set<string>();

  get size(): number {
    return this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Enters the rows of a content's tables. `isFinest`: nothing below stands in for it. */
  enter(content: DecodedContent, isFinest: boolean, log: FindingLog, place: string): void {
    const own = new Set<string>();
    content.tables.forEach((table, i) => {
      if (table?.ids === undefined || table.ids === null) return;
      const at = `${place} propertyTables/${i}`;
      for (const id of idsOf(table, log, at)) {
        const isTwice = own.has(id) || (isFinest && this.#ids.has(id));
        if (isTwice) log.add('FEATURE_TWICE', at, `The feature "${id}" lies in more than one place.`);
        own.add(id);
        if (isFinest) this.#ids.add(id);
      }
    });
  }

  /** Holds the ledger against all rows there are: each is there, and nothing else is. */
  compare(rows: ReadonlySet<string>, log: FindingLog, place: string): void {
    for (const id of rows) {
      if (!this.#ids.has(id)) log.add('FEATURE_MISSING', place, `The row "${id}" lies in no tile.`);
    }
    for (const id of this.#ids) {
      if (!rows.has(id)) log.add('FEATURE_WITHOUT_ROW', place, `The feature "${id}" is of no row.`);
    }
  }
}

function idsOf(table: MetadataTable, log: FindingLog, place: string): readonly string[] {
  const ids = table.ids ?? [];
  const without = ids.findIndex((id) => id === null || id === '');
  if (without >= 0) log.add('FEATURE_WITHOUT_ID', place, `Row ${without} has no id.`);
  return ids.filter((id) => id !== null && id !== '').map(String);
}

/** Rows of a content's tables, and how many of them no vertex and no instance belongs to. */
export function rowCounts(content: DecodedContent): { readonly rows: number; readonly notDrawn: number } {
  let rows = 0;
  let notDrawn = 0;
  content.tables.forEach((table, i) => {
    if (table === null) return;
    const drawn = new Set<number>();
    for (const primitive of content.primitives) {
      if (primitive.table !== i) continue;
      for (const feature of primitive.vertexFeatures ?? primitive.instanceFeatures ?? []) drawn.add(feature);
    }
    drawn.delete(-1);
    rows += table.count;
    notDrawn += table.count - drawn.size;
  });
  return { rows, notDrawn };
}
