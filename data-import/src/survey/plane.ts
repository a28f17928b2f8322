import { type LocalProjection, localProjection } from '@undercroft/core/geodesy/local-projection';
import type { Placement } from '../placing/placement.ts';

/** The plane in which a survey's distances are measured, metres; its axes need not be east and north. */
export interface SurveyPlane {
  /** Writes x, y of a placed point to `out[0], out[1]`: the source's own plane, or for degrees one about the first point. */
  write(x: number, y: number, lon: number, lat: number, out: Float64Array): void;
  /** True when distances in the plane are the lengths of `Placement.planLengthM`. */
  readonly isSource: boolean;
}

export function surveyPlane({ crs }: Placement): SurveyPlane {
  const { metresPerUnit } = crs;
  if (metresPerUnit !== null) {
    return {
      isSource: true,
      write(x, y, _lon, _lat, out) {
        out[0] = x * metresPerUnit;
        out[1] = y * metresPerUnit;
      },
    };
  }
  let projection: LocalProjection | null = null;
  return {
    isSource: false,
    write(_x, _y, lon, lat, out) {
      projection ??= localProjection([lon, lat]);
      projection.forward(lon, lat, out, 0);
    },
  };
}
