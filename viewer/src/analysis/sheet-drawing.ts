import { drawProfile } from '@undercroft/core/drawing/draw-profile';
import { drawSection } from '@undercroft/core/drawing/draw-section';
import type { Drawing } from '@undercroft/core/drawing/drawing';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { Language } from '../i18n/language.ts';
import type { Sheet } from './analysis-store.ts';
import { answerOrBefore } from './asked.ts';

/** The box that a drawing is to fit, mm of paper. */
export interface PaperBox {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** A4 across, within the margins that printers keep. */
export const PRINT_BOX: PaperBox = { widthMm: 277, heightMm: 186 };

/** The ends of a section as survey drawings name them. */
const SECTION_NAME = '1-1′';

/**
 * The sheet as a drawing to scale; null while there is no answer. `madeUp` are the words for data that were made up, which
 * the drawing carries wherever it goes; null for real ones.
 */
export function sheetDrawing(
  sheet: Sheet,
  scene: Pick<PublicScene, 'heightDatum'>,
  language: Language,
  box: PaperBox,
  madeUp: string | null,
): Drawing | null {
  const datum = scene.heightDatum.name[language];
  const options = { language, ...box, datum };
  const named = (name: string | null): string | null =>
    [name, madeUp].filter((part) => part !== null).join(' · ') || null;
  switch (sheet.kind) {
    case 'section': {
      const answer = answerOrBefore(sheet.asked);
      if (answer === null) return null;
      const { dataDate, unplacedCount, section } = answer;
      return drawSection(section, { ...options, name: named(SECTION_NAME), dataDate: dayOf(dataDate), unplacedCount });
    }
    case 'profile': {
      const answer = answerOrBefore(sheet.asked);
      if (answer === null) return null;
      const { dataDate, unplacedCount, profile } = answer.profile;
      return drawProfile(profile, { ...options, name: named(null), dataDate: dayOf(dataDate), unplacedCount });
    }
  }
}

function dayOf(moment: string): string {
  return moment.slice(0, 10);
}
