/** What a value rests on: the source said it, it was derived from what the source said, guessed, or not known. */
export const BASES = ['stated', 'derived', 'guessed', 'unknown'] as const;

export type Basis = (typeof BASES)[number];
