import type { SectionCutShape } from '../protocol/analysis/section.ts';
import type { ReportLanguage } from '../report/dig-words.ts';
import { sayOnDrawing } from './drawing-words.ts';

type Sized = Pick<SectionCutShape, 'shape' | 'widthMm' | 'heightMm' | 'barrels' | 'casingMm'>;

/** A size as survey drawings have it: `DN300`, `1200x800`, `2-DN400`. */
export function sizeWords({ shape, widthMm, heightMm, barrels, casingMm }: Sized, language: ReportLanguage): string {
  const casing = casingMm === null ? '' : `/${Math.round(casingMm)}`;
  if (widthMm === null || heightMm === null) {
    return casingMm === null ? sayOnDrawing(language, 'unknown') : `?${casing}`;
  }
  const many = barrels > 1 ? `${barrels}-` : '';
  const isRound = shape === 'circular' && widthMm === heightMm;
  return many + (isRound ? `DN${Math.round(widthMm)}` : `${Math.round(widthMm)}×${Math.round(heightMm)}`) + casing;
}

/** What is added to a name for a conduit that is not in use. */
export function statusWords(status: SectionCutShape['status'], language: ReportLanguage): string {
  switch (status) {
    case 'abandoned':
      return ` (${sayOnDrawing(language, 'abandoned')})`;
    case 'planned':
      return ` (${sayOnDrawing(language, 'planned')})`;
    case 'inUse':
    case 'unknown':
      return '';
  }
}

/** A distance from an outer wall: where the wall is unknown it is the most it can be. */
export function fromWallWords(value: number | null, isWallKnown: boolean): string {
  return value === null || value === 0 || isWallKnown ? metresWords(value) : `≤${metresWords(value)}`;
}

/** Level of an outer top: where the wall is unknown it is the least it can be. */
export function outerTopWords(value: number | null, isWallKnown: boolean): string {
  return value === null || isWallKnown ? metresWords(value) : `≥${metresWords(value)}`;
}

/** A level or a length; unknown is a question mark, never a blank or a zero. */
export function metresWords(value: number | null, decimals = 2): string {
  return value === null ? '?' : value.toFixed(decimals);
}
