import { offsetPolygon } from '../geometry/offset-polygon.ts';
import type { PitSolid } from './pit-solid.ts';
import { planDistance } from './pit-solid.ts';

/** A shaft as a pit sees it, in the pit's plane: an upright round from deep below to its cover. */
export interface PitShaft {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Level of its top, metres above the datum; null is unknown. */
  readonly coverLevelM: number | null;
  /** Outer diameter; null is unknown. */
  readonly outerDiameterM: number | null;
}

/** As `PitRelation`; a shaft stands, so nothing crosses. */
export type ShaftRelation = 'inside' | 'unknownLevel' | 'unknownSize' | 'below' | 'beside';

export interface ShaftMeeting {
  readonly index: number;
  readonly id: string;
  readonly relation: ShaftRelation;
  /** Outer wall to pit wall in plan at the level where they are nearest, metres; null where unknown. */
  readonly horizontalM: number | null;
  /** From the floor down to the top of a buried shaft under it; 0 inside; else null. */
  readonly verticalM: number | null;
  readonly sizeKnown: boolean;
}

/** Half the size a shaft of unknown size is allowed for when it is looked for beside a pit, metres. */
const UNKNOWN_RADIUS_M = 2;

/** The shafts inside a pit, under its floor, or within `reachM` of its walls; those out of reach are left out. */
export function meetShafts(solid: PitSolid, shafts: readonly PitShaft[], reachM: number): readonly ShaftMeeting[] {
  const meetings: ShaftMeeting[] = [];
  for (const [index, shaft] of shafts.entries()) {
    if (!Number.isFinite(shaft.x) || !Number.isFinite(shaft.y)) {
      throw new RangeError(`meetShafts: ${shaft.id} needs a finite place, got ${shaft.x}, ${shaft.y}`);
    }
    const meeting = meetShaft(solid, shaft, index, reachM);
    if (meeting !== null) meetings.push(meeting);
  }
  return meetings;
}

/** One shaft as `meetShafts` has it; null when out of reach. */
export function meetShaft(solid: PitSolid, shaft: PitShaft, index: number, reachM: number): ShaftMeeting | null {
  const { x, y, coverLevelM, outerDiameterM } = shaft;
  const sizeKnown = outerDiameterM !== null && outerDiameterM > 0;
  const radiusM = sizeKnown ? outerDiameterM / 2 : 0;
  const limitM = sizeKnown ? reachM : reachM + UNKNOWN_RADIUS_M;
  const known = { index, id: shaft.id, sizeKnown };
  if (coverLevelM === null || !Number.isFinite(coverLevelM)) {
    const within = gap(solid.top, x, y) - radiusM <= limitM;
    return within ? { ...known, relation: 'unknownLevel', horizontalM: null, verticalM: null } : null;
  }
  const buried = coverLevelM < solid.floorM;
  const gapM = gap(outlineAt(solid, coverLevelM), x, y) - radiusM;
  if (gapM <= 0 && !buried) return { ...known, relation: 'inside', horizontalM: 0, verticalM: 0 };
  if (gapM > limitM) return null;
  if (!sizeKnown) return { ...known, relation: 'unknownSize', horizontalM: null, verticalM: null };
  if (gapM > 0) return { ...known, relation: 'beside', horizontalM: gapM, verticalM: null };
  return { ...known, relation: 'below', horizontalM: 0, verticalM: solid.floorM - coverLevelM };
}

/** The pit is widest, and so nearest, at the top of the shaft. */
function outlineAt({ pit, floorM, batter }: PitSolid, levelM: number): Float64Array {
  if (levelM > pit.rim.lowestM) return pit.rim.outline;
  return offsetPolygon(pit.floor, pit.mitres, batter * Math.max(0, levelM - floorM));
}

function gap(outline: Float64Array, x: number, y: number): number {
  return planDistance(outline, x, y, x, y, { s: 0, t: 0 });
}
