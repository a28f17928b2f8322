import type { ByteSource } from '../../readers/byte-source.ts';
import type { ReadLimits } from '../../readers/reader.ts';
import { type DxfPair, dxfPairs } from './dxf-pairs.ts';

/** An object of the drawing with its groups, and those that belong to it: vertices of a polyline, attributes of a block. */
export interface DxfEntity {
  readonly type: string;
  /** 1-based line of its beginning. */
  readonly row: number;
  readonly groups: readonly DxfPair[];
  readonly parts: readonly DxfEntity[];
}

/** Variables of the header, by name (`$INSUNITS`), each with its first value. */
export type DxfHeader = ReadonlyMap<string, string>;

export interface DxfVisit {
  header?(header: DxfHeader): void;
  /** True when the drawing's end (`EOF`) has been met. */
  ended?(complete: boolean): void;
}

/** A polyline or a block of more parts than this is no drawing of pipes: what is more is left out by its reader. */
const MOST_PARTS = 1_000_000;
const OWNERS: ReadonlySet<string> = new Set(['POLYLINE', 'INSERT']);

/** The objects of the section ENTITIES, in order, in batches. Blocks, tables and what else a drawing holds are passed over. */
export async function* dxfEntities(
  source: ByteSource,
  limits: ReadLimits,
  visit: DxfVisit,
  signal?: AbortSignal,
): AsyncIterable<readonly DxfEntity[]> {
  const header = new Map<string, string>();
  let section = '';
  let variable: string | null = null;
  let isNamed = false;
  let ended = false;
  let current: Mutable | null = null;
  let owner: Mutable | null = null;
  let batch: DxfEntity[] = [];
  const close = (): void => {
    if (current === null) return;
    if (owner !== null && current !== owner && owner.parts.length < MOST_PARTS) owner.parts.push(current);
    else if (owner === null) batch.push(current);
    current = null;
  };
  const closeOwner = (): void => {
    close();
    if (owner !== null) batch.push(owner);
    owner = null;
  };
  for await (const pairs of dxfPairs(source, limits, signal)) {
    for (const pair of pairs) {
      const { code, value, row } = pair;
      if (code !== 0) {
        if (isNamed && code === 2) section = value.trim();
        isNamed = false;
        if (section === 'HEADER') {
          if (code === 9) variable = value.trim();
          else if (variable !== null && !header.has(variable)) header.set(variable, value.trim());
        }
        current?.groups.push(pair);
        continue;
      }
      const type = value.trim();
      isNamed = type === 'SECTION';
      if (type === 'SECTION' || type === 'ENDSEC' || type === 'EOF') {
        closeOwner();
        if (type === 'ENDSEC' && section === 'HEADER') visit.header?.(header);
        if (type === 'ENDSEC') section = '';
        ended ||= type === 'EOF';
        continue;
      }
      if (section !== 'ENTITIES') continue;
      if (type === 'SEQEND') {
        closeOwner();
        continue;
      }
      const isPart = owner !== null && (type === 'VERTEX' || type === 'ATTRIB');
      if (isPart) close();
      else closeOwner();
      current = { type, row, groups: [], parts: [] };
      if (OWNERS.has(type)) owner = current;
    }
    yield batch;
    batch = [];
  }
  closeOwner();
  visit.ended?.(ended);
  yield batch;
}

interface Mutable {
  readonly type: string;
  readonly row: number;
  readonly groups: DxfPair[];
  readonly parts: Mutable[];
}

/** First value of a group code. */
export function groupOf(entity: DxfEntity, code: number): string | undefined {
  return entity.groups.find((group) => group.code === code)?.value;
}

/** First value of a group code as a number; `null` when it is missing or none. */
export function numberOf(entity: DxfEntity, code: number): number | null {
  const text = groupOf(entity, code)?.trim();
  if (text === undefined || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** Text with its `\U+4E95` escapes and the marks of formatted text taken off. */
export function textOf(value: string): string {
  return value
    .replace(/\\U\+([0-9A-Fa-f]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\P/g, ' ')
    .replace(/\\[ACFHQTW][^;\\]*;|\\[LlOoKk]|[{}]/g, '')
    .replace(/%%[cC]/g, 'Φ')
    .trim();
}
