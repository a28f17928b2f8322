import { parseFeatureId } from '@undercroft/core/model/feature-id';
import { useEffect, useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import type { CameraPictureProps } from './CameraPicture.tsx';
import { type CameraStill, takeStill } from './camera-stills.ts';
import { PictureFrame } from './PictureFrame.tsx';

interface Props extends CameraPictureProps {
  /** Why there is no stream, where that is not the scene's own doing. */
  readonly note: string | null;
}

/** A still of the 3D scene from the camera's place, which says that it is one. */
export function StillPicture({ sceneId, cameraId, isCompact = false, note, onState }: Props) {
  const say = useSay();
  const theme = useApp((state) => state.theme);
  const loading = useApp((state) => state.loading);
  const [still, setStill] = useState<CameraStill | null>(null);
  useEffect(() => {
    if (loading.state !== 'ready') return;
    const controller = new AbortController();
    const { scene, ground } = loading;
    takeStill({ scene, ground, theme, sunTimeMs: null, sceneId, cameraId }, controller.signal).then(
      (next) => {
        if (!controller.signal.aborted) setStill(next);
      },
      () => {
        if (!controller.signal.aborted) setStill({ url: null, why: 'failed' });
      },
    );
    return () => controller.abort();
  }, [loading, theme, sceneId, cameraId]);
  const state = still === null ? 'connecting' : still.url === null ? 'none' : 'simulated';
  useEffect(() => onState?.(state), [state, onState]);
  return (
    <PictureFrame
      cameraId={cameraId}
      state={state}
      isCompact={isCompact}
      notes={
        <>
          {still?.url != null && <p className="note">{say('camera.simulatedHint')}</p>}
          {note !== null && <p className="note">{note}</p>}
        </>
      }
    >
      {still === null && (
        <p className="camera-words" role="status">
          {say('camera.drawing')}
        </p>
      )}
      {still !== null && still.url === null && (
        <p className="camera-words" role="status">
          <b>{say('camera.noStill')}</b>
          <span>{say(`camera.noStillWhy.${still.why}`)}</span>
        </p>
      )}
      {still !== null && still.url !== null && (
        <>
          <img
            src={still.url}
            alt={say('camera.pictureOf', { name: parseFeatureId(cameraId)?.sourceId ?? cameraId })}
          />
          <span className="camera-badge is-simulated" title={say('camera.simulatedHint')}>
            {say('camera.simulated')}
          </span>
        </>
      )}
    </PictureFrame>
  );
}
