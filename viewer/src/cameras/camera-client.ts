import {
  type CameraFootprintAnswer,
  type CameraStreamAnswer,
  type CamerasSeeing,
  cameraFootprintSchema,
  cameraStreamSchema,
  camerasSeeingSchema,
} from '@undercroft/core/protocol/live/camera-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Fetch, parsedAnswer } from '../api/ask.ts';

/** Asks about cameras. Fails with `ApiError`, or as aborted. */
export interface CameraClient {
  /** Which cameras see a place; `levelM` is null for the ground itself. */
  seeing(
    scene: string,
    position: readonly [lon: number, lat: number],
    levelM: number | null,
    signal: AbortSignal,
  ): Promise<CamerasSeeing>;
  footprint(scene: string, id: string, signal: AbortSignal): Promise<CameraFootprintAnswer>;
  stream(scene: string, id: string, signal: AbortSignal): Promise<CameraStreamAnswer>;
}

export function cameraClient(fetchUrl?: Fetch): CameraClient {
  return {
    seeing(scene, [lon, lat], levelM, signal) {
      const query = new URLSearchParams({ lon: lon.toFixed(7), lat: lat.toFixed(7) });
      if (levelM !== null) query.set('level', levelM.toFixed(3));
      return parsedAnswer(
        camerasSeeingSchema,
        `${routePath('camerasSeeing', { scene })}?${query}`,
        { signal },
        fetchUrl,
      );
    },
    footprint: (scene, id, signal) =>
      parsedAnswer(cameraFootprintSchema, routePath('cameraFootprint', { scene, id }), { signal }, fetchUrl),
    stream: (scene, id, signal) =>
      parsedAnswer(cameraStreamSchema, routePath('cameraStream', { scene, id }), { signal }, fetchUrl),
  };
}
