import { words } from '../codes/words.ts';

/** Texts that people write for "not known" or "none"; a cell that holds one is as good as empty. */
const UNKNOWN_TEXTS: ReadonlySet<string> = new Set([
  '',
  '\\n',
  ...words('-, --, ---, —, ——, －, /, ?, ？, ., *'),
  ...words('不详, 未知, 不明, 不清, 无, 空, 缺, 未测, 未探明, 无法探测, 待查, 待补'),
  ...words('unknown, unk, n/a, na, #n/a, nan, null, <null>, (null), none, nil, nd, tbd'),
  ...words('#value!, #ref!, #div/0!'),
]);

/** True for a text that says "not known": empty, a dash, 不详, `n/a`. */
export function isUnknownText(text: string): boolean {
  if (text.length > 8) return false;
  return UNKNOWN_TEXTS.has(text.trim().toLowerCase());
}
