import type { ErrorData } from 'hls.js';
import type { PictureFault } from './picture-watch.ts';

/** Plays one HLS stream in a video element until it is stopped or fails. */
export interface StreamPlayer {
  stop(): void;
}

/** Longest wait for any answer of a gateway, milliseconds. */
const ANSWER_WITHIN_MS = 6000;

/** A live picture this far behind is brought forward rather than played out, seconds. */
const MOST_BEHIND_S = 12;

const HLS_TYPE = 'application/vnd.apple.mpegurl';

/**
 * Begins to play. With media source extensions by hls.js, which tells what went wrong; where a browser plays HLS only by
 * itself, by its own player. `onFail` is told once, and nothing is played any more then.
 */
export function playStream(video: HTMLVideoElement, url: string, onFail: (fault: PictureFault) => void): StreamPlayer {
  let release: (() => void) | null = null;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    release?.();
    release = null;
  };
  const fail = (fault: PictureFault): void => {
    if (isStopped) return;
    stop();
    onFail(fault);
  };
  const onEnded = (): void => fail('ended');
  video.addEventListener('ended', onEnded);
  const whenStopped = (more: () => void): void => {
    release = () => {
      video.removeEventListener('ended', onEnded);
      more();
    };
    if (isStopped) release();
  };
  whenStopped(() => undefined);
  void start(video, url, fail, whenStopped).catch(() => fail('notPlayable'));
  return { stop };
}

async function start(
  video: HTMLVideoElement,
  url: string,
  fail: (fault: PictureFault) => void,
  whenStopped: (more: () => void) => void,
): Promise<void> {
  // Only who looks at a stream pays for its player.
  const { default: Hls } = await import('hls.js');
  if (!Hls.isSupported()) {
    if (video.canPlayType(HLS_TYPE) === '') {
      fail('notPlayable');
      return;
    }
    playByItself(video, url, fail, whenStopped);
    return;
  }
  const once = {
    default: {
      maxTimeToFirstByteMs: ANSWER_WITHIN_MS,
      maxLoadTimeMs: 2 * ANSWER_WITHIN_MS,
      timeoutRetry: { maxNumRetry: 0, retryDelayMs: 0, maxRetryDelayMs: 0 },
      errorRetry: { maxNumRetry: 0, retryDelayMs: 0, maxRetryDelayMs: 0 },
    },
  };
  const hls = new Hls({
    enableWorker: false,
    lowLatencyMode: true,
    liveDurationInfinity: true,
    backBufferLength: 4,
    maxBufferLength: 10,
    liveMaxLatencyDuration: MOST_BEHIND_S,
    liveSyncDuration: 4,
    // Whoever watches the picture asks again, and says so meanwhile.
    manifestLoadPolicy: once,
    playlistLoadPolicy: once,
    fragLoadPolicy: once,
  });
  hls.on(Hls.Events.ERROR, (_event: string, data: ErrorData) => {
    if (data.fatal) fail(faultOf(data));
  });
  whenStopped(() => hls.destroy());
  hls.loadSource(url);
  hls.attachMedia(video);
  void video.play().catch(() => undefined);
}

function playByItself(
  video: HTMLVideoElement,
  url: string,
  fail: (fault: PictureFault) => void,
  whenStopped: (more: () => void) => void,
): void {
  const onError = (): void => fail(video.error?.code === MediaError.MEDIA_ERR_NETWORK ? 'gatewayAway' : 'notPlayable');
  video.addEventListener('error', onError);
  whenStopped(() => {
    video.removeEventListener('error', onError);
    video.removeAttribute('src');
    video.load();
  });
  video.src = url;
  void video.play().catch(() => undefined);
}

function faultOf({ type, response }: ErrorData): PictureFault {
  if (type !== 'networkError') return 'notPlayable';
  const status = response?.code ?? 0;
  if (status === 0) return 'gatewayAway';
  if (status === 404 || status === 410) return 'noSuchStream';
  // A proxy before a gateway that is down answers 502 to 504.
  return status >= 502 && status <= 504 ? 'gatewayAway' : 'gatewayRefused';
}
