/** A label that would like to be shown: its box about a place on screen, CSS pixels. */
export interface LabelWish {
  readonly key: string;
  /** Left middle of the box. */
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** From the camera, metres: the nearest are served first. */
  readonly distanceM: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Free space kept about each label, CSS pixels. */
const AIR_PX = 5;

/**
 * Which labels are shown: the nearest first, none that would leave the picture or touch another one or an obstacle, at
 * most `most`. Answers their keys.
 */
export function chooseLabels(
  wishes: readonly LabelWish[],
  picture: Box,
  obstacles: readonly Box[],
  most: number,
): ReadonlySet<string> {
  const taken = [...obstacles];
  const chosen = new Set<string>();
  for (const wish of wishes.toSorted((a, b) => a.distanceM - b.distanceM || (a.key < b.key ? -1 : 1))) {
    if (chosen.size >= most) break;
    const box = boxOf(wish);
    if (box.left < picture.left || box.right > picture.right) continue;
    if (box.top < picture.top || box.bottom > picture.bottom) continue;
    if (taken.some((other) => touch(box, other))) continue;
    taken.push(box);
    chosen.add(wish.key);
  }
  return chosen;
}

function boxOf({ x, y, widthPx, heightPx }: LabelWish): Box {
  return { left: x, right: x + widthPx, top: y - heightPx / 2, bottom: y + heightPx / 2 };
}

function touch(a: Box, b: Box): boolean {
  return (
    a.left < b.right + AIR_PX && b.left < a.right + AIR_PX && a.top < b.bottom + AIR_PX && b.top < a.bottom + AIR_PX
  );
}
