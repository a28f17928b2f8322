import { AreaIndex } from './area-index.ts';
import { Channel } from './channel.ts';
import { filterKey } from './live-filter.ts';
import type { StreamEvent } from './stream-event.ts';
import type { StreamReader } from './stream-reader.ts';

/** Who of a scene's readers is told what: an event asks for the filters about its place, never for all. */
export class Channels {
  readonly #byKey = new Map<string, Channel>();
  readonly #everywhere = new Set<Channel>();
  readonly #areas = new AreaIndex<Channel>();

  join(reader: StreamReader): void {
    const { filter } = reader;
    const key = filterKey(filter);
    let channel = this.#byKey.get(key);
    if (channel === undefined) {
      channel = new Channel(filter);
      this.#byKey.set(key, channel);
      if (filter.bounds === null) this.#everywhere.add(channel);
      else this.#areas.add(filter.bounds, channel);
    }
    channel.readers.add(reader);
  }

  leave(reader: StreamReader): void {
    const key = filterKey(reader.filter);
    const channel = this.#byKey.get(key);
    if (channel === undefined || !channel.readers.delete(reader) || channel.readers.size > 0) return;
    this.#byKey.delete(key);
    if (channel.filter.bounds === null) this.#everywhere.delete(channel);
    else this.#areas.remove(channel.filter.bounds, channel);
  }

  /** Tells every reader what passes its filter. `before`: up to which id they knew everything until now. */
  tell(events: readonly StreamEvent[], upTo: number, before: number): void {
    if (this.#byKey.size === 0) return;
    const touched: Channel[] = [];
    const all = [...this.#byKey.values()];
    for (const event of events) {
      const offer = (channel: Channel) => {
        if (channel.offer(event)) touched.push(channel);
      };
      if (event.isEverywhere) {
        for (const channel of all) offer(channel);
        continue;
      }
      for (const channel of this.#everywhere) offer(channel);
      this.#areas.at(event.lon, event.lat, offer);
    }
    for (const channel of touched) channel.tell(upTo, before);
  }

  /** Writes the same to every reader that keeps up. */
  broadcast(message: Buffer, before: number): void {
    for (const { readers } of this.#byKey.values()) {
      for (const reader of readers) reader.deliver(message, before);
    }
  }
}
