import type { Issue } from '@undercroft/core/model/issue';
import type { Inspection } from '@undercroft/core/protocol/data-page';
import type { Georeference } from '@undercroft/core/protocol/georeference';
import type { ReadingJob } from '@undercroft/core/protocol/reading';
import { ImportError } from './import-error.ts';
import { issueLog } from './issue-log.ts';
import { previewBuilder } from './preview.ts';
import type { ReadItem } from './readers/reader.ts';

export type InspectJob = ReadingJob & { kind: 'inspect' };

/** Features a preview shows of each kind, and features that are read for it. */
const PREVIEW_FEATURES = 3000;
const FEATURES_LOOKED_AT = 20_000;

/** What a preview shows, and what was found on the way. */
export interface Sample {
  readonly preview: Inspection['preview'];
  readonly issues: readonly Issue[];
}

/** Everything of an inspection that does not go without saying. */
export type Findings = Omit<Inspection, 'format' | 'formatTitle' | 'files'>;

/** What the caller has chosen; `null` when the coordinate system is left open. */
export function chosenGeoreference({ source: { georeference } }: InspectJob): Georeference | null {
  return georeference.crs === undefined ? null : { ...georeference, crs: georeference.crs };
}

/**
 * Features of the beginning, and the first issues of each code. What only shows at the end is left out where the end is
 * not looked at: a line whose point comes later is no error yet.
 */
export async function sampleOf(
  job: InspectJob,
  batches: (() => AsyncIterable<readonly ReadItem[]>) | null,
): Promise<Sample> {
  const builder = previewBuilder(PREVIEW_FEATURES);
  const log = issueLog();
  let looked = 0;
  let partial = job.heads.some((head) => head);
  try {
    for await (const items of batches?.() ?? []) {
      builder.add(items.flatMap(({ value }) => (value === null ? [] : [value])));
      for (const item of items) log.add(...item.issues);
      looked += items.length;
      if (looked < FEATURES_LOOKED_AT) continue;
      partial = true;
      break;
    }
  } catch (error) {
    // What keeps a sample from being shown is part of the answer, and need not keep the whole file from being read.
    if (!(error instanceof ImportError)) throw error;
    const where = { row: null, field: null };
    log.add({ severity: 'warning', code: error.code, where, message: error.message });
  }
  return { preview: builder.build(partial), issues: log.kept };
}
