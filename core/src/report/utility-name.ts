import type { Utility } from '../model/utility.ts';
import type { ReportLanguage } from './dig-words.ts';
import { UTILITY_ZH } from './utility-zh.ts';

/** Utilities as English screens and reports name them. */
export const UTILITY_EN: Readonly<Record<Utility, string>> = {
  water: 'Water',
  reclaimed: 'Reclaimed water',
  sewage: 'Sewage',
  storm: 'Storm water',
  combined: 'Combined sewer',
  gas: 'Gas',
  heat: 'Heat',
  power: 'Power',
  telecom: 'Telecom',
  industrial: 'Industrial',
  other: 'Other',
  unknown: 'Utility unknown',
};

/** A utility as reports name it. */
export function utilityName(utility: Utility, language: ReportLanguage): string {
  return language === 'zh' ? (UTILITY_ZH[utility] ?? utility) : UTILITY_EN[utility];
}
