import type { CaseRules } from '@undercroft/core/cases/case-rules';
import { dueAt } from '@undercroft/core/cases/due-at';
import { type Responsible, responsible } from '@undercroft/core/cases/responsible';
import type { LiveCase } from '@undercroft/core/live/live-case';
import type { CaseSuggestion, SuggestedUnit } from '@undercroft/core/protocol/live/case-records';
import type { NearestUnit, NearestUnitsAnswer } from '@undercroft/core/protocol/live/unit-answers';

/** Who should handle a case: the department by grid and class, and its nearest free units with a fresh position. */
export function suggestUnit(
  value: LiveCase,
  rules: CaseRules,
  { units, counts, atMs }: Pick<NearestUnitsAnswer, 'units' | 'counts' | 'atMs'>,
  most: number,
): CaseSuggestion {
  const duty = responsible(rules, value);
  const department = value.steps.dispatch === null ? (duty?.department ?? value.department) : value.department;
  const fresh = units.filter(({ isStale }) => !isStale);
  const free = fresh.filter(({ isBusy }) => isBusy !== true);
  return {
    department,
    dutyUnit: duty?.unit ?? null,
    basis: basisOf(duty, department),
    gridCell: value.gridCell,
    handleDueMs: dueAt(rules.calendar, atMs, rules.category(value.kind, value.category)?.handle ?? null),
    units: free
      .map((unit) => suggested(unit, department))
      .sort((a, b) => rank(b, duty) - rank(a, duty) || (a.distanceM ?? Infinity) - (b.distanceM ?? Infinity))
      .slice(0, most),
    busyCount: fresh.length - free.length,
    staleCount: counts.stale,
  };
}

/** The unit on duty for the cell first, then those of the department. */
function rank({ unitId, isOfDepartment }: SuggestedUnit, duty: Responsible | null): number {
  return (unitId === duty?.unit ? 2 : 0) + (isOfDepartment ? 1 : 0);
}

function suggested(unit: NearestUnit, department: string | null): SuggestedUnit {
  const { unitId, name, category, owner, position, distanceM, ageS, isBusy } = unit;
  return {
    unitId,
    name: { ...name },
    category,
    department: owner,
    isOfDepartment: department !== null && owner === department,
    position: [...position],
    distanceM,
    ageS,
    isFree: isBusy === null ? null : !isBusy,
  };
}

function basisOf(duty: Responsible | null, department: string | null): CaseSuggestion['basis'] {
  if (duty === null) {
    return department === null
      ? { en: 'No rule names who answers for it.', zh: '规则未指定责任部门。' }
      : { en: 'The case itself names the department; no rule does.', zh: '部门由案件给出,规则未指定。' };
  }
  return 'cells' in duty.by
    ? { en: `Rules give the cells ${duty.by.cells} to it.`, zh: `责任网格 ${duty.by.cells} 归其负责。` }
    : { en: `Rules give the class ${duty.by.category} to it.`, zh: `类别 ${duty.by.category} 归其负责。` };
}
