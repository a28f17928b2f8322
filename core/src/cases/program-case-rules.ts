import type { CaseRuleSet } from '../protocol/live/case-rule.ts';
import { hours, minutes } from './allowances.ts';
import { CHINA_CALENDAR } from './china-calendar.ts';
import { COMPONENT_CATEGORIES } from './component-categories.ts';
import { EVENT_CATEGORIES } from './event-categories.ts';

/**
 * The rules of cases that come with the program, for a city to state its own above. A case is handed out within five minutes,
 * as the city of reference does (3 to 5 minutes); the other clocks are usual and unverified.
 */
export const PROGRAM_CASE_RULES: CaseRuleSet = {
  id: 'program',
  version: '1',
  basis: {
    en: 'Classes after GB/T 30428.2 and GB/T 30428.3 from secondary pages; times usual, unverified. A city states its own.',
    zh: '类别依据 GB/T 30428.2、GB/T 30428.3(据二手资料整理),时限为常见取值,均未经核对,应由城市自行确定。',
  },
  grade: 'c',
  categories: [...COMPONENT_CATEGORIES, ...EVENT_CATEGORIES],
  responsibility: [],
  clocks: { register: minutes(10), dispatch: minutes(5), verify: hours(24), close: hours(2) },
  calendar: CHINA_CALENDAR,
  duplicates: { withinM: 50, withinHours: 72 },
  intake: { registers: [], dispatches: false },
};
