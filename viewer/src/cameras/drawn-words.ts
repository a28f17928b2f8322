import type { Say } from '../i18n/i18n.ts';
import type { LiveState } from './keep-live.ts';
import { clockText } from './picture-words.ts';

/** What is said over a live picture that is drawn here; null while it is of now and says so itself. */
export function drawnWords(
  drawn: LiveState,
  isElsewhere: boolean,
  utcOffsetMinutes: number,
  say: Say,
): { readonly title: string; readonly details: string } | null {
  if (drawn.phase === 'none') return { title: say('camera.noStill'), details: say(`camera.noStillWhy.${drawn.why}`) };
  if (isElsewhere) return { title: say('camera.elsewhere'), details: '' };
  const { phase, fault, shownMs, ageS } = drawn;
  const last =
    shownMs === null ? say('camera.neverGood') : say('camera.lastGood', { time: clockText(shownMs, utcOffsetMinutes) });
  switch (phase) {
    case 'connecting':
      return { title: say('camera.drawing'), details: '' };
    case 'live':
      return null;
    case 'behind':
      return { title: say('camera.behind', { seconds: ageS ?? 0 }), details: '' };
    case 'frozen':
      return { title: say('camera.frozen'), details: [last, say('camera.again')].join(' · ') };
    case 'lost': {
      const why = fault === null ? [] : [say(`camera.drawingFault.${fault}`)];
      return { title: say('camera.lost'), details: [...why, last, say('camera.again')].join(' · ') };
    }
  }
}
