import { type CamerasSeeing, camerasSeeingSchema } from '@undercroft/core/protocol/live/camera-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { parsedAnswer } from '../api/ask.ts';
import type { LonLat } from '../pit/pit-spec.ts';

/** The cameras that see a place of the ground, or may, at most so many. Fails with `ApiError`, or as aborted. */
export function camerasNear(scene: string, at: LonLat, most: number, signal: AbortSignal): Promise<CamerasSeeing> {
  const [lon, lat] = at;
  const place = { lon: lon.toFixed(7), lat: lat.toFixed(7), limit: String(most) };
  const url = `${routePath('camerasSeeing', { scene })}?${new URLSearchParams(place)}`;
  return parsedAnswer(camerasSeeingSchema, url, { signal });
}
