import { COMPONENT_CATEGORIES } from '@undercroft/core/cases/component-categories';
import { EVENT_CATEGORIES } from '@undercroft/core/cases/event-categories';
import type { CaseKind } from '@undercroft/core/model/city-case';
import type { Language } from '../i18n/language.ts';

const TITLES = new Map(
  [...COMPONENT_CATEGORIES, ...EVENT_CATEGORIES].map(({ kind, category, title }) => [`${kind} ${category}`, title]),
);

/** What a class of GB/T 30428 is called; `null` for one that is not among those known, or not stated. */
export function categoryTitle(kind: CaseKind, category: string | null, language: Language): string | null {
  return category === null ? null : (TITLES.get(`${kind} ${category}`)?.[language] ?? null);
}
