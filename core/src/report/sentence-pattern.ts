/**
 * An English sentence of a check as a regular expression, and the same sentence in Chinese: `$1` stands for what the
 * first group caught, `@1` for the utility that it names.
 */
export type SentencePattern = readonly [english: string, chinese: string];
