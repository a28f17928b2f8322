import { PROGRAM_CASE_RULES } from '@undercroft/core/cases/program-case-rules';
import { readCaseRules } from '@undercroft/core/cases/read-case-rules';
import type { CaseRuleSet } from '@undercroft/core/protocol/live/case-rule';
import { cityRules } from './city-rules.ts';

/** The rules of cases of scenes; a city's own lie above them, see `cityRules`. */
export function sceneCaseRules(folders: readonly string[]): (scene: { readonly id: string }) => Promise<CaseRuleSet> {
  return cityRules(folders, { file: 'live/case-rules.json', builtIn: PROGRAM_CASE_RULES, read: readCaseRules });
}
