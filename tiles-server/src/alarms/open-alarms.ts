import type { Store } from '@undercroft/store/store';
import type { EventLog } from '../live/event-log.ts';
import { ProblemError } from '../problem.ts';
import type { SceneCatalogue } from '../served-scenes.ts';
import { AlarmDesk } from './alarm-desk.ts';
import type { Alarms, SceneAlarmRules } from './alarms.ts';
import { SceneWatch } from './scene-watch.ts';

export interface AlarmsOptions {
  readonly store: Pick<Store, 'alarms' | 'live' | 'map' | 'features'>;
  readonly log: EventLog;
  /** Those with `live` are watched. */
  readonly scenes: SceneCatalogue;
  readonly rules: SceneAlarmRules;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  /** Told of every unexpected error. */
  readonly report: (error: unknown) => void;
}

/**
 * Opens the alarms of every live scene. Each catches up with its log by itself, and tries again where it cannot; events that
 * come meanwhile wait. `close` it before the log.
 */
export function openAlarms(options: AlarmsOptions): Alarms {
  const { scenes, rules } = options;
  const desk = new AlarmDesk(options);
  const watches = new Map<string, SceneWatch>();
  for (const scene of scenes.values()) {
    if (scene.live === undefined) continue;
    const watch = new SceneWatch({ ...options, scene });
    watches.set(scene.id, watch);
  }
  const caughtUp = Promise.all([...watches.values()].map((watch) => watch.catchUp()));
  return {
    acknowledge: (scene, alarmId, saying) => desk.acknowledge(scene.id, alarmId, saying),
    closeByHand: (scene, alarmId, saying) => desk.closeByHand(scene.id, alarmId, saying),
    noteCase: (scene, alarmId, caseId, saying) => desk.noteCase(scene.id, alarmId, caseId, saying),
    async rules(scene) {
      try {
        return await rules(scene);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'rules-invalid') {
          throw new ProblemError('rules-unusable', error.message, { cause: error });
        }
        throw error;
      }
    },
    watch: (scene) => watches.get(scene.id)?.watch ?? { state: 'failed', detail: 'The scene is not live.', upTo: 0 },
    async caughtUp() {
      await caughtUp;
    },
    async close() {
      for (const watch of watches.values()) await watch.close();
    },
  };
}
