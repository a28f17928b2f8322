import type { Alarm } from './alarm.ts';
import type { LiveCase } from './live-case.ts';

/** How far a source trusts what it says. */
export const LIVE_QUALITIES = ['good', 'uncertain', 'bad', 'unknown'] as const;

export type LiveQuality = (typeof LIVE_QUALITIES)[number];

/**
 * What is known of the frame of a position that came in. `geodetic`: a declared system that leads to WGS 84 or CGCS2000.
 * `shifted`: declared as GCJ-02 or BD-09 and shifted back, metres are not to be trusted. `undeclared`: drawn as it came,
 * with a warning. Only `geodetic` enters an analysis.
 */
export const POSITION_BASES = ['geodetic', 'shifted', 'undeclared'] as const;

export type PositionBasis = (typeof POSITION_BASES)[number];

/** What every live event says. */
interface LiveEventHead {
  /** Who sent it: an adapter of the scene, a gateway, the simulator; `desk` and `alarms` are the server itself. */
  readonly source: string;
  /** `sourceId` of the thing it is about; of an alarm or a case its own id. */
  readonly id: string;
  /** When it happened by the clock of the device, milliseconds since 1970 UTC. */
  readonly eventTimeMs: number;
  /** Rises with every event of one `source`, `kind` and `id`: the same number again is the same event. */
  readonly sequence: number;
  /** Longitude, latitude in degrees, where the event says so itself. */
  readonly position: readonly [lon: number, lat: number] | null;
  /** Height said with the position, metres, above whatever its source means; absent where none was said. */
  readonly heightM?: number | undefined;
  readonly quality: LiveQuality;
}

/** A measurement. */
export interface Reading {
  readonly quantity: string;
  readonly unit: string;
  /** `null` where the device reports but does not know. */
  readonly value: number | null;
}

/** State of a cover: its tilt, and whether it is off its frame. */
export interface CoverState {
  readonly tiltDeg: number;
  readonly isOpen: boolean;
}

/** How a unit on duty moves; the heading is clockwise from north. */
export interface Motion {
  readonly headingDeg: number;
  readonly speedMps: number;
}

/** Something that happened in the city, as it comes in or as the server itself made it. */
export type LiveEvent = LiveEventHead &
  (
    | { readonly kind: 'reading'; readonly value: Reading }
    | { readonly kind: 'cover'; readonly value: CoverState }
    /** A case as it stands after its latest step. */
    | { readonly kind: 'case'; readonly value: LiveCase }
    /** Where a unit on duty is. */
    | { readonly kind: 'position'; readonly value: Motion }
    /** Traffic signals: the phase that begins, and how long it lasts. */
    | { readonly kind: 'signal'; readonly value: { readonly phase: number; readonly lastsS: number } }
    /** Traffic on a stretch of road. */
    | { readonly kind: 'flow'; readonly value: { readonly vehiclesAnHour: number; readonly speedKmh: number } }
    /** An alarm as it stands after its latest change; made by the server alone. */
    | { readonly kind: 'alarm'; readonly value: Alarm }
  );

export const LIVE_EVENT_KINDS = ['reading', 'cover', 'case', 'position', 'signal', 'flow', 'alarm'] as const;

export type LiveEventKind = (typeof LIVE_EVENT_KINDS)[number];

/** An event on its way into the log: at the door it was parsed, brought to longitude and latitude, and timed. */
export interface NewEvent {
  readonly event: LiveEvent;
  /** When the server got it, milliseconds since 1970 UTC. */
  readonly receivedMs: number;
  /** `null` where the event has no position of its own. */
  readonly positionBasis: PositionBasis | null;
}

/** An event in the log. */
export interface LoggedEvent extends NewEvent {
  /** Rises by one from event to event of a scene, without gaps, in the order in which they became durable. */
  readonly eventId: number;
  /** It came after a newer one about the same thing: history, never the present. */
  readonly isHistorical: boolean;
}

/** What an event is the latest word about; of two events with one key the newer by `eventTimeMs` holds. */
export function stateKey(event: LiveEvent): string {
  const key = `${event.kind}/${event.source}/${event.id}`;
  switch (event.kind) {
    case 'reading':
      return `${key}/${event.value.quantity}`;
    // Whoever changed it, it is the same alarm and the same case.
    case 'alarm':
    case 'case':
      return `${event.kind}/${event.id}`;
    case 'cover':
    case 'position':
    case 'signal':
    case 'flow':
      return key;
  }
}
