import {
  ImageryLayer,
  type ImageryTypes,
  type Request,
  RequestErrorEvent,
  RequestState,
  type Scene,
} from '@cesium/engine';
import type { Imagery } from '@undercroft/core/protocol/scene';
import type { LonLatRectangle } from '@undercroft/core/terrain/terrain-tiling';
import { waitMs } from './back-off.ts';
import { imageryProvider } from './imagery-provider.ts';

export interface ExternalImageryOptions {
  /** What is drawn; beyond it nothing is asked for. */
  readonly rectangle: LonLatRectangle;
  /** Lays a picture; without it below everything. */
  readonly lay?: (layer: ImageryLayer) => void;
  /**
   * Told of pictures under way, of those that fail and are asked for again, and whether the service has said that it has
   * none for some places.
   */
  readonly onProgress: (pending: number, failing: number, missing: boolean) => void;
}

/** One base map of another service on the ground, below everything. */
export interface ExternalImagery {
  /** Draws it in place of the one before; `null` draws none. */
  choose(imagery: Imagery | null): void;
  setShown(shown: boolean): void;
  destroy(): void;
}

/** What is being drawn, until it is laid anew. */
interface Laid {
  readonly layer: ImageryLayer;
  /** Asks again for one picture that failed; resolves whatever the answer is. */
  probe(): Promise<'answered' | 'failed'>;
}

/** Answers by which a service says that it has no picture there, as opposed to not answering. */
const MISSING_STATUSES: ReadonlySet<number> = new Set([204, 404, 410]);

/**
 * The engine asks once for a picture and, if the answer is put off, draws no ground at all under it. So a picture that
 * does not come is drawn as plain ground at once; one of those is asked for again with back-off, and when it comes the
 * whole is laid anew: what came before lies in the browser's cache.
 */
export function externalImagery(scene: Scene, options: ExternalImageryOptions): ExternalImagery {
  let chosen: Imagery | null = null;
  let shown = true;
  let laid: Laid | null = null;
  let attempt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const askAgain = async (current: Laid): Promise<void> => {
    const answer = await current.probe();
    if (laid !== current) return;
    if (answer === 'answered') lay();
    else later(current);
  };
  const later = (current: Laid): void => {
    attempt++;
    timer = setTimeout(() => void askAgain(current), waitMs(attempt, Math.random()));
  };

  const lay = (): void => {
    clearTimeout(timer);
    const before = laid;
    laid = null;
    options.onProgress(0, 0, false);
    if (chosen !== null && shown) {
      const next = layOne(scene, chosen, options.rectangle, {
        onFirstFailure: () => {
          if (laid === next) later(next);
        },
        onProgress: (pending, failing, missing) => {
          if (laid !== next) return;
          if (pending === 0 && failing === 0) attempt = 0;
          options.onProgress(pending, failing, missing);
        },
      });
      laid = next;
      if (options.lay === undefined) scene.imageryLayers.add(next.layer, 0);
      else options.lay(next.layer);
    }
    if (before !== null) scene.imageryLayers.remove(before.layer);
    scene.requestRender();
  };

  return {
    choose(imagery) {
      if (imagery === chosen) return;
      chosen = imagery;
      attempt = 0;
      lay();
    },
    setShown(next) {
      if (next === shown) return;
      shown = next;
      lay();
    },
    destroy() {
      clearTimeout(timer);
      laid = null;
    },
  };
}

interface Watch {
  readonly onFirstFailure: () => void;
  readonly onProgress: ExternalImageryOptions['onProgress'];
}

function layOne(scene: Scene, imagery: Imagery, rectangle: LonLatRectangle, watch: Watch): Laid {
  const provider = imageryProvider(imagery, rectangle);
  const ask = provider.requestImage.bind(provider);
  const failing = new Map<string, readonly [x: number, y: number, level: number]>();
  let pending = 0;
  let missing = false;
  const report = (): void => {
    watch.onProgress(pending, failing.size, missing);
    scene.requestRender();
  };
  const failed = (x: number, y: number, level: number): void => {
    failing.set(`${level}/${x}/${y}`, [x, y, level]);
    if (failing.size === 1) watch.onFirstFailure();
  };
  provider.requestImage = (x: number, y: number, level: number, request?: Request) => {
    const answer = ask(x, y, level, request);
    if (answer === undefined) return undefined;
    pending++;
    report();
    return answer
      .catch((error: unknown): ImageryTypes => {
        // The engine itself withdrew it and asks again when it is needed.
        if (request?.state === RequestState.CANCELLED) throw error;
        if (isMissing(error)) missing = true;
        else failed(x, y, level);
        return emptyPicture();
      })
      .finally(() => {
        pending--;
        report();
      });
  };
  return {
    layer: new ImageryLayer(provider),
    async probe() {
      const [first] = failing.values();
      if (first === undefined) return 'answered';
      try {
        await ask(...first);
        return 'answered';
      } catch (error) {
        return isMissing(error) ? 'answered' : 'failed';
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof RequestErrorEvent && MISSING_STATUSES.has(error.statusCode ?? 0);
}

/** Nothing over the plain ground. */
function emptyPicture(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  return canvas;
}
