import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { LiveRepository } from '@undercroft/store/live-store';

const KEY_SIZE_BYTES = 32;
/** A key that was taken back is let in no longer than this, ms. */
const KNOWN_FOR_MS = 2000;
/** A key that does not fit is held against the stored one again, if that was read so long ago, ms: it may be new. */
const LOOKED_AGAIN_MS = 200;

/** A new key of a source: its name, a dot, 256 random bits. */
export function newSourceKey(source: string): string {
  return `${source}.${randomBytes(KEY_SIZE_BYTES).toString('base64url')}`;
}

/** What is stored of a key. It is as random as its hash is long: nothing is gained by hashing slowly. */
export function hashOfKey(key: string): Uint8Array {
  return createHash('sha256').update(key).digest();
}

/** The source that a key says it is of; null where it names none. */
export function sourceOfKey(key: string): string | null {
  const dot = key.indexOf('.');
  return dot > 0 ? key.slice(0, dot) : null;
}

/** Why a source of a scene cannot have a key, in a sentence; null when it can. */
export function keyFault(scene: Scene, source: string): string | null {
  const doors = (scene.live?.adapters ?? []).filter(({ kind }) => kind !== 'simulator');
  if (doors.some((adapter) => adapter.source === source)) return null;
  const known = doors.map((adapter) => adapter.source).join(', ') || 'none';
  return `The scene "${scene.id}" has no feed "${source}" that signs in by a key; it has: ${known}.`;
}

/** Who may come in: the adapters of a scene, each by its key. */
export class SourceKeys {
  readonly #live: Pick<LiveRepository, 'keyHash'>;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly hash: Uint8Array | null; readonly atMs: number }>();

  /** `now`: milliseconds of a steady clock. */
  constructor(live: Pick<LiveRepository, 'keyHash'>, now: () => number) {
    this.#live = live;
    this.#now = now;
  }

  /** The adapter of a kind that a key opens; null where there is none, it has no key, or another one. */
  async adapterFor(scene: Scene, kind: Adapter['kind'], source: string, key: string): Promise<Adapter | null> {
    const adapter = scene.live?.adapters.find((each) => each.kind === kind && each.source === source);
    if (adapter === undefined) return null;
    const given = hashOfKey(key);
    if (isSame(await this.#hashOf(scene.id, source, KNOWN_FOR_MS), given)) return adapter;
    return isSame(await this.#hashOf(scene.id, source, LOOKED_AGAIN_MS), given) ? adapter : null;
  }

  async #hashOf(scene: string, source: string, knownForMs: number): Promise<Uint8Array | null> {
    const name = `${scene}/${source}`;
    const known = this.#known.get(name);
    const atMs = this.#now();
    if (known !== undefined && atMs - known.atMs < knownForMs) return known.hash;
    const hash = await this.#live.keyHash(scene, source);
    this.#known.set(name, { hash, atMs });
    return hash;
  }
}

/** Both are 32 bytes: the comparison takes the same time wherever they differ. */
function isSame(hash: Uint8Array | null, given: Uint8Array): boolean {
  return hash !== null && hash.length === given.length && timingSafeEqual(hash, given);
}
