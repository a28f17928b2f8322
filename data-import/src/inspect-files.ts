import type { Inspection, InspectRequest } from '@undercroft/core/protocol/data-page';
import type { LocalGrids } from '@undercroft/core/protocol/georeference';
import type { Profile } from '@undercroft/core/protocol/profile';
import type { ReadingJob } from '@undercroft/core/protocol/reading';
import { type ReadingCaps, withReading } from './child/reading-process.ts';
import { ImportError } from './import-error.ts';
import { sourceSpec } from './source-spec.ts';

/** A file to be looked at, with what people call it. */
export interface InspectedFile {
  readonly path: string;
  readonly upload: { readonly name: string; readonly head: boolean };
}

export interface InspectContext {
  readonly localGrids?: LocalGrids | undefined;
  /** Profiles of the city, which the proposal may follow. */
  readonly ownProfiles?: readonly Profile[] | undefined;
  /** Longitude and latitude about which the scene lies; `null` without a scene. */
  readonly near: readonly [lon: number, lat: number] | null;
  /** Minutes that the city's clock is ahead of UTC. */
  readonly utcOffsetMinutes?: number | undefined;
  readonly caps?: Partial<ReadingCaps> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks at the beginning of files in a process of its own: what they are, what their columns mean, where they lie, and a
 * sample to be drawn. What the caller has chosen is taken, the rest proposed. Throws `ImportError` for files that cannot
 * be read at all.
 */
export async function inspectFiles(
  chosen: Omit<InspectRequest, 'uploads'>,
  files: readonly InspectedFile[],
  { localGrids, ownProfiles, near, utcOffsetMinutes, caps, signal }: InspectContext,
): Promise<Inspection> {
  const { format, encoding, profile, georeference } = chosen;
  const source = sourceSpec(
    files.map(({ path, upload }) => ({ path, name: upload.name })),
    { format, encoding, profile, georeference, localGrids, ownProfiles, near, utcOffsetMinutes },
  );
  const heads = files.map(({ upload }) => upload.head);
  const job: ReadingJob = { kind: 'inspect', source, heads };
  return await withReading(job, { caps, signal }, async ({ messages }) => {
    for await (const message of messages) if (message.event === 'inspection') return message.inspection;
    throw new ImportError('parser-crashed', 'The process that looks at files gave no answer.');
  });
}
