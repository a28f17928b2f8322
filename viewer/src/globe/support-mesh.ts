import type { DigPlan } from '@undercroft/core/dig/dig-plan';
import type { Rgb } from './palette.ts';
import type { Place } from './ribbon-vertices.ts';
import type { ZonePaint, ZoneVertices } from './zone-vertices.ts';

export const STEEL_TONE: Rgb = [150, 178, 204];

/** A sheet pile is about so wide and folded so deep, metres (a U profile of 600 mm). */
const PILE_M = 0.6;
const FOLD_M = 0.18;

/** Piles stand over the ground by this, metres. */
const OVER_M = 0.25;

const UP: Place = [0, 0, 1];

/**
 * Adds the supports of a dig: a folded line of steel around it at the ground, a rib at each fold, and sheets from the
 * floor down to their foot. Above the floor only ribs stand, so that the soil and the cuts in the walls show.
 */
export function addSupports({ pit, supportFootM }: DigPlan, origin: Place, into: ZoneVertices): void {
  if (supportFootM === null) return;
  const floorZ = pit.floorLevelM - origin[2];
  const footZ = supportFootM - origin[2];
  // Sloping walls have their piles at the foot of the slope, upright ones at the ground.
  const topZ = pit.batter === 0 ? pit.rim.highestM + OVER_M - origin[2] : floorZ + OVER_M;
  const folds = foldsOf(pit.floor, origin);
  const rib: ZonePaint = { colour: STEEL_TONE, alpha: 0.85, kind: 'flat' };
  const cap: ZonePaint = { colour: STEEL_TONE, alpha: 1, kind: 'flat' };
  const sheet: ZonePaint = { colour: STEEL_TONE, alpha: 0.34, kind: 'flat' };
  const rows = folds.map(({ x, y, normal }) => {
    into.line([x, y, floorZ], [x, y, topZ], normal, 0.012, rib);
    into.line([x, y, footZ], [x, y, floorZ], normal, 0.02, rib);
    const first = into.vertexCount;
    into.vertex([x, y, floorZ], normal, sheet);
    into.vertex([x, y, footZ], normal, sheet);
    return first;
  });
  for (const [i, { x, y }] of folds.entries()) {
    const j = (i + 1) % folds.length;
    const next = folds[j];
    const [row, nextRow] = [rows[i], rows[j]];
    if (next === undefined || row === undefined || nextRow === undefined) continue;
    into.strip(row, nextRow, 2);
    into.line([x, y, topZ], [next.x, next.y, topZ], UP, 0.05, cap);
    into.line([x, y, footZ], [next.x, next.y, footZ], UP, 0.03, rib);
  }
}

interface Fold {
  readonly x: number;
  readonly y: number;
  /** Out of the pit. */
  readonly normal: Place;
}

/** The outline walked in widths of a pile, every second one set back. */
function foldsOf(floor: Float64Array, origin: Place): readonly Fold[] {
  const folds: Fold[] = [];
  const n = floor.length / 2;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const [ax, ay] = [(floor[i * 2] ?? 0) - origin[0], (floor[i * 2 + 1] ?? 0) - origin[1]];
    const [bx, by] = [(floor[j * 2] ?? 0) - origin[0], (floor[j * 2 + 1] ?? 0) - origin[1]];
    const length = Math.hypot(bx - ax, by - ay);
    const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
    // The floor runs anticlockwise: out of it is to the right.
    const normal: Place = [uy, -ux, 0];
    // An odd count of folds brings a side back to its own line.
    const count = Math.max(2, Math.round(length / PILE_M / 2) * 2);
    for (let k = 0; k < count; k++) {
      const out = k % 2 === 0 ? 0 : FOLD_M;
      const along = (length * k) / count;
      folds.push({ x: ax + ux * along + normal[0] * out, y: ay + uy * along + normal[1] * out, normal });
    }
  }
  return folds;
}
