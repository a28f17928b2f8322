import { DEFAULT_ALARM_RULES } from '@undercroft/core/live/default-alarm-rules';
import { readAlarmRules } from '@undercroft/core/live/read-alarm-rules';
import type { AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import { cityRules } from './city-rules.ts';

/** The rules by which alarms of scenes open; a city's own lie above them, see `cityRules`. */
export function sceneAlarmRules(folders: readonly string[]): (scene: { readonly id: string }) => Promise<AlarmRules> {
  return cityRules(folders, { file: 'live/alarm-rules.json', builtIn: DEFAULT_ALARM_RULES, read: readAlarmRules });
}
