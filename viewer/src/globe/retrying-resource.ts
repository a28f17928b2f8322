import { Resource } from '@cesium/engine';
import { waitMs } from './back-off.ts';
import type { FailingRequests } from './failing-requests.ts';

/** What a retrying request needs to know of the world. */
export interface RetryContext {
  readonly failing: FailingRequests;
  /** False once the tileset is gone: nothing is asked for again. */
  readonly isWanted: () => boolean;
}

/**
 * A request that is repeated for ever, with back-off: the engine itself asks once and then draws a hole. Every address
 * derived from it (sub-tilesets, contents) inherits the habit.
 */
export class RetryingResource extends Resource {
  readonly #context: RetryContext;

  constructor(options: Resource.ConstructorOptions, context: RetryContext) {
    super({
      ...options,
      retryAttempts: Number.MAX_SAFE_INTEGER,
      retryCallback: (resource) => repeat(resource, context),
    });
    this.#context = context;
  }

  override clone(result?: Resource): Resource {
    if (result !== undefined) return super.clone(result);
    const copy = new RetryingResource({ url: this.url }, this.#context);
    return super.clone(copy);
  }

  override fetchArrayBuffer(): Promise<ArrayBuffer> | undefined {
    return this.#watched(super.fetchArrayBuffer());
  }

  override fetchJson(): Promise<unknown> | undefined {
    return this.#watched(super.fetchJson());
  }

  #watched<T>(answer: Promise<T> | undefined): Promise<T> | undefined {
    if (answer === undefined) return undefined;
    const settled = () => this.#context.failing.settled(addressOf(this.url));
    answer.then(settled, settled);
    return answer;
  }
}

/** The address of a request without what varies from one attempt to the next. */
export function addressOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

async function repeat(resource: Resource | undefined, { failing, isWanted }: RetryContext): Promise<boolean> {
  if (resource === undefined || !isWanted()) return false;
  // A throttled request that finds no free slot answers nothing at all, which the engine takes for a broken tile.
  (resource.request as { throttle: boolean }).throttle = false;
  await pause(waitMs(failing.failed(addressOf(resource.url)), Math.random()));
  return isWanted();
}

/** Resolves after the wait, or as soon as the browser finds its network again. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener('online', done);
  });
}
