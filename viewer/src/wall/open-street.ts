import type { NodeFeature } from '@undercroft/core/protocol/answers';
import { SHAFT_WALL_M } from '@undercroft/core/tiling/drawn-as';
import type { OpenWell } from '../globe/wall-desk.ts';
import { type GroundLevelAt, placePit } from '../pit/pit-place.ts';
import { type LonLat, NEW_PIT } from '../pit/pit-spec.ts';

/** The opened street about a well, metres: beside it, behind it as the camera looks, and below its floor. */
const BESIDE_M = 2.6;
const BEHIND_M = 2.4;
const BELOW_M = 0.45;

/** Depths that are opened; a well of unknown depth is opened as deep as most are. */
const LEAST_DEPTH_M = 2;
const GREATEST_DEPTH_M = 9;
const TYPICAL_DEPTH_M = 3.2;

/** The camera looks down by this, so an opening so much longer than deep shows its floor, metres a metre. */
export const STREET_PITCH_DEG = -46;
const AHEAD_OF_DEPTH = 0.95;

const BATTER = 0.12;
const METRES_PER_DEGREE = 111_320;

/** Outer radius of a shaft whose size is not known, metres. */
const TYPICAL_RADIUS_M = 0.5;

export interface StreetAsked {
  readonly at: LonLat;
  /** The camera's, degrees. */
  readonly headingDeg: number;
  /** The well; `null` where none is known: then the street is opened all the same. */
  readonly well: Pick<NodeFeature, 'coverLevelM' | 'sumpLevelM' | 'shaftDiameterMm'> | null;
  /** Level of the water, metres above the datum; `null` where it is not known. */
  readonly waterLevelM: number | null;
  readonly note: string;
}

/** Opens the street at a place so that a well stands free in it; `null` where the ground is not known. */
export function openStreet(asked: StreetAsked, levelAt: GroundLevelAt): OpenWell | null {
  const { at, well, waterLevelM } = asked;
  const groundM = levelAt(...at);
  if (groundM === null) return null;
  const depthM = streetDepthM(asked.well, groundM);
  const spec = { ...NEW_PIT, id: 'well', corners: streetCorners(at, asked.headingDeg, depthM), depthM, batter: BATTER };
  const placed = placePit(spec, levelAt, null);
  if (!placed.ok) return null;
  const floorLevelM = well?.sumpLevelM ?? null;
  const radiusM =
    well === null || well.shaftDiameterMm === null ? TYPICAL_RADIUS_M : well.shaftDiameterMm / 2000 + SHAFT_WALL_M;
  const water =
    waterLevelM === null || floorLevelM === null ? null : { lon: at[0], lat: at[1], floorLevelM, waterLevelM, radiusM };
  return { pit: placed.value, water, note: asked.note, noteLevelM: waterLevelM ?? groundM, lon: at[0], lat: at[1] };
}

/** How deep the street is opened: to a little below the well's floor. */
export function streetDepthM(well: StreetAsked['well'], groundM: number): number {
  const floorM = well?.sumpLevelM ?? null;
  if (floorM === null) return TYPICAL_DEPTH_M;
  return Math.max(LEAST_DEPTH_M, Math.min(GREATEST_DEPTH_M, groundM - floorM + BELOW_M));
}

/** Corners of the floor: longer towards the camera, so that its near wall hides nothing. */
export function streetCorners([lon, lat]: LonLat, headingDeg: number, depthM: number): readonly LonLat[] {
  const nearM = BEHIND_M + depthM * AHEAD_OF_DEPTH;
  const heading = (headingDeg * Math.PI) / 180;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const corner = (rightM: number, aheadM: number): LonLat => {
    const east = rightM * Math.cos(heading) + aheadM * Math.sin(heading);
    const north = -rightM * Math.sin(heading) + aheadM * Math.cos(heading);
    return [lon + east / (METRES_PER_DEGREE * shrink), lat + north / METRES_PER_DEGREE];
  };
  return [corner(-BESIDE_M, -nearM), corner(BESIDE_M, -nearM), corner(BESIDE_M, BEHIND_M), corner(-BESIDE_M, BEHIND_M)];
}
