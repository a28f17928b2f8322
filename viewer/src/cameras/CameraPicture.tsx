import { useCallback, useEffect } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { cameraClient } from './camera-client.ts';
import { LivePicture } from './LivePicture.tsx';
import { StillPicture } from './StillPicture.tsx';
import { StreamPicture } from './StreamPicture.tsx';
import { useAnswer } from './use-answer.ts';

/**
 * What is to be said of a picture. `simulated` is a still of the scene, `simulatedLive` is drawn from it now, `behind` was a
 * moment ago; `elsewhere`: the one live picture is of another camera; `none` is no picture at all.
 */
export type CameraPictureState =
  | 'connecting'
  | 'live'
  | 'behind'
  | 'frozen'
  | 'lost'
  | 'simulated'
  | 'simulatedLive'
  | 'elsewhere'
  | 'none';

export interface CameraPictureProps {
  readonly sceneId: string;
  /** `<layer>.<sourceId>`. */
  readonly cameraId: string;
  /** One simulated picture of the page is live; others are drawn once. */
  readonly isSelected: boolean;
  /** Without words below the picture; what is wrong with it still stands over it. */
  readonly isCompact?: boolean;
  /** Minutes that times are shown ahead of UTC by; the scene's own when absent. */
  readonly utcOffsetMinutes?: number;
  readonly onState?: (state: CameraPictureState) => void;
}

const client = cameraClient();

/** The picture of a camera: its stream where a gateway has one, else one of the 3D scene that says so. */
export function CameraPicture(props: CameraPictureProps) {
  const { sceneId, cameraId, onState } = props;
  const say = useSay();
  const ask = useCallback((signal: AbortSignal) => client.stream(sceneId, cameraId, signal), [sceneId, cameraId]);
  const answer = useAnswer(ask);
  const failed = answer.state === 'failed';
  useEffect(() => {
    if (failed) onState?.('lost');
  }, [failed, onState]);
  if (answer.state !== 'ready') {
    return (
      <div className="camera-picture" data-testid="camera-picture" data-state={failed ? 'lost' : 'connecting'}>
        <p className="camera-words" role="status">
          {say(failed ? 'camera.notKnown' : 'camera.connecting')}
        </p>
      </div>
    );
  }
  const { url, why } = answer.value;
  // Another camera has another picture: nothing of the one before may be left.
  if (url !== null) return <StreamPicture key={url} {...props} url={url} />;
  const note = why === 'noCode' ? say('camera.noCode') : null;
  if (props.isSelected) return <LivePicture key={cameraId} {...props} note={note} />;
  return <StillPicture key={cameraId} {...props} note={note} />;
}
