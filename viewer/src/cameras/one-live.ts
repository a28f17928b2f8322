/** Hears whether its turn has come, or has gone to another. */
export type OnTurn = (isMine: boolean) => void;

/** All that want to be live, in the order in which they came. */
const wanting: OnTurn[] = [];

/**
 * One live picture of the page at a time: whoever came last. `onTurn` is called at once with true, with false when another
 * comes, and with true again when that one has gone. Returns how to go.
 */
export function wantLive(onTurn: OnTurn): () => void {
  wanting.at(-1)?.(false);
  wanting.push(onTurn);
  onTurn(true);
  let isGone = false;
  return () => {
    if (isGone) return;
    isGone = true;
    const wasLive = wanting.at(-1) === onTurn;
    wanting.splice(wanting.indexOf(onTurn), 1);
    if (!wasLive) return;
    onTurn(false);
    wanting.at(-1)?.(true);
  };
}
