import type { Store } from '@undercroft/store/store';
import { type Alarms, builtInAlarmRules, type SceneAlarmRules } from '../alarms/alarms.ts';
import { openAlarms } from '../alarms/open-alarms.ts';
import type { CaseDesk, SceneCaseRules } from '../cases/case-desk.ts';
import { openCases } from '../cases/open-cases.ts';
import { openIntake } from '../ingest/open-intake.ts';
import type { SceneCatalogue } from '../served-scenes.ts';
import type { EventLog } from './event-log.ts';
import { LiveHub } from './hub.ts';
import { keepLogs } from './keep-logs.ts';
import type { Intake } from './live-scene.ts';
import { openEventLog } from './open-event-log.ts';

export interface LiveCityOptions {
  readonly store: Store;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
  /** Told of every unexpected error. */
  readonly report: (error: unknown) => void;
  /** Keeps cases under way; without it there are none. */
  readonly cases?: {
    readonly scenes: SceneCatalogue;
    /** Data folder: photographs lie below it. */
    readonly home: string;
    /** Without it the rules of the program. */
    readonly rules?: SceneCaseRules;
  };
  /** Makes alarms of the events of live scenes; without it there are none. */
  readonly alarms?: {
    readonly scenes: SceneCatalogue;
    /** Without it the built-in rules. */
    readonly rules?: SceneAlarmRules;
  };
}

/** Everything that lives in a server: the log of events, its doors, what is made of them, and who is told. */
export interface LiveCity {
  readonly log: EventLog;
  readonly intake: Intake;
  readonly hub: LiveHub;
  /** Null where no cases are kept. */
  readonly cases: CaseDesk | null;
  /** Null where no alarms are made. */
  readonly alarms: Alarms | null;
  /** Sends every reader of a stream away, to come back later, and takes no more: before the server stops listening. */
  endStreams(): void;
  /** Closes everything in the opposite order of opening; what was handed to the log before is durable when it resolves. */
  close(): Promise<void>;
}

/** Opens what makes the scenes of a store live; the store stays the caller's. */
export async function openLiveCity(options: LiveCityOptions): Promise<LiveCity> {
  const { store, wallClock, now, report, cases: kept, alarms: watched } = options;
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer();
  };
  try {
    const log = await openEventLog({ store, report });
    closers.push(() => log.close());
    const intake = openIntake({ log, live: store.live, wallClock, now });
    const hub = new LiveHub({ store, log, intake, wallClock, report });
    closers.push(() => hub.close());
    const cases = kept === undefined ? null : openCases({ store, log, wallClock, report, ...kept });
    if (cases !== null) closers.push(() => cases.close());
    const alarms =
      watched === undefined
        ? null
        : openAlarms({ store, log, wallClock, report, rules: builtInAlarmRules, ...watched });
    if (alarms !== null) closers.push(() => alarms.close());
    const scenes = watched?.scenes ?? kept?.scenes;
    if (scenes !== undefined) closers.push(keepLogs({ live: store.live, scenes, wallClock, report }));
    return { log, intake, hub, cases, alarms, endStreams: () => hub.endStreams(), close };
  } catch (error) {
    await close();
    throw error;
  }
}
