import type { Georeference, LocalGrids } from '@undercroft/core/protocol/georeference';
import type { Profile } from '@undercroft/core/protocol/profile';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import type { UtilityRule } from '@undercroft/core/protocol/scene';
import { knownCrs } from './placing/known-crs.ts';
import type { ReadLimits } from './readers/reader.ts';

/** What a caller may say about files; what is left out is told from them. */
export interface SourceOptions {
  readonly format?: string | undefined;
  /** `crs` is left out where the format names the system itself. */
  readonly georeference?: { readonly [Key in keyof Georeference]?: Georeference[Key] | undefined } | undefined;
  readonly localGrids?: LocalGrids | undefined;
  readonly encoding?: string | undefined;
  readonly profile?: Profile | undefined;
  /** Profiles of the city, which a proposal may follow. */
  readonly ownProfiles?: readonly Profile[] | undefined;
  /** Agrees to what is proposed where no profile is given. */
  readonly proposalConfirmed?: boolean | undefined;
  readonly utility?: UtilityRule | undefined;
  readonly limits?: ReadLimits | undefined;
  /** Longitude and latitude about which the scene lies. */
  readonly near?: readonly [lon: number, lat: number] | null | undefined;
  /** Minutes that the city's clock is ahead of UTC. */
  readonly utcOffsetMinutes?: number | undefined;
}

/** What a process with a cap on its memory and its time may be let at: it streams what can be streamed. */
const SOURCE_LIMITS = { maxFileBytes: 16 * 1024 ** 3, maxRows: 100_000_000 } as const satisfies ReadLimits;

const UTILITY_UNKNOWN: UtilityRule = { default: 'unknown', bySourceId: [] };

/**
 * What a reading process is told of files, from what a caller said. Throws `ImportError` for a coordinate system that
 * nobody knows.
 */
export function sourceSpec(
  files: readonly { readonly path: string; readonly name: string }[],
  options: SourceOptions,
): SourceSpec {
  const { crs, axes, shift, levelUnit, verticalOffsetM } = options.georeference ?? {};
  if (crs !== undefined && !crs.startsWith('LOCAL:')) knownCrs(crs);
  return {
    files: files.map(({ path, name }) => ({ path, name })),
    format: options.format ?? null,
    georeference: {
      axes: axes ?? 'eastNorth',
      shift: shift ?? 'none',
      levelUnit: levelUnit ?? 'metre',
      verticalOffsetM: verticalOffsetM ?? 0,
      ...(crs === undefined ? {} : { crs }),
    },
    localGrids: options.localGrids ?? {},
    encoding: options.encoding ?? null,
    profile: options.profile ?? null,
    ownProfiles: [...(options.ownProfiles ?? [])],
    proposalConfirmed: options.proposalConfirmed ?? false,
    utility: options.utility ?? UTILITY_UNKNOWN,
    near: options.near == null ? null : [...options.near],
    ...(options.utcOffsetMinutes !== undefined && { utcOffsetMinutes: options.utcOffsetMinutes }),
    thisYear: new Date().getFullYear(),
    limits: { ...SOURCE_LIMITS, ...options.limits },
  };
}
