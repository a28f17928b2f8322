import type { SeeingCamera } from '@undercroft/core/protocol/live/camera-answers';
import { CameraPicture } from '../cameras/CameraPicture.tsx';
import { useApp } from '../state/store.ts';
import { distanceText } from './wall-format.ts';

interface Props {
  readonly sceneId: string;
  readonly camera: SeeingCamera;
}

/** The picture of a camera with its name and how far it is. */
export function CameraTile({ sceneId, camera }: Props) {
  const language = useApp((state) => state.language);
  return (
    <figure className="camera-tile" data-camera={camera.featureId}>
      <CameraPicture sceneId={sceneId} cameraId={camera.featureId} isSelected={false} isCompact />
      <figcaption>
        {camera.name[language] ?? camera.name.zh ?? camera.sourceId}{' '}
        <span className="muted figures">{distanceText(camera.distanceM)}</span>
      </figcaption>
    </figure>
  );
}
