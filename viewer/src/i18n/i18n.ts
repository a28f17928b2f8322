import i18next, { type i18n, type TFunction } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en, type MessageKey } from './en.ts';
import type { Language } from './language.ts';
import { zh } from './zh.ts';

/** Says a message in the language of the screen; a key that does not exist does not compile. */
export type Say = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

/** Starts the messages; there is nothing to fetch, so they are ready when this returns. */
export function startMessages(language: Language): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    resources: { en: { translation: en }, zh: { translation: zh } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return i18next;
}

export function setMessagesLanguage(language: Language): void {
  void i18next.changeLanguage(language);
}

/** Says a message outside of React, in the language of the moment. */
export const sayNow: Say = (key, values) => i18next.t(key, { ...values });

export function useSay(): Say {
  const { t } = useTranslation();
  return sayWith(t);
}

function sayWith(t: TFunction): Say {
  return (key, values) => t(key, { ...values });
}
