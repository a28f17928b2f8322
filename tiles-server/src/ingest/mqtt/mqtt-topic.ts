import { LIVE_EVENT_KINDS, type LiveEventKind } from '@undercroft/core/live/live-event';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Refusal } from '../../live/live-scene.ts';
import type { SceneCatalogue } from '../../served-scenes.ts';
import { refused, shown } from '../refused.ts';

const ROOT = 'undercroft';

/**
 * What a topic says: `undercroft/<scene>/<kind>/<id>`, or `undercroft/<scene>/<source>/<kind>/<id>` where it names the
 * source too. An id may hold slashes.
 */
export interface MqttTopic {
  readonly scene: string;
  /** Null where the topic does not name it. */
  readonly source: string | null;
  readonly kind: LiveEventKind;
  readonly id: string;
}

/** Topics of a scene, as a broker subscribes to them. */
export function topicsOf(scene: string): string {
  return `${ROOT}/${scene}/#`;
}

/** Reads a topic; null for one that is not of the form. */
export function readTopic(topic: string): MqttTopic | null {
  const [root, scene = '', ...levels] = topic.split('/');
  if (root !== ROOT || scene === '') return null;
  const source = isKind(levels[0]) ? null : (levels.shift() ?? null);
  const [kind, ...id] = levels;
  if (source === '' || !isKind(kind) || id.join('/') === '') return null;
  return { scene, source, kind, id: id.join('/') };
}

function isKind(level: string | undefined): level is LiveEventKind {
  return LIVE_EVENT_KINDS.some((kind) => kind === level);
}

/** Feeds of a scene that come by MQTT. */
export function mqttAdapters(scene: Scene): readonly Adapter[] {
  return (scene.live?.adapters ?? []).filter(({ kind }) => kind === 'mqtt');
}

/** Whose a message is that an outside broker hands on, which alone knows who published it. */
export function adapterOfTopic(
  topic: string,
  scenes: SceneCatalogue,
): { readonly scene: string; readonly adapter: Adapter; readonly topic: MqttTopic } | Refusal {
  const read = readTopic(topic);
  if (read === null) {
    return refused(
      'topic-unusable',
      `topic: wanted ${ROOT}/<scene>/<kind>/<id> or ${ROOT}/<scene>/<source>/<kind>/<id>, and got ${shown(topic)}.`,
    );
  }
  const scene = scenes.get(read.scene);
  const adapters = scene === undefined ? [] : mqttAdapters(scene);
  const [only, another] = adapters;
  const adapter =
    read.source === null
      ? another === undefined
        ? only
        : undefined
      : adapters.find(({ source }) => source === read.source);
  if (adapter !== undefined) return { scene: read.scene, adapter, topic: read };
  const names = adapters.map(({ source }) => source).join(', ');
  return refused(
    'topic-unusable',
    `topic: wanted it to name one of the sources of ${shown(read.scene)} that come by MQTT (${names}), and got ${shown(topic)}.`,
  );
}
