import type { RuleSet } from '../protocol/rule-set.ts';
import { type RowPlace, ruleRows } from './rule-rows.ts';

/** Who answers for a row from which day (`2026-11-20`). */
export interface Signature {
  readonly by: string;
  readonly on: string;
}

export type SigningFailure =
  | { readonly code: 'unknown-row'; readonly near: readonly string[] }
  | { readonly code: 'nothing-to-sign'; readonly field: string };

export type SignedRules =
  | { readonly ok: true; readonly file: Readonly<Record<string, unknown>>; readonly place: RowPlace }
  | ({ readonly ok: false } & SigningFailure);

/**
 * The JSON of a city's rules with one row signed. The row is written out whole, so that the signature holds for the
 * figures that were signed whatever the set below says later, and the version is counted up. `file` is the city's file as
 * it stands; what the city has written there is kept as it is.
 */
export function signRow(
  file: Readonly<Record<string, unknown>>,
  rules: RuleSet,
  rowId: string,
  { by, on }: Signature,
): SignedRules {
  const found = ruleRows(rules).find(({ row }) => row.id === rowId);
  if (found === undefined) return { ok: false, code: 'unknown-row', near: nearIds(rules, rowId) };
  const { place } = found;
  const empty = emptyField(rules, place);
  if (empty !== null) return { ok: false, code: 'nothing-to-sign', field: empty };
  const signed = { ...found.row, verifiedBy: by, verifiedAt: on };
  const version = nextVersion(String(file.version));
  if (place === 'region' || place === 'foundation')
    return { ok: true, file: { ...file, version, [place]: signed }, place };
  const rows: readonly unknown[] = Array.isArray(file[place]) ? file[place] : [];
  const index = rows.findIndex((row) => idOf(row) === rowId);
  const changed = index < 0 ? [...rows, signed] : rows.with(index, signed);
  return { ok: true, file: { ...file, version, [place]: changed }, place };
}

/** Counts the last number of a version up: `2026.3` to `2026.4`, `draft` to `draft.1`. */
export function nextVersion(version: string): string {
  const [, before = version, number] = /^(.*?)(\d+)$/.exec(version) ?? [];
  return number === undefined ? `${version}.1` : `${before}${Number(number) + 1}`;
}

/** The figure that a row leaves unknown: there is nothing in it yet to answer for. */
function emptyField({ region, foundation }: RuleSet, place: RowPlace): string | null {
  if (place === 'region' && region.frostDepthM === null) return 'frostDepthM';
  if (place === 'foundation' && foundation.frictionDeg === null) return 'frictionDeg';
  return null;
}

/** The ids that begin most like one that nobody knows. */
function nearIds(rules: RuleSet, rowId: string): readonly string[] {
  return ruleRows(rules)
    .map(({ row }) => ({ id: row.id, shared: sharedStart(row.id, rowId) }))
    .filter(({ shared }) => shared > 2)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 3)
    .map(({ id }) => id);
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length]?.toLowerCase() === b[length]?.toLowerCase()) length++;
  return length;
}

function idOf(row: unknown): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, 'id') : undefined;
}
