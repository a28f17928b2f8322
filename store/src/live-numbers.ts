import { type LiveEvent, stateKey } from '@undercroft/core/live/live-event';
import type { Sql } from './sql.ts';

/** Numbers that are known by heart; beyond it they are asked for again. A hundred bytes each. */
const MOST_KNOWN = 200_000;

/** The numbers under which events of one scene stand in the log. */
export interface EventNumbers {
  readonly sceneId: number;
  /** Of the thing and of the key of each event. */
  readonly things: readonly number[];
  readonly keys: readonly number[];
}

/**
 * Numbers of scenes, things and keys: given out once, never taken back, the same for every server of a database. They are
 * written before the events that use them and stay when such an event is not: a number without events does no harm.
 */
export class LiveNumbers {
  readonly #sql: Sql;
  readonly #scenes = new Map<string, number>();
  readonly #things = new Map<string, number>();
  readonly #keys = new Map<string, number>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** The number of a scene; null when nothing was ever written for it. */
  async find(scene: string): Promise<number | null> {
    const known = this.#scenes.get(scene);
    if (known !== undefined) return known;
    const [row] = await this.#sql.query<{ scene_id: number }>('select scene_id from live_scene where scene = $1', [
      scene,
    ]);
    if (row === undefined) return null;
    this.#scenes.set(scene, row.scene_id);
    return row.scene_id;
  }

  /** The number of a scene, which gets one when it has none. */
  async of(scene: string): Promise<number> {
    const found = await this.find(scene);
    if (found !== null) return found;
    await this.#sql.query('insert into live_scene (scene) values ($1) on conflict do nothing', [scene]);
    return await this.of(scene);
  }

  async ofEvents(scene: string, events: readonly LiveEvent[]): Promise<EventNumbers> {
    const sceneId = await this.of(scene);
    if (this.#things.size > MOST_KNOWN) this.#things.clear();
    if (this.#keys.size > MOST_KNOWN) this.#keys.clear();
    const things = events.map((event) => `${sceneId}/${event.kind}/${event.source}/${event.id}`);
    const keys = events.map((event) => `${sceneId}/${stateKey(event)}`);
    await this.#learnThings(sceneId, unknown(this.#things, things, events));
    await this.#learnKeys(sceneId, unknown(this.#keys, keys, events));
    return { sceneId, things: numbersOf(this.#things, things), keys: numbersOf(this.#keys, keys) };
  }

  async #learnThings(sceneId: number, unknownThings: ReadonlyMap<string, LiveEvent>): Promise<void> {
    if (unknownThings.size === 0) return;
    const all = [...unknownThings.values()];
    const parameters = [sceneId, all.map(({ kind }) => kind), all.map(({ source }) => source), all.map(({ id }) => id)];
    const given = 'unnest($2::text[], $3::text[], $4::text[]) as u(kind, source, id)';
    // In one order, so that two servers that learn the same at once wait for one another and not both.
    await this.#sql.query(
      `insert into live_thing (scene_id, kind, source, id) select $1, kind, source, id from ${given}
       where not exists (select from live_thing t where t.scene_id = $1 and (t.kind, t.source, t.id) = (u.kind, u.source, u.id))
       order by kind, source, id on conflict do nothing`,
      parameters,
    );
    const rows = await this.#sql.query<{ thing_id: number; kind: string; source: string; id: string }>(
      `select t.thing_id, t.kind, t.source, t.id from ${given}
       join live_thing t on t.scene_id = $1 and (t.kind, t.source, t.id) = (u.kind, u.source, u.id)`,
      parameters,
    );
    for (const { thing_id, kind, source, id } of rows) this.#things.set(`${sceneId}/${kind}/${source}/${id}`, thing_id);
  }

  async #learnKeys(sceneId: number, unknownKeys: ReadonlyMap<string, LiveEvent>): Promise<void> {
    if (unknownKeys.size === 0) return;
    const all = [...unknownKeys.values()];
    const parameters = [
      sceneId,
      all.map((event) => stateKey(event)),
      all.map(({ kind }) => kind),
      all.map(({ id }) => id),
    ];
    const given = 'unnest($2::text[], $3::text[], $4::text[]) as u(key, kind, id)';
    await this.#sql.query(
      `insert into live_key (scene_id, key, kind, id) select $1, key, kind, id from ${given}
       where not exists (select from live_key k where k.scene_id = $1 and k.key = u.key)
       order by key on conflict do nothing`,
      parameters,
    );
    const rows = await this.#sql.query<{ key_id: number; key: string }>(
      'select key_id, key from live_key where scene_id = $1 and key = any($2::text[])',
      parameters.slice(0, 2),
    );
    for (const { key_id, key } of rows) this.#keys.set(`${sceneId}/${key}`, key_id);
  }
}

function unknown(
  known: ReadonlyMap<string, number>,
  names: readonly string[],
  events: readonly LiveEvent[],
): ReadonlyMap<string, LiveEvent> {
  const found = new Map<string, LiveEvent>();
  for (const [i, event] of events.entries()) {
    const name = names[i] ?? '';
    if (!known.has(name)) found.set(name, event);
  }
  return found;
}

function numbersOf(known: ReadonlyMap<string, number>, names: readonly string[]): readonly number[] {
  return names.map((name) => {
    const number = known.get(name);
    if (number !== undefined) return number;
    throw new TypeError(`The number of "${name}" must be known once it was written; it is not.`);
  });
}
