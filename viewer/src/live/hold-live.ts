import { attachLive } from './attach-live.ts';

const held = new Map<string, { holders: number; readonly leave: () => void }>();

/** Joins the page to the live stream of a scene for as long as anybody holds it. Returns how to let go. */
export function holdLive(scene: string): () => void {
  const found = held.get(scene) ?? { holders: 0, leave: attachLive(scene) };
  found.holders += 1;
  held.set(scene, found);
  let isHolding = true;
  return () => {
    if (!isHolding) return;
    isHolding = false;
    found.holders -= 1;
    if (found.holders > 0) return;
    held.delete(scene);
    found.leave();
  };
}
