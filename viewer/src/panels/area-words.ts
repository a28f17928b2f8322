import { DIG_REFUSALS, type DigRefusalCode } from '@undercroft/core/dig/dig-plan';
import type { Say } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import type { BroughtArea } from '../pit/bring-area.ts';

type Fault = Extract<BroughtArea, { ok: false }>;

/** Why an area was not taken. The reader's own sentence names what came; it is English, so Chinese says it by its code. */
export function faultWords({ code, message }: Fault, language: Language, say: Say): string {
  if (language === 'en') return message;
  return isRefusal(code) ? say(`pitReason.${code}`) : say(`areaReason.${code}`);
}

/** What was changed in an area before it was taken. */
export function repairWords(repair: string, language: Language): string {
  if (language === 'en') return repair;
  const corner = /^duplicate point removed: corner (\d+)/.exec(repair)?.[1];
  if (corner !== undefined) return `已去掉重复的第 ${corner} 点`;
  return repair === 'ring closed' ? '已自动闭合' : repair;
}

function isRefusal(code: Fault['code']): code is DigRefusalCode {
  return (DIG_REFUSALS as readonly string[]).includes(code);
}
