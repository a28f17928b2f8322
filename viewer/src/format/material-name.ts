import type { Language } from '../i18n/language.ts';

const HAN = /\p{Script=Han}/u;

/**
 * A material as the source words it. Sources that word it twice ("球墨铸铁 ductile iron") are shortened to the words of
 * the language of the screen; nothing is translated.
 */
export function materialName(material: string, language: Language): string {
  const words = material.split(/\s+/).filter((word) => word !== '');
  const wanted = words.filter((word) => HAN.test(word) === (language === 'zh'));
  return (wanted.length === 0 ? words : wanted).join(' ');
}
