import type { PlantedMistake } from '@undercroft/core/demo-city/survey/truth';
import type { Issue } from '@undercroft/core/model/issue';

/** How what a check found goes with what was planted. */
export interface TruthComparison {
  readonly found: number;
  /** Planted and not found. */
  readonly missed: readonly PlantedMistake[];
  /** Found and not planted. */
  readonly strange: readonly Issue[];
}

/** Notices of things that the survey does not know, which are listed as gaps. */
const NOTICES: ReadonlySet<string> = new Set(['crossings-not-judged', 'profile-proposed', 'text-encoding']);

/** Pairs each issue with the mistake of the same code at the same row, once each. */
export function compareTruth(mistakes: readonly PlantedMistake[], issues: readonly Issue[]): TruthComparison {
  const open = new Map<string, PlantedMistake[]>();
  for (const mistake of mistakes) {
    for (const id of [mistake.rowId, ...(mistake.oneOf ?? [])]) {
      const key = `${mistake.code} ${id}`;
      const known = open.get(key);
      if (known === undefined) open.set(key, [mistake]);
      else known.push(mistake);
    }
  }
  const paired = new Set<PlantedMistake>();
  const strange: Issue[] = [];
  for (const issue of issues) {
    const candidates = open.get(`${issue.code} ${issue.sourceId}`) ?? [];
    const mistake = candidates.find((candidate) => !paired.has(candidate));
    if (mistake !== undefined) paired.add(mistake);
    else if (!NOTICES.has(issue.code)) strange.push(issue);
  }
  return { found: paired.size, missed: mistakes.filter((mistake) => !paired.has(mistake)), strange };
}
