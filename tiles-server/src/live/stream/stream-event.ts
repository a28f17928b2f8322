import { isOver } from '@undercroft/core/live/is-over';
import type { LoggedEvent } from '@undercroft/core/live/live-event';
import { holds } from './area-index.ts';
import { kindBit, type LiveFilter } from './live-filter.ts';

/** Where things stand, by `sourceId`: longitude and latitude. */
export type ThingPlaces = ReadonlyMap<string, readonly [lon: number, lat: number]>;

/** An event on its way to readers: placed once, written as JSON once, for all of them. */
export class StreamEvent {
  readonly id: number;
  readonly kind: number;
  /** It ends what it is about: part of no snapshot. */
  readonly isOver: boolean;
  /** An alarm or a case: nobody waits for it longer than he must. */
  readonly isUrgent: boolean;
  /** Degrees; NaN where nothing is known of its place. */
  lon = Number.NaN;
  lat = Number.NaN;
  readonly #thing: string;
  readonly #hasOwnPlace: boolean;
  #logged: LoggedEvent | null;
  #json = '';

  constructor(logged: LoggedEvent, places: ThingPlaces) {
    const { event } = logged;
    this.#logged = logged;
    this.id = logged.eventId;
    this.kind = kindBit(event.kind);
    this.isOver = isOver(event);
    this.isUrgent = event.kind === 'alarm' || event.kind === 'case';
    this.#thing = event.id;
    const own = ownPlace(logged);
    this.#hasOwnPlace = own !== null;
    if (own === null) this.place(places);
    else [this.lon, this.lat] = own;
  }

  /** Puts an event without a place of its own to where its thing stands. */
  place(places: ThingPlaces): void {
    if (this.#hasOwnPlace) return;
    const [lon, lat] = places.get(this.#thing) ?? [Number.NaN, Number.NaN];
    this.lon = lon;
    this.lat = lat;
  }

  /** What nobody may miss and nobody knows the place of: it passes every area. */
  get isEverywhere(): boolean {
    return this.isUrgent && Number.isNaN(this.lon);
  }

  passes({ kinds, bounds }: LiveFilter): boolean {
    if ((kinds & this.kind) === 0) return false;
    return bounds === null || this.isEverywhere || holds(bounds, this.lon, this.lat);
  }

  get json(): string {
    if (this.#logged !== null) {
      this.#json = answerOf(this.#logged);
      this.#logged = null;
    }
    return this.#json;
  }
}

function ownPlace({ event }: LoggedEvent): readonly [lon: number, lat: number] | null {
  if (event.position !== null) return event.position;
  switch (event.kind) {
    case 'alarm':
    case 'case':
      return event.value.position;
    case 'reading':
    case 'cover':
    case 'position':
    case 'signal':
    case 'flow':
      return null;
  }
}

/** A `LoggedEventAnswer`: the raw record of a case stays on the server. */
function answerOf({ eventId, receivedMs, isHistorical, positionBasis, event }: LoggedEvent): string {
  if (event.kind !== 'case') return JSON.stringify({ eventId, receivedMs, isHistorical, positionBasis, event });
  const { raw: _raw, ...value } = event.value;
  return JSON.stringify({ eventId, receivedMs, isHistorical, positionBasis, event: { ...event, value } });
}
