import { LAYER_NAME } from '@undercroft/core/model/feature-id';
import { fieldName } from '../i18n/field-words.ts';
import type { Say } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import type { LayerWords } from './data-store.ts';
import { isBlocking } from './to-confirm.ts';
import type { Review } from './use-review.ts';

/** What keeps a source from being loaded, in words; `null` when nothing does. */
export function blockedWords(review: Review, words: LayerWords, say: Say, language: Language): string | null {
  if (review.profile !== null && review.profile.tables.length === 0) return say('data.blockedNothing');
  const names = review.items.filter(isBlocking).map((item) => {
    return item.kind === 'missing' ? fieldName(item.field, language) : say('data.confirmCrs');
  });
  if (review.georeference === null && names.length === 0) names.push(say('data.confirmCrs'));
  if (names.length > 0) {
    return say('data.blocked', { what: [...new Set(names)].join(language === 'zh' ? '、' : ', ') });
  }
  return words.title.trim() === '' || !LAYER_NAME.test(words.layer) ? say('data.blockedTitle') : null;
}
