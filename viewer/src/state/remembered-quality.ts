import type { QualityChoice } from '../globe/quality.ts';

const KEY = 'undercroft.quality';

/** What a person may choose among; walls and tests name theirs in the address. */
export const QUALITY_CHOICES = ['auto', 'low', 'medium', 'high'] as const satisfies readonly QualityChoice[];

/** The choice this browser remembers, else `auto`. */
export function rememberedQuality(): QualityChoice {
  try {
    const kept = window.localStorage.getItem(KEY);
    return QUALITY_CHOICES.find((choice) => choice === kept) ?? 'auto';
  } catch {
    // A browser may forbid pages to remember anything.
    return 'auto';
  }
}

export function rememberQuality(choice: QualityChoice): void {
  try {
    window.localStorage.setItem(KEY, choice);
  } catch {
    // It lasts until the page is closed, then.
  }
}
