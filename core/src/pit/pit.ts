import { collapsedSide, mitreVectors, offsetPolygon, outwardNormals } from '../geometry/offset-polygon.ts';
import { anticlockwise, boundsOf, crossingSides, signedArea } from '../geometry/polygon.ts';
import { checkOutline, type PitRefusal } from './outline-check.ts';
import { type GroundSampler, isKnown, lowestGround } from './pit-ground.ts';
import { type PitRim, pitRim } from './pit-rim.ts';
import { pitVolume } from './pit-volume.ts';

export interface PitInput {
  /** Outline of the FLOOR: flat x, y in metres, not closed, any orientation. */
  readonly outline: Float64Array;
  /** Depth of the floor below the lowest ground within the outline, metres. */
  readonly depthM: number;
  /** Horizontal per vertical of the walls; 0 is upright. The top grows by batter x height on every side. */
  readonly batter: number;
}

export interface PitSide {
  readonly floorLengthM: number;
  /** Plan length between the two corners of the side at the ground. */
  readonly topLengthM: number;
}

/**
 * A pit: a level floor and flat walls that rise from its sides, each leaning out by the batter, to where they meet the
 * ground. Side i runs from corner i to corner i + 1. x, y in metres of a local plane, z = level above the datum.
 *
 * ```
 *   ~~~~~.                          .~~~~~  ground, followed by the rim
 *         \                        /
 *          \                      /   batter = run / rise
 *           \____________________/    floor level = lowest ground within the outline - depth
 * ```
 */
export interface Pit extends PitShape {
  readonly lowestGroundM: number;
  readonly depthM: number;
  /** Middle of the floor's bounding box. */
  readonly centre: readonly [x: number, y: number];
  readonly floorAreaM2: number;
  /** Plan area within the rim. */
  readonly topAreaM2: number;
  /** Soil between the floor, the walls and the ground. */
  readonly volumeM3: number;
}

/** Floor, walls and rim of a pit: all that distances are measured to. */
export interface PitShape {
  /** Corners of the floor, flat x, y, anticlockwise. */
  readonly floor: Float64Array;
  /** Per corner: how far it moves in plan, as a vector, for each metre the sides move out. */
  readonly mitres: Float64Array;
  /** Per side: unit normal in plan, pointing out of the pit. */
  readonly normals: Float64Array;
  readonly floorLevelM: number;
  readonly batter: number;
  readonly rim: PitRim;
  readonly sides: readonly PitSide[];
}

export type PitResult = { readonly ok: true; readonly pit: Pit } | { readonly ok: false; readonly refusal: PitRefusal };

export type PitShapeResult =
  | { readonly ok: true; readonly shape: PitShape }
  | { readonly ok: false; readonly refusal: PitRefusal };

/** Limits of what may be asked for. */
export const PIT_LIMITS = { leastDepthM: 0.1, greatestDepthM: 40, greatestBatter: 5 } as const;

/**
 * Digs a pit. Refuses, with a code and a sentence, an outline that cannot be dug, ground that is unknown anywhere in
 * the pit, and walls that meet each other below the ground or never meet it.
 */
export function makePit(input: PitInput, ground: GroundSampler): PitResult {
  const refusal = checkOutline(input.outline) ?? checkNumbers(input);
  if (refusal !== null) return { ok: false, refusal };
  const floor = anticlockwise(input.outline);
  const { depthM, batter } = input;
  const lowestGroundM = lowestGround(floor, ground);
  if (lowestGroundM === null)
    return refused('ground-unknown', 'The ground must be known under the whole outline, but is not.');
  const shaped = pitShape(floor, lowestGroundM - depthM, batter, ground);
  if (!shaped.ok) return shaped;
  const { shape } = shaped;
  const volumeM3 = pitVolume(floor, shape.mitres, shape.floorLevelM, batter, shape.rim, ground);
  if (volumeM3 === null) return refused('ground-unknown', 'The ground must be known over the whole pit, but is not.');
  const [west, south, east, north] = boundsOf(floor);
  return {
    ok: true,
    pit: {
      ...shape,
      lowestGroundM,
      depthM,
      centre: [(west + east) / 2, (south + north) / 2],
      floorAreaM2: signedArea(floor),
      topAreaM2: signedArea(shape.rim.outline),
      volumeM3,
    },
  };
}

/**
 * Raises walls from a floor (anticlockwise, checked by the caller) at a level. Refuses walls that meet each other below
 * the ground or never meet it, and ground that is unknown along the rim.
 */
export function pitShape(
  floor: Float64Array,
  floorLevelM: number,
  batter: number,
  ground: GroundSampler,
): PitShapeResult {
  const mitres = mitreVectors(floor);
  const made = pitRim(floor, mitres, floorLevelM, batter, ground);
  if (!made.ok) return made;
  const { rim } = made;
  const meeting = meetingWalls(floor, mitres, batter * (rim.highestM - floorLevelM));
  if (meeting !== null) return { ok: false, refusal: { code: 'walls-meet', message: meeting } };
  const normals = outwardNormals(floor);
  return { ok: true, shape: { floor, mitres, normals, floorLevelM, batter, rim, sides: sidesOf(floor, rim) } };
}

function checkNumbers({ depthM, batter }: PitInput): PitRefusal | null {
  const { leastDepthM, greatestDepthM, greatestBatter } = PIT_LIMITS;
  if (!isKnown(depthM) || depthM < leastDepthM || depthM > greatestDepthM) {
    const message = `The depth must be ${leastDepthM} to ${greatestDepthM} m, but is ${depthM}.`;
    return { code: 'bad-depth', message };
  }
  if (!isKnown(batter) || batter < 0 || batter > greatestBatter) {
    return { code: 'bad-batter', message: `The batter must be 0 to ${greatestBatter}, but is ${batter}.` };
  }
  return null;
}

/** Walls of a notch lean towards each other; where they would meet below the ground there is no such pit to dig. */
function meetingWalls(floor: Float64Array, mitres: Float64Array, reachM: number): string | null {
  if (reachM === 0) return null;
  const side = collapsedSide(floor, mitres, reachM);
  const wanted = 'The walls must stay apart up to the ground, but';
  if (side !== null)
    return `${wanted} those beside side ${side + 1} meet below it: make the pit steeper or the notch wider.`;
  const crossing = crossingSides(offsetPolygon(floor, mitres, reachM));
  if (crossing === null) return null;
  return `${wanted} those of sides ${crossing[0] + 1} and ${crossing[1] + 1} meet below it: make the pit steeper or the gap wider.`;
}

function sidesOf(floor: Float64Array, rim: PitRim): readonly PitSide[] {
  const n = floor.length / 2;
  return Array.from({ length: n }, (_, i) => {
    const j = (i + 1) % n;
    return {
      floorLengthM: span(floor, i, j),
      topLengthM: span(rim.outline, rim.starts[i] ?? 0, rim.starts[j] ?? 0),
    };
  });
}

function span(points: Float64Array, i: number, j: number): number {
  return Math.hypot((points[j * 2] ?? 0) - (points[i * 2] ?? 0), (points[j * 2 + 1] ?? 0) - (points[i * 2 + 1] ?? 0));
}

function refused(code: PitRefusal['code'], message: string): PitResult {
  return { ok: false, refusal: { code, message } };
}
