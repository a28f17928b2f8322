/** A pipe that ends at a well, as far as it tells where the street runs. */
export interface StreetPipe {
  readonly widthMm: number | null;
  /** Direction in which it leaves the well, clockwise from north, degrees; `null` where it is not known. */
  readonly bearingDeg: number | null;
}

/**
 * Heading of a camera that looks along the street, not over the roofs beside it: along the widest joined pipe, whichever
 * way is nearer to how the camera stands. Without a pipe it stays as it is.
 */
export function streetHeading(pipes: readonly StreetPipe[] | null, nowDeg: number): number {
  const [widest] = (pipes ?? [])
    .flatMap(({ bearingDeg, widthMm }) => (bearingDeg === null ? [] : [{ bearingDeg, widthMm: widthMm ?? 0 }]))
    .toSorted((a, b) => b.widthMm - a.widthMm);
  if (widest === undefined) return nowDeg;
  // A little across, so that the pipe is seen from its side too.
  const along = widest.bearingDeg + ACROSS_DEG;
  const turn = turned(along - nowDeg);
  return turn > 90 && turn < 270 ? turned(along + 180) : turned(along);
}

const ACROSS_DEG = 28;

function turned(deg: number): number {
  return ((deg % 360) + 360) % 360;
}
