import type { SourceSpec } from '@undercroft/core/protocol/reading';
import { type CoordinateSamples, proposeGeoreference } from '../placing/propose-georeference.ts';
import type { BoundTable } from '../profiles/bound-table.ts';

const CANDIDATES_NAMED = 3;

/** What coordinates look like for which no system was given, in one or a few sentences. */
export function georeferenceAdvice(
  samples: CoordinateSamples,
  tables: readonly BoundTable[],
  { localGrids, near }: SourceSpec,
): string {
  const { refusal, candidates } = proposeGeoreference(samples, {
    declared: tables.find(({ table }) => table.crs !== null)?.table.crs ?? null,
    isSurvey: tables.some(({ target }) => target === 'surveyPoint' || target === 'surveyLine'),
    place: near === null ? null : { origin: near },
    localGrids,
  });
  const [x, y] = [samples.pairs[0], samples.pairs[1]];
  const first = x === undefined || y === undefined ? '' : `The first point is (${x}, ${y}).`;
  const titles = candidates.slice(0, CANDIDATES_NAMED).map(({ title }) => title);
  const fitting = titles.length === 0 ? '' : `Among those that fit: ${titles.join('; ')}.`;
  return [first, refusal ?? '', fitting].filter((part) => part !== '').join(' ');
}
