import type { MapTheme } from '@undercroft/core/map/style';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type {
  CellTints,
  MapLabel,
  MapPoint,
  PaintedPicture,
  PainterAnswer,
  PainterRequest,
} from './painter-protocol.ts';

/** The page's side of the worker that paints the base map. */
export interface MapPainter {
  /** A picture of a tile, `sizePx` device pixels wide. Rejects when aborted. */
  paint(
    picture: PaintedPicture,
    address: TileAddress,
    theme: MapTheme,
    sizePx: number,
    signal: AbortSignal,
  ): Promise<ImageBitmap>;
  /** The names of a data tile. Rejects when aborted. */
  labels(
    address: TileAddress,
    theme: MapTheme,
    language: 'zh' | 'en',
    signal: AbortSignal,
  ): Promise<readonly MapLabel[]>;
  /** The cameras, sensors and other points of a data tile. Rejects when aborted. */
  points(address: TileAddress, language: 'zh' | 'en', signal: AbortSignal): Promise<readonly MapPoint[]>;
  /** Sets the colours of the cells for pictures that are asked for from now on. */
  tint(tints: CellTints): void;
  /** Pictures painted so far, and the milliseconds of the worker that went into them. */
  readonly spent: { readonly pictures: number; readonly paintMs: number };
  destroy(): void;
}

export interface MapPainterOptions {
  readonly sceneId: string;
  readonly version: string;
  readonly finestZoom: number;
  /** Told how many tiles fail now. */
  readonly onFailing: (count: number) => void;
}

interface Waiting {
  readonly answer: (message: PainterAnswer) => void;
  readonly fail: (reason: Error) => void;
}

export function mapPainter({ sceneId, version, finestZoom, onFailing }: MapPainterOptions): MapPainter {
  const worker = new Worker(new URL('./painter.worker.ts', import.meta.url), { type: 'module', name: 'map-painter' });
  const waiting = new Map<number, Waiting>();
  const spent = { pictures: 0, paintMs: 0 };
  let lastId = 0;
  const say = (request: PainterRequest): void => worker.postMessage(request);

  worker.addEventListener('message', ({ data }: MessageEvent<PainterAnswer>) => {
    if (data.kind === 'failing') {
      onFailing(data.count);
      return;
    }
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if (asked !== undefined && data.kind === 'failed') asked.fail(new Error(`The map painter failed: ${data.message}`));
    else if (asked !== undefined) asked.answer(data);
    else if (data.kind === 'painted') data.picture.close();
  });
  worker.addEventListener('error', ({ message }) => {
    for (const { fail } of waiting.values()) fail(new Error(`The map painter failed: ${message}`));
    waiting.clear();
  });
  say({ kind: 'open', sceneId, version, finestZoom });

  const ask = (request: (id: number) => PainterRequest, signal: AbortSignal): Promise<PainterAnswer> =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      const stop = (): void => {
        waiting.delete(id);
        say({ kind: 'cancel', id });
        reject(new DOMException('No longer wanted.', 'AbortError'));
      };
      if (signal.aborted) {
        reject(new DOMException('No longer wanted.', 'AbortError'));
        return;
      }
      signal.addEventListener('abort', stop, { once: true });
      const done = (): void => signal.removeEventListener('abort', stop);
      waiting.set(id, {
        answer: (message) => {
          done();
          resolve(message);
        },
        fail: (reason) => {
          done();
          reject(reason);
        },
      });
      say(request(id));
    });

  return {
    spent,
    async paint(picture, address, theme, sizePx, signal) {
      const answer = await ask((id) => ({ kind: 'paint', id, picture, address, theme, sizePx }), signal);
      if (answer.kind !== 'painted') throw new TypeError(`A picture was asked for and "${answer.kind}" came.`);
      spent.pictures++;
      spent.paintMs += answer.paintMs;
      return answer.picture;
    },
    async labels(address, theme, language, signal) {
      const answer = await ask((id) => ({ kind: 'label', id, address, theme, language }), signal);
      if (answer.kind !== 'labelled') throw new TypeError(`Names were asked for and "${answer.kind}" came.`);
      return answer.labels;
    },
    async points(address, language, signal) {
      const answer = await ask((id) => ({ kind: 'point', id, address, language }), signal);
      if (answer.kind !== 'pointed') throw new TypeError(`Points were asked for and "${answer.kind}" came.`);
      return answer.points;
    },
    tint: (tints) => say({ kind: 'tint', tints }),
    destroy: () => worker.terminate(),
  };
}
