import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';
import { type PlacedRow, ruleRows } from '@undercroft/core/rules/rule-rows';
import { isBinding } from '@undercroft/core/rules/rule-use';
import { type SigningFailure, signRow } from '@undercroft/core/rules/sign-row';
import { AppError } from '../app-error.ts';
import { sceneFolders } from '../import-service.ts';
import { readScenes, sceneOf } from '../scene-folder.ts';
import { newRulesPath, type RulesFile, readRulesFile, rulesPath, writeRulesFile } from '../scene-rules.ts';
import type { FileCommand } from './check.ts';

const MINUTE_MS = 60_000;

export interface RulesFlags extends VerifyFlags {
  readonly json?: boolean | undefined;
}

type RulesCommand = Pick<FileCommand, 'settings' | 'output'>;

/** Lists, checks or signs the rules of a scene. Throws `AppError('bad-option')` for any other action. */
export async function rulesCommand(
  action: string | undefined,
  row: string | undefined,
  flags: RulesFlags,
  command: RulesCommand,
): Promise<number> {
  if (action !== 'verify' && (row !== undefined || flags.by !== undefined || flags.on !== undefined)) {
    throw new AppError(
      'bad-option',
      'A row, --by and --on are for verify: undercroft rules <scene> verify <row> --by "NAME".',
    );
  }
  if (action === undefined) return await listRules(flags, command);
  if (action === 'check') return await checkRules(command);
  if (action !== 'verify') {
    throw new AppError(
      'bad-option',
      `undercroft rules wants nothing, "check" or "verify" after the scene and got "${action}".`,
    );
  }
  if (row === undefined) {
    throw new AppError(
      'bad-option',
      'verify wants the id of a row: undercroft rules <scene> verify <row> --by "NAME".',
    );
  }
  return await verifyRule(row, flags, command);
}

/** Lists every row of a scene's rules with its figures, grade, standing and verifier. Resolves to exit code 0. */
async function listRules(
  flags: { readonly json?: boolean | undefined },
  { settings, output }: RulesCommand,
): Promise<number> {
  const { rules, path } = await rulesOf(settings);
  if (flags.json === true) {
    output.out(JSON.stringify(rules));
    return 0;
  }
  const rows = ruleRows(rules);
  for (const row of rows) output.out(lineOf(row));
  const open = rows.filter(({ row }) => !isBinding(row)).length;
  output.note(`${rules.title.en}, version ${rules.version}, from ${path ?? 'the program itself'}`);
  output.note(`${rows.length} rows, ${open} of them do not bind until somebody verifies them`);
  return 0;
}

/** Says whether a scene's rules can be used. Resolves to 0; throws `AppError('rules-invalid')` with every fault. */
async function checkRules({ settings, output }: RulesCommand): Promise<number> {
  const { rules, path } = await rulesOf(settings);
  output.out(
    path === null
      ? `The scene "${settings.scene}" has no rules of its own: ${NATIONAL_RULES.id} ${NATIONAL_RULES.version} holds.`
      : `${path}: valid; version ${rules.version}, ${ruleRows(rules).length} rows.`,
  );
  return 0;
}

interface VerifyFlags {
  readonly by?: string | undefined;
  /** Day of the signature; today where it is not named. */
  readonly on?: string | undefined;
}

/** Writes who answers for a row, and from when, into the city's own file, making it where there is none. Resolves to 0. */
export async function verifyRule(
  rowId: string,
  flags: VerifyFlags,
  { settings, output }: RulesCommand,
  now: Date = new Date(),
): Promise<number> {
  const by = flags.by?.trim() ?? '';
  if (by === '') {
    throw new AppError('bad-option', 'A row is verified by a person: name the officer with --by "NAME".');
  }
  const folders = sceneFolders(settings.home);
  const scene = sceneOf(await readScenes(folders), settings.scene);
  const on = dayOf(flags.on, now, scene.utcOffsetMinutes);
  const { rules, path, json } = await rulesOf(settings);
  const title = { en: `Rules of ${scene.title.en}`, zh: `${scene.title.zh}规则` };
  const file = json ?? { id: scene.id, version: '0', title, extends: NATIONAL_RULES.id };
  const signed = signRow(file, rules, rowId, { by, on });
  if (!signed.ok) throw refusal(signed, rowId, scene.id);
  const target = path ?? (await newRulesPath(folders, scene.id));
  const written = await writeRulesFile(target, scene.id, signed.file);
  output.out(`${rowId} is verified by ${by} on ${on}; it binds. Version ${written.rules.version}, in ${target}`);
  return 0;
}

interface RulesFound {
  readonly rules: RuleSet;
  readonly path: string | null;
  readonly json: RulesFile['json'] | null;
}

async function rulesOf(settings: FileCommand['settings']): Promise<RulesFound> {
  const folders = sceneFolders(settings.home);
  const scene = sceneOf(await readScenes(folders), settings.scene);
  const path = await rulesPath(folders, scene.id);
  if (path === null) return { rules: NATIONAL_RULES, path, json: null };
  return await readRulesFile(path, scene.id);
}

/** The day where the city lies. */
function dayOf(flag: string | undefined, now: Date, utcOffsetMinutes: number | undefined): string {
  if (flag === undefined) {
    const offset = utcOffsetMinutes ?? -now.getTimezoneOffset();
    return new Date(now.getTime() + offset * MINUTE_MS).toISOString().slice(0, 10);
  }
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(flag) && isoDayOf(flag) === flag;
  if (!isDay) throw new AppError('bad-option', `--on wants a day such as 2026-11-20 and got "${flag}".`);
  return flag;
}

function isoDayOf(day: string): string | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
}

function refusal(failure: SigningFailure, rowId: string, scene: string): AppError {
  switch (failure.code) {
    case 'unknown-row': {
      const near = failure.near.length === 0 ? '' : ` Near it: ${failure.near.join(', ')}.`;
      return new AppError(
        'unknown-rule',
        `The rules of "${scene}" have no row "${rowId}".${near} "undercroft rules ${scene}" lists them all.`,
      );
    }
    case 'nothing-to-sign':
      return new AppError(
        'rules-invalid',
        `The row ${rowId} of "${scene}" leaves ${failure.field} unknown, so there is nothing in it to answer for: ` +
          "write the figure into the city's rules.json first.",
      );
  }
}

/** `zone.gas.high  protection 5 m, control 50 m  grade b, binding  GB 55009-2021`. */
function lineOf({ place, row }: PlacedRow): string {
  const standing = isBinding(row) ? 'binding' : 'not binding';
  const signature = row.verifiedBy === null ? [] : [`verified by ${row.verifiedBy} on ${row.verifiedAt}`];
  const facts = [
    row.id.padEnd(40),
    figuresOf(row).padEnd(34),
    `grade ${row.grade}, ${standing}`.padEnd(22),
    row.clause,
  ];
  return [place.padEnd(17), ...facts, ...signature].join('  ');
}

/** The numbers of a row, by the names they have in its file; `-` where it states none. */
function figuresOf(row: object, before = ''): string {
  const fields: readonly (readonly [string, unknown])[] = Object.entries(row);
  return fields
    .flatMap(([name, value]) => {
      if (typeof value === 'number') return [`${before}${name} ${value}`];
      if (value === null) return /(M|Deg|plan|level)$/.test(name) ? [`${before}${name} -`] : [];
      return (name === 'plan' || name === 'level') && typeof value === 'object' ? [figuresOf(value, `${name}.`)] : [];
    })
    .join(', ');
}
