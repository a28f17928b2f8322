import type { CaseKind } from '../model/city-case.ts';
import type { CaseCategory, CaseRuleSet } from '../protocol/live/case-rule.ts';
import { type WorkCalendar, workCalendar } from './work-calendar.ts';

/** Rules of cases of a scene, ready to be asked. */
export interface CaseRules {
  readonly set: CaseRuleSet;
  /** Null where the scene does not declare its clock: then nobody knows its working time. */
  readonly calendar: WorkCalendar | null;
  category(kind: CaseKind, category: string | null): CaseCategory | null;
}

/** Throws `RangeError` for a calendar that cannot be used. */
export function caseRules(set: CaseRuleSet, utcOffsetMinutes: number | undefined): CaseRules {
  const categories = new Map(set.categories.map((each) => [`${each.kind} ${each.category}`, each]));
  return {
    set,
    calendar: utcOffsetMinutes === undefined ? null : workCalendar(set.calendar, utcOffsetMinutes),
    category: (kind, category) => categories.get(`${kind} ${category}`) ?? null,
  };
}
