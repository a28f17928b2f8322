import type { ConduitTable } from '../analysis/conduit-table.ts';
import { type BoxPiece, boxEnters, newBoxPiece, offerBox, setBox } from './box-against-pit.ts';
import { clearContact, newContact, type PitContact } from './pit-contact.ts';
import type { PitSolid } from './pit-solid.ts';
import { offerRound, type RoundPiece, type RoundScratch, roundEnters } from './round-against-pit.ts';

/** What the kernels write into, one per run, so that nothing is allocated for a candidate. */
export interface PitScratch extends RoundScratch {
  readonly contact: PitContact;
  readonly box: BoxPiece;
  readonly piece: RoundPiece;
}

export function newPitScratch(): PitScratch {
  return {
    shares: { s: 0, t: 0 },
    normal: { x: 0, y: 0 },
    contact: newContact(),
    box: newBoxPiece(),
    piece: { ax: 0, ay: 0, az: 0, bx: 0, by: 0, bz: 0, radiusM: 0 },
  };
}

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

/**
 * Conduit i of the table, lifted by `liftM` and its outer wall moved out by `growM`, against the pit: true when it
 * enters; else `scratch.contact` holds its least horizontal and vertical distances. The level must be known. A conduit
 * of unknown size is a round of radius `growM`. With `aboveFloor` only the stretches whose top reaches the floor's level
 * are looked at: nothing deeper can be struck by a shift in plan.
 */
export function meetAxis(
  solid: PitSolid,
  table: ConduitTable,
  i: number,
  liftM: number,
  growM: number,
  scratch: PitScratch,
  aboveFloor = false,
): boolean {
  clearContact(scratch.contact);
  const from = (table.starts[i] ?? 0) * 3;
  const to = (table.starts[i + 1] ?? 0) * 3;
  for (let k = from; k + 5 < to; k += 3) {
    if (meetPiece(solid, table, i, k, from, to, liftM, growM, scratch, aboveFloor)) return true;
  }
  return false;
}

/** One straight piece, from the axis point at offset k: true when it enters, else its distances are offered. */
function meetPiece(
  solid: PitSolid,
  { axes, halfWidthM, halfHeightM, round }: ConduitTable,
  i: number,
  k: number,
  from: number,
  to: number,
  liftM: number,
  growM: number,
  scratch: PitScratch,
  aboveFloor: boolean,
): boolean {
  let ax = at(axes, k);
  let ay = at(axes, k + 1);
  let az = at(axes, k + 2) + liftM;
  let bx = at(axes, k + 3);
  let by = at(axes, k + 4);
  let bz = at(axes, k + 5) + liftM;
  const sizeKnown = !Number.isNaN(at(halfWidthM, i));
  const halfWidth = (sizeKnown ? at(halfWidthM, i) : 0) + growM;
  const halfHeight = (sizeKnown ? at(halfHeightM, i) : 0) + growM;
  const upright = (bx - ax) ** 2 + (by - ay) ** 2 <= (RISER_SINE * (bz - az)) ** 2;
  const isRound = round[i] === 1 || !sizeKnown;
  if (aboveFloor) {
    // A box that leans is carried on at a bend by half its width at most, and rises with it.
    const lean = halfWidth * (Math.abs(bz - az) / Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2 + (bz - az) ** 2));
    const rise = isRound ? halfHeight : upright ? Math.sqrt(halfWidth ** 2 + halfHeight ** 2) : halfHeight + lean;
    const least = solid.floorM - rise;
    if (az < least && bz < least) return false;
    if (az < least || bz < least) {
      const share = (least - az) / (bz - az);
      const x = ax + (bx - ax) * share;
      const y = ay + (by - ay) * share;
      if (az < least) [ax, ay, az] = [x, y, least];
      else [bx, by, bz] = [x, y, least];
    }
  }
  if (isRound || upright) {
    const { piece } = scratch;
    piece.ax = ax;
    piece.ay = ay;
    piece.az = az;
    piece.bx = bx;
    piece.by = by;
    piece.bz = bz;
    // No source says which way a rectangular riser is turned: the round about its corners holds it whichever it is.
    piece.radiusM = isRound ? halfWidth : Math.sqrt(halfWidth * halfWidth + halfHeight * halfHeight);
    if (roundEnters(solid, piece, scratch)) return true;
    offerRound(solid, piece, scratch.contact, scratch);
    return false;
  }
  const startM = k > from ? halfWidth * mitreReach(axes, k) : 0;
  const endM = k + 6 < to ? halfWidth * mitreReach(axes, k + 3) : 0;
  const { box } = scratch;
  setBox(box, ax, ay, az, bx, by, bz, halfWidth, halfHeight, startM, endM);
  if (boxEnters(solid, box)) return true;
  offerBox(solid, box, scratch.contact, scratch);
  return false;
}

/** Tangent of half the plan turn at the axis point at offset k, at most 1: what a box needs to fill the bend. */
function mitreReach(axes: Float64Array, k: number): number {
  const ax = at(axes, k) - at(axes, k - 3);
  const ay = at(axes, k + 1) - at(axes, k - 2);
  const bx = at(axes, k + 3) - at(axes, k);
  const by = at(axes, k + 4) - at(axes, k + 1);
  const turn = Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by));
  return Math.min(1, Math.tan(turn / 2));
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
