import type { CityCase } from '../model/city-case.ts';

/** How far a source trusts what it says. */
export const LIVE_QUALITIES = ['good', 'uncertain', 'bad', 'unknown'] as const;

export type LiveQuality = (typeof LIVE_QUALITIES)[number];

/** What every live event says. */
interface LiveEventHead {
  /** Who sent it: an adapter, a gateway, the simulator. */
  readonly source: string;
  /** `sourceId` of the thing it is about. */
  readonly id: string;
  /** When it happened by the clock of the device, milliseconds since 1970 UTC. */
  readonly eventTimeMs: number;
  /** Rises with every event of one `source`, `kind` and `id`: the same number again is the same event. */
  readonly sequence: number;
  /** Longitude, latitude in degrees, where the event says so itself. */
  readonly position: readonly [lon: number, lat: number] | null;
  readonly quality: LiveQuality;
}

/** A measurement. */
export interface Reading {
  readonly quantity: string;
  readonly unit: string;
  /** `null` where the device reports but does not know. */
  readonly value: number | null;
}

/** Something that happened in the city, as it comes in. */
export type LiveEvent = LiveEventHead &
  (
    | { readonly kind: 'reading'; readonly value: Reading }
    /** State of a cover: its tilt, and whether it is off its frame. */
    | { readonly kind: 'cover'; readonly value: { readonly tiltDeg: number; readonly isOpen: boolean } }
    /** A case as it stands after its latest step. */
    | { readonly kind: 'case'; readonly value: CityCase }
    /** A unit on duty; the heading is clockwise from north. */
    | { readonly kind: 'position'; readonly value: { readonly headingDeg: number; readonly speedMps: number } }
    /** Traffic signals: the phase that begins, and how long it lasts. */
    | { readonly kind: 'signal'; readonly value: { readonly phase: number; readonly lastsS: number } }
    /** Traffic on a stretch of road. */
    | { readonly kind: 'flow'; readonly value: { readonly vehiclesAnHour: number; readonly speedKmh: number } }
  );

export type LiveEventKind = LiveEvent['kind'];
