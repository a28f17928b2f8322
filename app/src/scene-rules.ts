import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { readCityRules } from '@undercroft/core/rules/read-city-rules';
import { AppError } from './app-error.ts';

/** The file of a city's rules as it stands. */
export interface RulesFile {
  readonly path: string;
  /** What people wrote: as JSON, before anything was filled in. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly rules: RuleSet;
}

/** Below the folder of a scene. */
const RULES_FILE = join('rules', 'rules.json');

/**
 * The rules that scenes are judged by: the national ones, or a city's own where `<folder>/<scene>/rules/rules.json` is
 * there (the strongest folder last). Files are looked at on each call, so that a signature holds at once, and read again
 * only when they have changed: until then it is the same object. Rejects with `AppError('rules-invalid')` for a file that
 * cannot be used; no other rules are taken in its place.
 */
export function sceneRules(folders: readonly string[]): (scene: { readonly id: string }) => Promise<RuleSet> {
  const known = new Map<string, { readonly state: string; readonly rules: RuleSet }>();
  return async ({ id }) => {
    const path = await rulesPath(folders, id);
    if (path === null) return NATIONAL_RULES;
    const { mtimeMs, size, ino } = await stat(path);
    const state = `${path} ${mtimeMs} ${size} ${ino}`;
    const before = known.get(id);
    if (before?.state === state) return before.rules;
    // Whoever asks over the network is not told where the program is installed.
    const { rules } = await readRulesFile(path, id, `scenes/${id}/rules/rules.json`);
    known.set(id, { state, rules });
    return rules;
  };
}

/** The file of a scene that counts, or null where it has none. */
export async function rulesPath(folders: readonly string[], scene: string): Promise<string | null> {
  for (const folder of folders.toReversed()) {
    const path = join(folder, scene, RULES_FILE);
    if (await isThere(path)) return path;
  }
  return null;
}

/** Where a scene's file is to be made: beside the `scene.json` that counts. */
export async function newRulesPath(folders: readonly string[], scene: string): Promise<string> {
  for (const folder of folders.toReversed()) {
    if (await isThere(join(folder, scene, 'scene.json'))) return join(folder, scene, RULES_FILE);
  }
  throw new AppError('unknown-scene', `There is no scene "${scene}".`);
}

/**
 * Throws `AppError('rules-invalid')` with a sentence for each fault: file (by `name`), row, field, what was wanted and what
 * came.
 */
export async function readRulesFile(path: string, scene: string, name = path): Promise<RulesFile> {
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('rules-invalid', `${name}: the file: wanted JSON, got text that is none (${why}).`);
  }
  return { ...checked(json, name, scene), path };
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

async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return false;
    throw error;
  }
}
