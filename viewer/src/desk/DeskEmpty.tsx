import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';

/** An empty list says whether there is nothing or nothing is known: the two are never mixed up. */
export function DeskEmpty({ words }: { readonly words: string }) {
  const say = useSay();
  const isKnown = useLive((state) => state.isKnown);
  return (
    <p className="desk-empty" role="status" data-known={isKnown}>
      {isKnown ? words : say('desk.waiting')}
    </p>
  );
}
