import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { readCityRules } from '@undercroft/core/rules/read-city-rules';
import { AppError } from './app-error.ts';
import { cityFile, cityRules, isFile, jsonOfFile } from './city-rules.ts';

/** The file of a city's rules as it stands. */
export interface RulesFile {
  readonly path: string;
  /** What people wrote: as JSON, before anything was filled in. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly rules: RuleSet;
}

/** Below the folder of a scene. */
const RULES_FILE = 'rules/rules.json';

/** The rules that digs are judged by: the national ones, or a city's own above them, see `cityRules`. */
export function sceneRules(folders: readonly string[]): (scene: { readonly id: string }) => Promise<RuleSet> {
  return cityRules(folders, { file: RULES_FILE, builtIn: NATIONAL_RULES, read: readCityRules });
}

/** The file of a scene that counts, or null where it has none. */
export async function rulesPath(folders: readonly string[], scene: string): Promise<string | null> {
  return await cityFile(folders, scene, RULES_FILE);
}

/** Where a scene's file is to be made: beside the `scene.json` that counts. */
export async function newRulesPath(folders: readonly string[], scene: string): Promise<string> {
  for (const folder of folders.toReversed()) {
    if (await isFile(join(folder, scene, 'scene.json'))) return join(folder, scene, RULES_FILE);
  }
  throw new AppError('unknown-scene', `There is no scene "${scene}".`);
}

/**
 * Throws `AppError('rules-invalid')` with a sentence for each fault: file (by `name`), row, field, what was wanted and what
 * came.
 */
export async function readRulesFile(path: string, scene: string, name = path): Promise<RulesFile> {
  return { ...checked(await jsonOfFile(path, name), name, scene), path };
}

/** Writes a scene's rules, making the folder; whoever reads meanwhile gets the old file or the new one, whole. */
export async function writeRulesFile(path: string, scene: string, json: unknown): Promise<RulesFile> {
  const checkedFile = checked(json, path, scene);
  await mkdir(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.rules.${process.pid}`);
  await writeFile(draft, `${JSON.stringify(json, null, 2)}\n`);
  await rename(draft, path);
  return { ...checkedFile, path };
}

function checked(json: unknown, name: string, scene: string): Omit<RulesFile, 'path'> {
  const reading = readCityRules(json, name, scene);
  if (!reading.ok) throw new AppError('rules-invalid', reading.faults.join('\n'));
  return { json: isRecord(json) ? json : {}, rules: reading.rules };
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
