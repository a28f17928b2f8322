import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { Intake, Refusal } from '../../live/live-scene.ts';
import { jsonText, refused, shown } from '../refused.ts';
import { InTurn } from './in-turn.ts';
import type { MqttTopic } from './mqtt-topic.ts';

/** Largest message, bytes: what a device kept while it was offline may come as a list. */
export const MESSAGE_LIMIT_BYTES = 262_144;
const LIST_LIMIT = 1000;

/** Takes messages of both kinds of brokers. */
export class MqttMessages {
  readonly #intake: Intake;
  readonly #turns: InTurn;

  constructor(intake: Intake) {
    this.#intake = intake;
    this.#turns = new InTurn(intake);
  }

  /**
   * Takes the events of one message; resolves when they are durable or kept aside, and the message may be acknowledged.
   * The payload is an event as JSON, or a list of them; kind and id stand in the topic.
   */
  async take(scene: string, adapter: Adapter, topic: MqttTopic, payload: Uint8Array): Promise<void> {
    const values = valuesOf(payload);
    const turn = this.#turns.admit(scene, adapter, 'code' in values ? 1 : values.length);
    if (turn !== null) await turn;
    if ('code' in values) {
      await this.refuse(scene, adapter, values, payload);
      return;
    }
    const events: unknown[] = [];
    for (const value of values) {
      const event = withTopic(value, topic);
      if (event !== null) events.push(event);
      else await this.#intake.refuse(scene, adapter, 'mqtt', otherThan(topic), jsonText(value) ?? '');
    }
    if (events.length > 0) await this.#intake.take(scene, adapter, 'mqtt', events);
  }

  /** Keeps a message aside. */
  async refuse(scene: string, adapter: Adapter | null, refusal: Refusal, payload: Uint8Array): Promise<void> {
    await this.#intake.refuse(scene, adapter, 'mqtt', refusal, textOf(payload));
  }
}

function valuesOf(payload: Uint8Array): readonly unknown[] | Refusal {
  if (payload.length > MESSAGE_LIMIT_BYTES) {
    return refused(
      'too-large',
      `A message may weigh ${MESSAGE_LIMIT_BYTES} bytes, and this one weighs ${payload.length}.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(textOf(payload));
  } catch {
    return refused('not-json', `A payload of JSON was wanted, and got ${shown(textOf(payload.subarray(0, 100)))}.`);
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (values.length > LIST_LIMIT) {
    return refused('too-large', `A message may hold ${LIST_LIMIT} events, and this one holds ${values.length}.`);
  }
  return values;
}

/** The event with kind and id of its topic; null where it says others itself. */
function withTopic(value: unknown, { kind, id }: MqttTopic): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const said: { readonly kind?: unknown; readonly id?: unknown } = value;
  return (said.kind ?? kind) === kind && (said.id ?? id) === id ? { ...value, kind, id } : null;
}

function otherThan({ kind, id }: MqttTopic): Refusal {
  return refused('topic-unusable', `kind, id: wanted those of the topic, ${kind} and ${shown(id)}, or none.`);
}

function textOf(payload: Uint8Array): string {
  return new TextDecoder().decode(payload);
}
