import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_ALARM_RULES } from '@undercroft/core/live/default-alarm-rules';
import { readAlarmRules } from '@undercroft/core/live/read-alarm-rules';
import type { AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import { AppError } from './app-error.ts';

/** Below the folder of a scene. */
const RULES_FILE = join('live', 'alarm-rules.json');

/**
 * The rules by which alarms of scenes open: the built-in ones, or with a city's own above them where
 * `<folder>/<scene>/live/alarm-rules.json` is there (the strongest folder last). Files are looked at on each call and read
 * again only when they have changed: until then it is the same object. Rejects with `AppError('rules-invalid')` for a file
 * that cannot be used, with a sentence for each fault; no other rules are taken in its place.
 */
export function sceneAlarmRules(folders: readonly string[]): (scene: { readonly id: string }) => Promise<AlarmRules> {
  const known = new Map<string, { readonly state: string; readonly rules: AlarmRules }>();
  return async ({ id }) => {
    for (const folder of folders.toReversed()) {
      const path = join(folder, id, RULES_FILE);
      const found = await stat(path).catch(absent);
      if (found === null || !found.isFile()) continue;
      const state = `${path} ${found.mtimeMs} ${found.size} ${found.ino}`;
      const before = known.get(id);
      if (before?.state === state) return before.rules;
      // Whoever asks over the network is not told where the program is installed.
      const rules = await readRules(path, id, `scenes/${id}/live/alarm-rules.json`);
      known.set(id, { state, rules });
      return rules;
    }
    return DEFAULT_ALARM_RULES;
  };
}

async function readRules(path: string, scene: string, name: string): Promise<AlarmRules> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('rules-invalid', `${name}: the file: wanted JSON, got text that is none (${why}).`);
  }
  const reading = readAlarmRules(json, name, scene);
  if (!reading.ok) throw new AppError('rules-invalid', reading.faults.join('\n'));
  return reading.rules;
}

function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
  throw error;
}
