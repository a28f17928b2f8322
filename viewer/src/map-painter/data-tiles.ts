import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { decodeVectorTile } from '@undercroft/core/vector-tile/decode';
import type { DecodedTile } from '@undercroft/core/vector-tile/decoded-tile';
import { waitMs } from '../globe/back-off.ts';
import type { FailingRequests } from '../globe/failing-requests.ts';

/** The decoded vector tiles of a scene. */
export interface DataTiles {
  /** The tile of an address, asked for until it comes; rejects only when aborted. */
  tile(address: TileAddress, signal: AbortSignal): Promise<DecodedTile>;
}

export type FetchBytes = (url: string, signal: AbortSignal) => Promise<Response>;

/** Decoded tiles kept; the longest unasked go first. */
const MOST_TILES = 160;

const EMPTY: DecodedTile = { layers: [], issues: [] };

/** One request serves all who ask for a tile; it ends when nobody waits for it any more. */
export function dataTiles(
  urlOf: (address: TileAddress) => string,
  failing: FailingRequests,
  fetchBytes: FetchBytes = (url, signal) => fetch(url, { signal }),
): DataTiles {
  const held = new Map<string, DecodedTile>();
  const coming = new Map<string, Coming>();
  return {
    tile(address, signal) {
      const url = urlOf(address);
      const known = held.get(url);
      if (known !== undefined) {
        held.delete(url);
        held.set(url, known);
        return Promise.resolve(known);
      }
      const shared = coming.get(url) ?? start(url);
      return shared.wait(signal);
    },
  };

  function start(url: string): Coming {
    const next = new Coming((signal) => load(url, signal));
    coming.set(url, next);
    const gone = () => {
      coming.delete(url);
      failing.settled(url);
    };
    next.answer.then((tile) => {
      held.set(url, tile);
      for (const oldest of held.keys()) {
        if (held.size <= MOST_TILES) break;
        held.delete(oldest);
      }
      gone();
    }, gone);
    return next;
  }

  async function load(url: string, signal: AbortSignal): Promise<DecodedTile> {
    for (;;) {
      const tile = await once(url, signal);
      if (tile !== null) return tile;
      await pause(waitMs(failing.failed(url), Math.random()), signal);
    }
  }

  async function once(url: string, signal: AbortSignal): Promise<DecodedTile | null> {
    try {
      const response = await fetchBytes(url, signal);
      if (response.status === 404 || response.status === 204) return EMPTY;
      return response.ok ? decodeVectorTile(new Uint8Array(await response.arrayBuffer())) : null;
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  }
}

/** A request under way and those who wait for it. */
class Coming {
  readonly answer: Promise<DecodedTile>;
  readonly #controller = new AbortController();
  #waiting = 0;

  constructor(load: (signal: AbortSignal) => Promise<DecodedTile>) {
    this.answer = load(this.#controller.signal);
  }

  wait(signal: AbortSignal): Promise<DecodedTile> {
    this.#waiting++;
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting--;
        if (this.#waiting === 0) this.#controller.abort();
        reject(new DOMException('No longer wanted.', 'AbortError'));
      };
      signal.addEventListener('abort', leave, { once: true });
      this.answer.then(
        (tile) => {
          signal.removeEventListener('abort', leave);
          resolve(tile);
        },
        (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
      );
    });
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('No longer wanted.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
