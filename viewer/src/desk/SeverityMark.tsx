import { SIGN_OUTLINES, signMark } from '../globe/live/sign-shape.ts';
import type { SignLook } from '../globe/live/status-sign.ts';

/** The sign of the map beside a line of text: the same outline and tone. */
export function SeverityMark({ look, sizePx = 18 }: { readonly look: SignLook; readonly sizePx?: number }) {
  return (
    <svg className={`live-mark look-${look}`} width={sizePx} height={sizePx} viewBox="0 0 24 24" aria-hidden="true">
      <path className="sign-outline" d={SIGN_OUTLINES[look]} />
      <path className="sign-mark" d={signMark(look)} />
    </svg>
  );
}
