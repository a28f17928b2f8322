import type { DigVerdict } from '@undercroft/core/protocol/analysis/excavation';
import { DIG_VERDICTS } from '@undercroft/core/protocol/analysis/excavation';
import type { Say } from '../i18n/i18n.ts';
import type { VerdictCounts } from '../pit/dig-list.ts';

/** What is found, as a sentence to read aloud: "3 cut, 1 in a protection zone, 2 unknown". Empty where nothing is found. */
export function countSentence(counts: VerdictCounts, say: Say): string {
  return DIG_VERDICTS.filter((verdict) => counts[verdict] > 0)
    .map((verdict) => say(`digCount.${verdict}`, { number: counts[verdict] }))
    .join(say('dig.comma'));
}

/** The worst of what is found; null where nothing is. */
export function worstOf(counts: VerdictCounts): DigVerdict | null {
  return DIG_VERDICTS.find((verdict) => counts[verdict] > 0) ?? null;
}
