import type { LiveEvent, NewEvent } from '@undercroft/core/live/live-event';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import { EVENT_LIMIT_BYTES, type EventInput, eventInputSchema } from '@undercroft/core/protocol/live/event-input';
import type { z } from 'zod';
import type { Refusal } from '../live/live-scene.ts';
import { eventTimeOf } from './event-time.ts';
import { liveCaseOf } from './live-case-of.ts';
import type { Place, PlaceReader } from './place-of.ts';
import { jsonText, refused, shown } from './refused.ts';
import { sequenceOf } from './sequence-of.ts';

const LISTED_FAULTS = 5;

/**
 * One raw event of a signed-in source: parsed, held against what the source may bring, brought to longitude and latitude.
 * What is given is not changed.
 */
export function parseEvent(
  raw: unknown,
  adapter: Adapter,
  placeOf: PlaceReader,
  receivedMs: number,
): NewEvent | Refusal {
  const tooLarge = tooLargeIn(raw);
  if (tooLarge !== null) return tooLarge;
  const result = eventInputSchema.safeParse(raw);
  if (!result.success) return refused('not-an-event', faultsOf(result.error, raw));
  const input = result.data;
  const foreign = foreignTo(adapter, input);
  if (foreign !== null) return foreign;
  const eventTimeMs = eventTimeOf(input.eventTime, receivedMs);
  if (typeof eventTimeMs !== 'number') return eventTimeMs;
  const place = input.position == null ? null : placeOf(input.position);
  if (place !== null && 'code' in place) return place;
  const event = eventOf(input, adapter.source, eventTimeMs, place);
  if ('code' in event) return event;
  return { event, receivedMs, positionBasis: place?.basis ?? null };
}

function tooLargeIn(raw: unknown): Refusal | null {
  const text = jsonText(raw);
  if (text === null) return refused('too-large', 'An event was wanted, and what came is nested too deeply to be one.');
  // A character takes three bytes at most: only what may be too long is counted exactly.
  if (text.length * 3 <= EVENT_LIMIT_BYTES) return null;
  const size = Buffer.byteLength(text);
  if (size <= EVENT_LIMIT_BYTES) return null;
  return refused('too-large', `An event may weigh ${EVENT_LIMIT_BYTES} bytes as JSON, and this one weighs ${size}.`);
}

function foreignTo({ source, kinds, idPrefixes }: Adapter, input: EventInput): Refusal | null {
  if (input.source !== undefined && input.source !== source) {
    return refused(
      'other-source',
      `source: wanted "${source}", which was signed in by, and got ${shown(input.source)}.`,
    );
  }
  if (!kinds.includes(input.kind)) {
    return refused('kind-not-allowed', `kind: "${source}" may bring ${kinds.join(', ')}, and got "${input.kind}".`);
  }
  if (idPrefixes === undefined || idPrefixes.some((prefix) => input.id.startsWith(prefix))) return null;
  const wanted = idPrefixes.slice(0, LISTED_FAULTS).join(', ');
  return refused(
    'id-not-allowed',
    `id: "${source}" may speak of ids that begin with ${wanted}, and got ${shown(input.id)}.`,
  );
}

function eventOf(input: EventInput, source: string, eventTimeMs: number, place: Place | null): LiveEvent | Refusal {
  const { id, quality } = input;
  const sequence = sequenceOf(input, eventTimeMs);
  const position = place?.lonLat ?? null;
  const height = place === null || place.heightM === null ? {} : { heightM: place.heightM };
  const head = { source, id, eventTimeMs, sequence, position, quality, ...height };
  switch (input.kind) {
    case 'reading':
      return { ...head, kind: input.kind, value: input.value };
    case 'cover':
      return { ...head, kind: input.kind, value: input.value };
    case 'signal':
      return { ...head, kind: input.kind, value: input.value };
    case 'flow':
      return { ...head, kind: input.kind, value: input.value };
    case 'position':
      return position === null ? withoutPlace(input) : { ...head, kind: input.kind, value: input.value };
    case 'case':
      if (position === null) return withoutPlace(input);
      return { ...head, kind: input.kind, value: liveCaseOf(input, eventTimeMs, position) };
  }
}

function withoutPlace({ kind }: EventInput): Refusal {
  return refused(
    'place-wanted',
    `position: a ${kind === 'case' ? 'case' : 'unit on duty'} needs one, and got nothing.`,
  );
}

/** Every fault with its field, what was wanted and what came. */
function faultsOf(error: z.ZodError, raw: unknown): string {
  const faults = error.issues.slice(0, LISTED_FAULTS).map(({ path, message }) => {
    const field = path.length === 0 ? 'event' : path.join('.');
    return `${field}: ${message}, got ${shown(valueAt(raw, path))}`;
  });
  return `${faults.join('; ')}.`;
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value = raw;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
