import { MATERIAL_WORDS } from '@undercroft/core/report/material-words';
import type { Language } from '../i18n/language.ts';

const HAN = /\p{Script=Han}/u;

/**
 * A material in the language of the screen where a code list knows it, else as the source words it. Sources that word it
 * twice ("球墨铸铁 ductile iron") are shortened to the words of that language.
 */
export function materialName(material: string, language: Language): string {
  const known = Object.hasOwn(MATERIAL_WORDS, material) ? MATERIAL_WORDS[material] : undefined;
  if (known !== undefined) return known[language];
  const words = material.split(/\s+/).filter((word) => word !== '');
  const wanted = words.filter((word) => HAN.test(word) === (language === 'zh'));
  return (wanted.length === 0 ? words : wanted).join(' ');
}
