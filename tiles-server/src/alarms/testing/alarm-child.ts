import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '@undercroft/store/open-store';
import { openEventLog } from '../../live/open-event-log.ts';
import { builtInAlarmRules } from '../alarms.ts';
import { openAlarms } from '../open-alarms.ts';
import { coverSays } from './town-events.ts';
import { townScene } from './town-scene.ts';

/**
 * A server that makes alarms until it is killed: opens and shuts covers from number `first` on, one after another, and prints
 * the number of each when its message is durable.
 */
const [, , home = '', sceneId = '', first = '0', databaseUrl] = process.argv;

const report = (error: unknown) => process.stderr.write(`${String(error)}\n`);
const store = await openStore({ home, databaseUrl });
const log = await openEventLog({ store, report });
const scene = townScene(sceneId);
const scenes = new Map([[scene.id, scene]]);
const alarms = openAlarms({ store, log, scenes, rules: builtInAlarmRules, wallClock: () => Date.now(), report });
await alarms.caughtUp();
process.stdout.write('open\n');
for (let number = Number(first); ; number++) {
  const id = `ZNJG-${String(number).padStart(4, '0')}`;
  void log.append(scene.id, [coverSays(id, 1, 40, true)]).then(() => process.stdout.write(`${number}\n`));
  await sleep(3);
}
