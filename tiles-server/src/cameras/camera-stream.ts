import type { CityPoint } from '@undercroft/core/model/city-point';
import type { CameraStreamAnswer } from '@undercroft/core/protocol/live/camera-answers';
import type { Scene } from '@undercroft/core/protocol/scene';

/**
 * Address of a camera's pictures by the scene's template. What is filled in is escaped: a code can neither leave its
 * part of the path nor add to the address.
 */
export function cameraStream(
  { live }: Pick<Scene, 'live'>,
  { code, sourceId }: Pick<CityPoint, 'code' | 'sourceId'>,
): Pick<CameraStreamAnswer, 'url' | 'why'> {
  const template = live?.cameraStreams?.url;
  if (template === undefined) return { url: null, why: 'noGateway' };
  if (template.includes('{code}') && (code === null || code === '')) return { url: null, why: 'noCode' };
  const url = template.replace(/\{(code|id)\}/g, (_, name: string) => {
    return encodeURIComponent(name === 'code' ? (code ?? '') : sourceId);
  });
  return { url, why: null };
}
