import { calls, type SignLook } from './status-sign.ts';

/** Outlines in a box of 24 about 12, 12: told apart without colour. */
const OCTAGON = 'M8.1 2.6h7.8l5.5 5.5v7.8l-5.5 5.5H8.1l-5.5-5.5V8.1z';
const TRIANGLE = 'M12 2.2 23 21.2H1z';
const DIAMOND = 'M12 1 23 12 12 23 1 12z';
const DISC = 'M12 2a10 10 0 1 1 0 20 10 10 0 0 1 0-20z';
const SQUARE = 'M6.5 3.5h11a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3h-11a3 3 0 0 1-3-3v-11a3 3 0 0 1 3-3z';

export const SIGN_OUTLINES: Readonly<Record<SignLook, string>> = {
  red: OCTAGON,
  redSeen: OCTAGON,
  orange: TRIANGLE,
  orangeSeen: TRIANGLE,
  yellow: DIAMOND,
  yellowSeen: DIAMOND,
  blue: DISC,
  blueSeen: DISC,
  caseLate: SQUARE,
  caseSoon: SQUARE,
  case: SQUARE,
};

const CALL = 'M12 6.6v7M12 17.1v.2';
const SEEN = 'M7.6 12.3l3.1 3.1 5.7-6.2';
const SHEET = 'M8.2 8.6h7.6M8.2 12h7.6M8.2 15.4h4.6';

/** What is drawn on the outline: that it calls, that somebody has seen it, or that it is a case. */
export function signMark(look: SignLook): string {
  if (calls(look)) return CALL;
  return look === 'case' || look === 'caseLate' || look === 'caseSoon' ? SHEET : SEEN;
}
