import type { CityPointFeature } from '@undercroft/core/protocol/answers';

/** From where and whither a still is drawn. */
export interface StillView {
  readonly lon: number;
  readonly lat: number;
  /** Of the lens, metres above the scene's datum. */
  readonly levelM: number;
  /** Clockwise from north, degrees. */
  readonly headingDeg: number;
  /** Above the horizon; downwards is negative. */
  readonly pitchDeg: number;
  /** Horizontal angle of view, degrees. */
  readonly fieldOfViewDeg: number;
}

export type NoStillWhy = 'headingUnknown' | 'fieldOfViewUnknown' | 'heightUnknown';

/** No source states the tilt: it is drawn as if set to look at the ground at this part of the range. */
const AIMED_AT = 0.4;

/** Range that the tilt is taken from where none is stated, metres, and its limits, degrees. */
const USUAL_RANGE_M = 80;
const PITCH_DEG = { steepest: -35, flattest: -4 } as const;

/** What a lens and a screen can show, degrees. */
const WIDEST_DEG = 120;

/** The view of a camera; why there is none where its source does not say what it takes. */
export function stillView(
  point: Pick<CityPointFeature, 'position' | 'levelM' | 'heightM' | 'headingDeg' | 'fieldOfViewDeg' | 'rangeM'>,
  groundLevelM: number,
): StillView | NoStillWhy {
  const { position, headingDeg, fieldOfViewDeg, rangeM, heightM } = point;
  if (headingDeg === null) return 'headingUnknown';
  if (fieldOfViewDeg === null) return 'fieldOfViewUnknown';
  const levelM = point.levelM ?? (heightM === null ? null : groundLevelM + heightM);
  if (levelM === null) return 'heightUnknown';
  const aboveM = heightM ?? levelM - groundLevelM;
  const down = (Math.atan2(aboveM, (rangeM ?? USUAL_RANGE_M) * AIMED_AT) * 180) / Math.PI;
  return {
    lon: position[0],
    lat: position[1],
    levelM,
    headingDeg,
    pitchDeg: Math.max(PITCH_DEG.steepest, Math.min(PITCH_DEG.flattest, -down)),
    fieldOfViewDeg: Math.min(fieldOfViewDeg, WIDEST_DEG),
  };
}
