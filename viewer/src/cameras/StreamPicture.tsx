import { useEffect, useRef, useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import type { CameraPictureProps } from './CameraPicture.tsx';
import { keepPicture } from './keep-picture.ts';
import { PictureFrame } from './PictureFrame.tsx';
import type { PictureState } from './picture-watch.ts';
import { pictureWords } from './picture-words.ts';
import { useUtcOffset } from './use-utc-offset.ts';

interface Props extends CameraPictureProps {
  readonly url: string;
}

const CONNECTING: PictureState = { phase: 'connecting', lastGoodMs: null, fault: null };

/** A moving picture. When it freezes or is lost the last good one stays, greyed, with words over it. */
export function StreamPicture({ url, cameraId, isCompact = false, utcOffsetMinutes, onState }: Props) {
  const say = useSay();
  const offset = useUtcOffset(utcOffsetMinutes);
  const video = useRef<HTMLVideoElement>(null);
  const lastGood = useRef<HTMLCanvasElement>(null);
  const [picture, setPicture] = useState(CONNECTING);
  useEffect(() => {
    if (video.current === null || lastGood.current === null) return;
    const kept = keepPicture(video.current, lastGood.current, url, setPicture);
    return () => kept.stop();
  }, [url]);
  const { phase } = picture;
  useEffect(() => onState?.(phase), [phase, onState]);
  const { title, details } = pictureWords(picture, offset, say);
  return (
    <PictureFrame cameraId={cameraId} state={phase} isCompact={isCompact}>
      <video ref={video} muted playsInline autoPlay disablePictureInPicture />
      <canvas ref={lastGood} className="camera-last-good" hidden={phase === 'live' || phase === 'connecting'} />
      {phase === 'live' ? (
        <span className="camera-badge is-live">{title}</span>
      ) : (
        <p className="camera-words" role="status">
          <b>{title}</b>
          {details !== '' && <span className="figures">{details}</span>}
        </p>
      )}
    </PictureFrame>
  );
}
