import { mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { demoDistrict } from '@undercroft/core/demo-city/demo-district';
import { caseFigures } from '@undercroft/core/demo-city/living/case-figures';
import { demoCases } from '@undercroft/core/demo-city/living/demo-cases';
import { livingCity } from '@undercroft/core/demo-city/living/living-city';
import { caseStatistics } from '@undercroft/core/demo-city/statistics/case-statistics';
import { type DemoFigure, isOnTarget } from '@undercroft/core/demo-city/statistics/demo-figure';
import { districtStatistics } from '@undercroft/core/demo-city/statistics/district-statistics';
import { surveyDistrict } from '@undercroft/core/demo-city/survey/survey-district';
import type { SurveyTruth } from '@undercroft/core/demo-city/survey/truth';
import { TRUTH_FILE } from '@undercroft/data-import/demo-city/survey-file-names';
import { writeInProcess } from '@undercroft/data-import/demo-city/write-in-process';
import { AppError } from '../app-error.ts';
import type { Output } from '../output.ts';

/** Options of the command as written. */
export interface DemoFlags {
  readonly segments?: string | undefined;
  readonly seed?: string | undefined;
  readonly out?: string | undefined;
  readonly truth?: boolean | undefined;
  readonly json?: boolean | undefined;
}

export interface DemoContext {
  readonly cwd: string;
  readonly output: Output;
  readonly signal: AbortSignal;
}

const DEFAULT_SEED = 1;

/**
 * Writes the files of a made-up city, or says what is wrong with them on purpose and how its figures lie to what they were
 * aimed at. Resolves to the exit code: of `truth`, 0 only when every figure is on target. Throws `AppError`
 * (`bad-option`) and `ImportError` (`generator-failed`).
 */
export async function demo(flags: DemoFlags, context: DemoContext): Promise<number> {
  const seed = wholeNumber('--seed', flags.seed, 0) ?? DEFAULT_SEED;
  if (flags.truth === true) {
    if (flags.out !== undefined || flags.segments !== undefined) {
      throw new AppError(
        'bad-option',
        '--truth tells of one district and writes nothing: leave --out and --segments out.',
      );
    }
    return tellTruth(seed, flags.json === true, context.output);
  }
  if (flags.out === undefined)
    throw new AppError('bad-option', 'A folder to write to was wanted: name one with --out.');
  const segments = wholeNumber('--segments', flags.segments, 1);
  const folder = resolve(context.cwd, flags.out);
  await makeEmpty(folder);
  let conduits = 0;
  await writeInProcess(
    { seed, segments, folder, livingRows: null },
    {
      onProgress(progress) {
        conduits = progress.conduits;
        context.output.note(`${progress.conduits} of ${Math.max(progress.wanted, progress.conduits)} conduits`);
      },
      signal: context.signal,
    },
  );
  const names = (await readdir(folder)).sort().join(', ');
  context.output.out(`${conduits} conduits written to ${folder}: ${names}`);
  context.output.out(`what is wrong and missing in them stands in ${join(folder, TRUTH_FILE)}`);
  return 0;
}

function tellTruth(seed: number, isJson: boolean, output: Output): number {
  const district = demoDistrict(0, seed);
  const { network, truth } = surveyDistrict(district);
  const { grounds } = livingCity(district);
  const cases = caseStatistics(caseFigures(demoCases(grounds, seed)));
  const figures = [...districtStatistics(district, network), ...cases];
  const code = figures.every(isOnTarget) ? 0 : 1;
  if (isJson) {
    output.out(JSON.stringify({ seed, figures, ...truth }));
    return code;
  }
  output.out(`district of seed ${seed}: ${network.nodes.length} points, ${network.conduits.length} conduits`);
  for (const figure of figures) output.out(figureLine(figure));
  for (const line of truthLines(truth)) output.out(line);
  return code;
}

function figureLine(figure: DemoFigure): string {
  const { name, value, least, most, unit, source } = figure;
  const range = least === most ? rounded(least) : `${rounded(least)} to ${rounded(most)}`;
  const verdict = isOnTarget(figure) ? 'ok ' : 'OFF';
  return `  ${verdict} ${name.padEnd(34)} ${rounded(value).padStart(8)} ${unit} (${range}; ${source})`.replace(
    / {2,}\(/,
    ' (',
  );
}

function* truthLines({ mistakes, violations, gaps }: SurveyTruth): Iterable<string> {
  const count = new Set(mistakes.map(({ mistake }) => mistake)).size;
  yield `${count} mistakes planted in the survey, by the rule that finds them:`;
  for (const [rule, rows] of byKey(mistakes, ({ rule: name, code }) => `${name ?? '--'} ${code}`)) {
    yield `  ${rule.padEnd(30)} ${rows.map(({ rowId }) => rowId).join(', ')}`;
  }
  const planted = violations.filter(({ origin }) => origin === 'planted');
  const laid = violations.filter(({ origin }) => origin === 'laid');
  yield `${planted.length} violations built in on purpose:`;
  for (const { kind, rowId, other, wantedM, isM, source } of planted) {
    const pair = other === undefined ? rowId : `${rowId} and ${other}`;
    yield `  ${kind.padEnd(11)} ${pair}: ${isM.toFixed(3)} m, wanted ${wantedM.toFixed(2)} m (${source})`;
  }
  yield `${laid.length} places laid too near for want of room (all of them with --json):`;
  for (const [kind, rows] of byKey(laid, (each) => `${each.kind} ${each.utility}`))
    yield `  ${kind.padEnd(20)} ${rows.length}`;
  yield `${gaps.length} gaps left in the survey:`;
  for (const [what, rows] of byKey(gaps, (gap) => gap.what)) yield `  ${what.padEnd(10)} ${rows.length}`;
}

function byKey<T>(values: readonly T[], keyOf: (value: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [value]);
    else known.push(value);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** Makes the folder, or takes one that is there and empty: nothing of a person's is written over. */
async function makeEmpty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const names = await readdir(folder);
  if (names.length === 0) return;
  throw new AppError('bad-option', `--out wants a folder that is empty or not there; ${folder} holds ${names[0]}.`);
}

function wholeNumber(name: string, text: string | undefined, least: number): number | null {
  if (text === undefined) return null;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least) return value;
  throw new AppError('bad-option', `${name} wants a whole number from ${least} on and got "${text}".`);
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}
