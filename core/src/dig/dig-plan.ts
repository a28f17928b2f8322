import { collapsedSide, offsetPolygon } from '../geometry/offset-polygon.ts';
import { crossingSides } from '../geometry/polygon.ts';
import { PIT_REFUSALS } from '../pit/outline-check.ts';
import { makePit, type Pit, type PitInput, pitShape } from '../pit/pit.ts';
import { type GroundSampler, isKnown } from '../pit/pit-ground.ts';
import { type PitSolid, pitSolid } from '../pit/pit-solid.ts';
import type { DIG_METHODS, DIG_PARTS } from '../protocol/analysis/excavation.ts';

export type DigMethod = (typeof DIG_METHODS)[number];
export type DigPart = (typeof DIG_PARTS)[number];

/** A dig as it is asked for, in metres of a local plane. */
export interface DigInput extends PitInput {
  /** Depth of sheet piles along the floor's outline, below the lowest ground as `depthM`; null where there are none. */
  readonly supportDepthM: number | null;
  /** Working margin: everything that is dug or driven strays by it, in plan and in depth. */
  readonly marginM: number;
  /** Carried as evidence; it never loosens a verdict. */
  readonly method: DigMethod;
}

/** Everything that is left open of a dig when only a pit is asked for. */
export const DIG_DEFAULTS: Pick<DigInput, 'supportDepthM' | 'marginM' | 'method'> = {
  supportDepthM: null,
  marginM: 0,
  method: 'machine',
};

/** Why a dig cannot be planned. */
export const DIG_REFUSALS = [...PIT_REFUSALS, 'bad-support-depth', 'bad-margin'] as const;

export type DigRefusalCode = (typeof DIG_REFUSALS)[number];

export interface DigRefusal {
  readonly code: DigRefusalCode;
  /** One sentence: the thing, what was wanted, what came. Corners and sides are counted from 1. */
  readonly message: string;
}

/** A solid that the work takes away or may stray into. */
export interface DigBody {
  readonly part: DigPart;
  readonly solid: PitSolid;
  /** How far a face, edge or corner moves out in plan, at most, for each metre up. */
  readonly lean: number;
}

/**
 * A dig laid out for checks, in the plane of its input. The bodies, from the sure to the possible:
 *
 * ```
 *   ~~~~~~.                    .~~~~~   pit      what is dug
 *     \    \        pit       /    /    support  the floor's outline down to the foot of the piles; the soil between
 *      \    \________________/    /              them counts as disturbed
 *       \    |    support    |   /      margin   pit and support grown by the margin in plan and depth, corners
 *        \___|_______________|__/                mitred
 *            '---------------'
 * ```
 */
export interface DigPlan {
  readonly input: DigInput;
  readonly pit: Pit;
  /** Of the pit. */
  readonly solid: PitSolid;
  readonly bodies: readonly DigBody[];
  /** Level of the foot of the supports; null where there are none. */
  readonly supportFootM: number | null;
  readonly ground: GroundSampler;
  /** West, south, east, north of all bodies. */
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  /** No face of any body lies farther out in plan than this from the pit's floor. */
  readonly spreadM: number;
}

export type DigPlanResult =
  | { readonly ok: true; readonly plan: DigPlan }
  | { readonly ok: false; readonly refusal: DigRefusal };

/** Limits of what may be asked for, metres. */
export const DIG_LIMITS = { deepestSupportM: 80, widestMarginM: 10 } as const;

/**
 * Lays a dig out. Refuses what `makePit` refuses; supports that are not deeper than the floor (`bad-support-depth`); a
 * margin out of bounds (`bad-margin`); ground that is unknown within the margin (`ground-unknown`).
 */
export function planDig(input: DigInput, ground: GroundSampler): DigPlanResult {
  const { depthM, batter, supportDepthM, marginM } = input;
  if (!isKnown(marginM) || marginM < 0 || marginM > DIG_LIMITS.widestMarginM) {
    return refused('bad-margin', `The margin must be 0 to ${DIG_LIMITS.widestMarginM} m, but is ${marginM}.`);
  }
  const made = makePit(input, ground);
  if (!made.ok) return made;
  const { pit } = made;
  const deepest = DIG_LIMITS.deepestSupportM;
  if (supportDepthM !== null && !(supportDepthM > depthM && supportDepthM <= deepest)) {
    const wanted = `The supports must reach deeper than the floor at ${depthM} m, to ${deepest} m at most`;
    return refused('bad-support-depth', `${wanted}, but reach to ${supportDepthM}.`);
  }
  const supportFootM = supportDepthM === null ? null : pit.lowestGroundM - supportDepthM;
  const solid = pitSolid(pit);
  const bodies: DigBody[] = [{ part: 'pit', solid, lean: leanOf(solid) }];
  const add = (part: DigPart, growM: number, levelM: number, slope: number): DigRefusal | null => {
    const outline = growM === 0 ? pit.floor : grown(pit, growM);
    if (outline === null) {
      const message = `The margin of ${growM} m must leave the sides of the outline apart, but closes a notch: widen it or take it in.`;
      return { code: 'walls-meet', message };
    }
    const shaped = pitShape(outline, levelM, slope, ground);
    if (!shaped.ok) return shaped.refusal;
    const grownSolid = pitSolid(shaped.shape);
    bodies.push({ part, solid: grownSolid, lean: leanOf(grownSolid) });
    return null;
  };
  let refusal: DigRefusal | null = null;
  if (supportFootM !== null) refusal = add('support', 0, supportFootM, 0);
  if (marginM > 0) {
    refusal ??= add('margin', marginM, pit.floorLevelM - marginM, batter);
    if (supportFootM !== null) refusal ??= add('margin', marginM, supportFootM - marginM, 0);
  }
  if (refusal !== null) return { ok: false, refusal };
  return {
    ok: true,
    plan: { input, pit, solid, bodies, supportFootM, ground, bounds: boundsOfAll(bodies), spreadM: spreadOf(bodies) },
  };
}

/** A corner moves by its mitre for each metre that the sides move. */
function leanOf({ batter, pit }: PitSolid): number {
  let most = 0;
  for (let i = 0; i < pit.mitres.length; i += 2) {
    most = Math.max(most, Math.hypot(pit.mitres[i] ?? 0, pit.mitres[i + 1] ?? 0));
  }
  return batter * most;
}

function grown(pit: Pit, growM: number): Float64Array | null {
  if (collapsedSide(pit.floor, pit.mitres, growM) !== null) return null;
  const outline = offsetPolygon(pit.floor, pit.mitres, growM);
  return crossingSides(outline) === null ? outline : null;
}

function boundsOfAll(bodies: readonly DigBody[]): DigPlan['bounds'] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { solid } of bodies) {
    bounds[0] = Math.min(bounds[0], solid.bounds[0]);
    bounds[1] = Math.min(bounds[1], solid.bounds[1]);
    bounds[2] = Math.max(bounds[2], solid.bounds[2]);
    bounds[3] = Math.max(bounds[3], solid.bounds[3]);
  }
  return bounds;
}

/** The bodies' outlines have the floor's corners, in its order, each moved out. */
function spreadOf(bodies: readonly DigBody[]): number {
  const floor = bodies[0]?.solid.pit.floor ?? new Float64Array();
  let most = 0;
  for (const { solid } of bodies) {
    for (let i = 0; i < floor.length; i += 2) {
      const x = (solid.top[i] ?? 0) - (floor[i] ?? 0);
      const y = (solid.top[i + 1] ?? 0) - (floor[i + 1] ?? 0);
      most = Math.max(most, Math.hypot(x, y));
    }
  }
  return most;
}

function refused(code: DigRefusalCode, message: string): DigPlanResult {
  return { ok: false, refusal: { code, message } };
}
