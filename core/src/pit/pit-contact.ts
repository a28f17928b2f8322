/**
 * The least horizontal distance found so far, and the two points it lies between. Kernels write into one of these so
 * that nothing is allocated for a candidate.
 */
export interface PitContact {
  /** Infinity before anything was found, 0 when the bodies overlap in plan. */
  horizontalM: number;
  /** Least vertical distance below the floor; Infinity while nothing lies under it. */
  verticalM: number;
  /** x, y, z on the conduit's outer wall and, at the same level, on the pit's wall (carried down below its floor). */
  readonly points: Float64Array;
}

export function newContact(): PitContact {
  return { horizontalM: Number.POSITIVE_INFINITY, verticalM: Number.POSITIVE_INFINITY, points: new Float64Array(6) };
}

export function clearContact(contact: PitContact): void {
  contact.horizontalM = Number.POSITIVE_INFINITY;
  contact.verticalM = Number.POSITIVE_INFINITY;
}

/** Keeps a horizontal distance if it is the least so far: the body's point and the unit direction to it from the pit. */
export function offerHorizontal(
  contact: PitContact,
  distanceM: number,
  x: number,
  y: number,
  z: number,
  fromPitX: number,
  fromPitY: number,
): void {
  if (distanceM >= contact.horizontalM) return;
  contact.horizontalM = distanceM;
  const { points } = contact;
  points[0] = x;
  points[1] = y;
  points[2] = z;
  points[3] = x - fromPitX * distanceM;
  points[4] = y - fromPitY * distanceM;
  points[5] = z;
}

/** Keeps a vertical distance if it is the least so far: a point of the body's top, with the floor straight above it. */
export function offerVertical(contact: PitContact, floorM: number, x: number, y: number, z: number): void {
  const distanceM = Math.max(0, floorM - z);
  contact.horizontalM = 0;
  if (distanceM >= contact.verticalM) return;
  contact.verticalM = distanceM;
  const { points } = contact;
  points[0] = x;
  points[1] = y;
  points[2] = z;
  points[3] = x;
  points[4] = y;
  points[5] = floorM;
}
