import type { Say } from '../i18n/i18n.ts';
import type { PictureState } from './picture-watch.ts';

/** What is said of a moving picture: in a word, and why and since when. */
export function pictureWords(
  { phase, lastGoodMs, fault }: PictureState,
  utcOffsetMinutes: number,
  say: Say,
): { readonly title: string; readonly details: string } {
  const lastGood =
    lastGoodMs === null
      ? say('camera.neverGood')
      : say('camera.lastGood', { time: clockText(lastGoodMs, utcOffsetMinutes) });
  switch (phase) {
    case 'connecting':
      return { title: say('camera.connecting'), details: '' };
    case 'live':
      return { title: say('camera.live'), details: '' };
    case 'frozen':
      return { title: say('camera.frozen'), details: [lastGood, say('camera.again')].join(' · ') };
    case 'lost': {
      const why = fault === null ? [] : [say(`camera.fault.${fault}`)];
      return { title: say('camera.lost'), details: [...why, lastGood, say('camera.again')].join(' · ') };
    }
  }
}

/** "2026-11-20 12:03:10" by a clock so many minutes ahead of UTC: a picture may be of yesterday. */
export function clockText(timeMs: number, utcOffsetMinutes: number): string {
  return new Date(timeMs + utcOffsetMinutes * 60_000).toISOString().slice(0, 19).replace('T', ' ');
}
