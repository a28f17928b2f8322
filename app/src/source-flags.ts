import { resolve } from 'node:path';
import { georeferenceSchema, type LocalGrids } from '@undercroft/core/protocol/georeference';
import type { Profile } from '@undercroft/core/protocol/profile';
import { builtInProfile, profileFile } from '@undercroft/data-import/built-in-profiles';
import type { SourceOptions } from '@undercroft/data-import/source-spec';
import { AppError } from './app-error.ts';

/** What the command line says about files. */
export interface SourceFlags {
  readonly format?: string | undefined;
  readonly crs?: string | undefined;
  readonly axes?: string | undefined;
  readonly shift?: string | undefined;
  readonly levelUnit?: string | undefined;
  readonly verticalOffset?: string | undefined;
  readonly profile?: string | undefined;
  readonly encoding?: string | undefined;
  readonly yes?: boolean | undefined;
}

const { axes: AXES, shift: SHIFTS, levelUnit: LEVEL_UNITS } = georeferenceSchema.shape;

/**
 * Flags as options for reading. `profile` is a file, when it ends in `.json`, or else a name that `profileOf` knows.
 * Throws `AppError` (`bad-option`) and `ImportError` (`bad-profile`).
 */
export async function sourceOptionsOf(
  flags: SourceFlags,
  cwd: string,
  localGrids: LocalGrids,
  profileOf: (name: string) => Promise<Profile> = builtInProfile,
): Promise<SourceOptions> {
  const { profile, format, encoding, yes } = flags;
  return {
    format,
    encoding,
    georeference: {
      crs: crsOf(flags.crs),
      axes: chosen('--axes', AXES.unwrap().options, flags.axes),
      shift: chosen('--shift', SHIFTS.unwrap().options, flags.shift),
      levelUnit: chosen('--level-unit', LEVEL_UNITS.unwrap().options, flags.levelUnit),
      verticalOffsetM: metresOf(flags.verticalOffset),
    },
    localGrids,
    profile: profile === undefined ? undefined : await profileNamed(profile, cwd, profileOf),
    proposalConfirmed: yes === true,
  };
}

async function profileNamed(
  name: string,
  cwd: string,
  profileOf: (name: string) => Promise<Profile>,
): Promise<Profile> {
  return name.endsWith('.json') ? await profileFile(resolve(cwd, name), name) : await profileOf(name);
}

function crsOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (georeferenceSchema.shape.crs.safeParse(text).success) return text;
  throw new AppError('bad-option', `--crs wants EPSG:<number> or LOCAL:<name> and got "${text}".`);
}

function chosen<const Choice extends string>(
  option: string,
  choices: readonly Choice[],
  text: string | undefined,
): Choice | undefined {
  if (text === undefined) return undefined;
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new AppError('bad-option', `${option} wants ${choices.join(' or ')} and got "${text}".`);
}

function metresOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const metres = text.trim() === '' ? Number.NaN : Number(text);
  if (georeferenceSchema.shape.verticalOffsetM.safeParse(metres).success) return metres;
  throw new AppError('bad-option', `--vertical-offset wants metres from -500 to 500 and got "${text}".`);
}
