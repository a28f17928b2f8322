/** Number formats of ECMA-376 part 1, 18.8.30 that show dates or times, those of Chinese and Japanese Excel among them. */
const BUILT_IN: readonly (readonly [first: number, last: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** True when a number format shows dates. `code` is the workbook's own, `undefined` for one that Excel builds in. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return BUILT_IN.some(([first, last]) => id >= first && id <= last);
  const [positive = ''] = code.split(';');
  // Quoted text, escaped characters, padding and colours say nothing; `[h]` counts hours, `[$-804]` names a language.
  const bare = positive.replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '');
  return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare.trim());
}
