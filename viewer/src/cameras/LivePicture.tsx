import { parseFeatureId } from '@undercroft/core/model/feature-id';
import { useEffect, useRef, useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { holdLive } from '../live/hold-live.ts';
import { useLive } from '../live/live-store.ts';
import { useApp } from '../state/store.ts';
import type { CameraPictureProps, CameraPictureState } from './CameraPicture.tsx';
import { drawnWords } from './drawn-words.ts';
import { keepLive, type LiveState } from './keep-live.ts';
import { wantLive } from './one-live.ts';
import { PictureFrame } from './PictureFrame.tsx';
import { clockText } from './picture-words.ts';
import { useUtcOffset } from './use-utc-offset.ts';

interface Props extends CameraPictureProps {
  /** Why there is no stream, where that is not the scene's own doing. */
  readonly note: string | null;
}

const CONNECTING: LiveState = { phase: 'connecting', fault: null, shownMs: null, ageS: null };

/**
 * What the selected camera would see, drawn from the 3D scene while one looks: it says that it is simulated, of which
 * instant it is, and when it is no more of now. One picture of the page at a time; another one that waits says so.
 */
export function LivePicture({ sceneId, cameraId, isCompact = false, utcOffsetMinutes, note, onState }: Props) {
  const say = useSay();
  const offset = useUtcOffset(utcOffsetMinutes);
  const loading = useApp((state) => state.loading);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [drawn, setDrawn] = useState(CONNECTING);
  // Null before it was asked whose turn it is.
  const [isMine, setIsMine] = useState<boolean | null>(null);
  useEffect(() => wantLive(setIsMine), []);
  useEffect(() => {
    if (isMine !== true || loading.state !== 'ready' || canvas.current === null) return;
    const { scene, ground } = loading;
    const letGo = scene.live === undefined ? null : holdLive(sceneId);
    const stop = keepLive(canvas.current, { scene, ground, cameraId }, setDrawn);
    return () => {
      stop();
      letGo?.();
    };
  }, [isMine, loading, sceneId, cameraId]);
  const isElsewhere = isMine === false;
  const state = stateOf(drawn, isElsewhere);
  useEffect(() => onState?.(state), [state, onState]);
  const words = drawnWords(drawn, isElsewhere, offset, say);
  const shownMs = drawn.phase === 'none' ? null : drawn.shownMs;
  const hasPicture = shownMs !== null;
  return (
    <PictureFrame
      cameraId={cameraId}
      state={state}
      isCompact={isCompact}
      notes={
        <>
          {drawn.phase !== 'none' && <p className="note">{say('camera.simulatedHint')}</p>}
          {hasPicture && <MovesNote isLiveScene={loading.state === 'ready' && loading.scene.live !== undefined} />}
          {note !== null && <p className="note">{note}</p>}
        </>
      }
    >
      <canvas
        ref={canvas}
        className={state === 'simulatedLive' || state === 'behind' ? 'camera-drawn' : 'camera-drawn camera-last-good'}
        hidden={!hasPicture}
        role="img"
        aria-label={say('camera.pictureOf', { name: parseFeatureId(cameraId)?.sourceId ?? cameraId })}
      />
      {hasPicture && (
        <>
          <span className="camera-badge is-simulated" title={say('camera.simulatedHint')}>
            {say('camera.simulatedPicture')}
          </span>
          <span className="camera-clock figures" data-testid="camera-clock">
            {clockText(shownMs, offset)}
          </span>
        </>
      )}
      {words !== null && (
        <p className="camera-words" role="status">
          <b>{words.title}</b>
          {words.details !== '' && <span className="figures">{words.details}</span>}
        </p>
      )}
    </PictureFrame>
  );
}

/** What is known of what moves: units that nobody hears of must not be taken for an empty street. */
function MovesNote({ isLiveScene }: { readonly isLiveScene: boolean }) {
  const say = useSay();
  const connection = useLive(({ connection: { state } }) => state);
  const isReplay = useLive(({ clock }) => clock.mode !== 'live');
  const isKnown = useLive((live) => live.isKnown);
  if (!isLiveScene) return <p className="note">{say('camera.nothingMoves')}</p>;
  if (isReplay) return <p className="note">{say(isKnown ? 'camera.movesThen' : 'camera.movesUnknown')}</p>;
  if (connection === 'live' && isKnown) return <p className="note">{say('camera.moves')}</p>;
  return (
    <p className="note is-bad" role="status">
      {say('camera.movesUnknown')}
    </p>
  );
}

function stateOf({ phase }: LiveState, isElsewhere: boolean): CameraPictureState {
  if (isElsewhere && phase !== 'none') return 'elsewhere';
  return phase === 'live' ? 'simulatedLive' : phase;
}
