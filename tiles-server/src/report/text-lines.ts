/** Chinese breaks anywhere, other scripts between words; what is longer than a line breaks where it must. */
const PIECES = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|\s+|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+/gu;

const ELLIPSIS = '…';

/** What no line begins with, and what none ends with: it stays with what it belongs to. */
const NOT_FIRST = /^[)\]}）】》〉」』”’、，。；：！？,.;:!?%％·]/u;
const NOT_LAST = /[([{（【《〈「『“‘]$/u;

/**
 * Breaks a text into lines no wider than `width`, at most `mostLines`; what finds no room is cut with an ellipsis.
 * `widthOf` measures in the font that the lines are drawn in.
 */
export function textLines(
  text: string,
  width: number,
  mostLines: number,
  widthOf: (text: string) => number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  const pieces = bound([...text.matchAll(PIECES)].map(([piece]) => piece)).flatMap((piece) =>
    widthOf(piece) > width ? lettersOf(piece) : [piece],
  );
  for (const piece of pieces) {
    if (line === '' && piece.trim() === '') continue;
    if (widthOf(line + piece.trimEnd()) <= width) {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    if (lines.length === mostLines) {
      lines[mostLines - 1] = cut(lines[mostLines - 1] ?? '', width, widthOf);
      return lines;
    }
    line = piece.trimStart();
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}

/** Brackets and stops joined to their neighbours. */
function bound(pieces: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const belongs = last !== undefined && last.trim() !== '' && piece.trim() !== '';
    if (belongs && (NOT_FIRST.test(piece) || NOT_LAST.test(last))) joined[joined.length - 1] = last + piece;
    else joined.push(piece);
  }
  return joined;
}

function cut(line: string, width: number, widthOf: (text: string) => number): string {
  const letters = lettersOf(line);
  while (letters.length > 0 && widthOf(letters.join('') + ELLIPSIS) > width) letters.pop();
  return letters.join('').trimEnd() + ELLIPSIS;
}

const LETTERS = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** As readers see them: an emoji of several parts is one. */
function lettersOf(text: string): string[] {
  return Array.from(LETTERS.segment(text), ({ segment }) => segment);
}
