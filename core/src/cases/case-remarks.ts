import type { LiveCase } from '../live/live-case.ts';
import type { CaseRules } from './case-rules.ts';
import { undeclaredYears } from './due-at.ts';
import { responsible } from './responsible.ts';

/** A sentence in both languages. */
export interface CaseRemark {
  readonly en: string;
  readonly zh: string;
}

/** What is not known of a case and keeps it from being dispatched or judged. Nothing to say is an empty list. */
export function caseRemarks(value: LiveCase, rules: CaseRules): readonly CaseRemark[] {
  const { kind, category, gridCell } = value;
  const remarks: CaseRemark[] = [];
  const known = rules.category(kind, category);
  if (category === null) {
    remarks.push({ en: 'It has no class: nobody knows how long handling may take.', zh: '尚未分类,处置时限不明。' });
  } else if (known === null) {
    remarks.push({
      en: `The rules know no class ${category}: nobody knows how long handling may take.`,
      zh: `规则中没有类别 ${category},处置时限不明。`,
    });
  }
  if (gridCell === null) {
    remarks.push({ en: 'It lies in no cell of the management grid.', zh: '不在任何单元网格内。' });
  }
  if (value.department === null && responsible(rules, value) === null) {
    remarks.push({ en: 'No rule names who answers for it.', zh: '规则未指定责任部门。' });
  }
  if (rules.calendar === null) {
    remarks.push({
      en: 'The scene does not declare its clock: times in working hours are not known.',
      zh: '场景未声明时区,按工作时间计的时限不明。',
    });
    return remarks;
  }
  const dues = [value.handleDueMs, value.closeDueMs].filter((dueMs) => dueMs !== null);
  const isWorkingTime = known?.handle?.unit.startsWith('work') ?? false;
  if (isWorkingTime && value.steps.dispatch !== null && dues.length > 0) {
    const years = undeclaredYears(rules.calendar, value.steps.dispatch, Math.max(...dues));
    if (years.length > 0) {
      const list = years.join(', ');
      remarks.push({
        en: `The holidays of ${list} are not declared: its time runs over weekends only.`,
        zh: `${list} 年节假日未声明,时限仅扣除周末。`,
      });
    }
  }
  return remarks;
}
