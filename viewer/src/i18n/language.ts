/** The languages of the screen; each has every message. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language a browser asks for, English where we do not have it. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = LANGUAGES.find((candidate) => tag.toLowerCase().split('-', 1)[0] === candidate);
    if (language !== undefined) return language;
  }
  return 'en';
}
