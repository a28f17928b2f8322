import { type BackOff, waitMs } from '../globe/back-off.ts';
import { type PictureState, pictureWatch } from './picture-watch.ts';
import { playStream, type StreamPlayer } from './stream-player.ts';

/** A camera's stream in a video element, kept alive and watched. */
export interface KeptPicture {
  stop(): void;
}

const RECONNECT: BackOff = { firstMs: 500, longestMs: 30_000 };

/** How often the picture is looked at, milliseconds. */
const LOOK_EVERY_MS = 1000;

/** Samples that pixels are compared by: enough to hold the figures of a clock in the picture. */
const SAMPLES_WIDE = 160;
const SAMPLES_HIGH = 90;

/** A timer that comes so late was asleep with its page, milliseconds. */
const ASLEEP_MS = 2500;

/** Width that the last good picture is kept with, pixels. */
const KEPT_WIDE = 640;

/**
 * Plays a stream and asks for it again when it breaks, longer and longer after one another. `lastGood` always holds the
 * last good picture; `onState` hears of every change of what is to be said.
 */
export function keepPicture(
  video: HTMLVideoElement,
  lastGood: HTMLCanvasElement,
  url: string,
  onState: (state: PictureState) => void,
): KeptPicture {
  const watch = pictureWatch(Date.now());
  const sample = sampler(video);
  let player: StreamPlayer | null = null;
  let attempt = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  let wokenMs = Date.now();
  let told = '';

  const tell = (): void => {
    const { phase, lastGoodMs, fault } = watch.state;
    // The time of the last good picture is said once there is no new one.
    const now = `${phase} ${fault ?? ''} ${phase === 'live' ? '' : lastGoodMs}`;
    if (now === told) return;
    told = now;
    onState(watch.state);
  };
  const connect = (): void => {
    watch.begin(Date.now());
    player = playStream(video, url, (fault) => {
      player = null;
      watch.fail(fault);
      tell();
      again();
    });
  };
  const again = (): void => {
    clearTimeout(retry);
    attempt++;
    retry = setTimeout(connect, waitMs(attempt, Math.random(), RECONNECT));
  };
  const stopFrames = onFrames(video, () => {
    attempt = 0;
    watch.frame(Date.now());
  });
  const look = (): void => {
    const nowMs = Date.now();
    if (document.hidden || nowMs - wokenMs > LOOK_EVERY_MS + ASLEEP_MS) watch.wake(nowMs);
    wokenMs = nowMs;
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && player !== null) {
      watch.look(nowMs, sample());
      keepIn(lastGood, video);
    }
    const isSilent = watch.tick(nowMs);
    tell();
    if (!isSilent || player === null) return;
    player.stop();
    player = null;
    watch.begin(nowMs);
    again();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  connect();
  tell();
  return {
    stop() {
      if (isStopped) return;
      isStopped = true;
      clearInterval(timer);
      clearTimeout(retry);
      stopFrames();
      player?.stop();
    },
  };
}

/** Copies what is seen: a player that is stopped leaves nothing behind. */
function keepIn(canvas: HTMLCanvasElement, video: HTMLVideoElement): void {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return;
  const width = Math.min(KEPT_WIDE, videoWidth);
  const height = Math.round((width * videoHeight) / videoWidth);
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
}

/** Tells of every frame shown, where the browser does; else of the clock of the video moving on. */
function onFrames(video: HTMLVideoElement, told: () => void): () => void {
  if ('requestVideoFrameCallback' in video) {
    let handle = 0;
    const next = (): void => {
      told();
      handle = video.requestVideoFrameCallback(next);
    };
    handle = video.requestVideoFrameCallback(next);
    return () => video.cancelVideoFrameCallback(handle);
  }
  const element: HTMLVideoElement = video;
  let beforeS = -1;
  const onTime = (): void => {
    if (element.currentTime === beforeS) return;
    beforeS = element.currentTime;
    told();
  };
  element.addEventListener('timeupdate', onTime);
  return () => element.removeEventListener('timeupdate', onTime);
}

/** Reads the picture in small; null where it comes from an origin that lets nobody read it. */
function sampler(video: HTMLVideoElement): () => Uint8ClampedArray | null {
  const canvas = document.createElement('canvas');
  canvas.width = SAMPLES_WIDE;
  canvas.height = SAMPLES_HIGH;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return () => {
    if (context === null) return null;
    context.drawImage(video, 0, 0, SAMPLES_WIDE, SAMPLES_HIGH);
    try {
      return context.getImageData(0, 0, SAMPLES_WIDE, SAMPLES_HIGH).data;
    } catch {
      return null;
    }
  };
}
