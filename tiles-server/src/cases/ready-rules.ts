import { type CaseRules, caseRules } from '@undercroft/core/cases/case-rules';
import { PROGRAM_CASE_RULES } from '@undercroft/core/cases/program-case-rules';
import type { CaseRuleSet } from '@undercroft/core/protocol/live/case-rule';
import type { Scene } from '@undercroft/core/protocol/scene';
import { ProblemError } from '../problem.ts';
import type { SceneCaseRules } from './case-desk.ts';

/** Where no city has rules of its own. */
export const programCaseRules: SceneCaseRules = async () => PROGRAM_CASE_RULES;

/** Rules ready to be asked, made once as long as they are the same object. */
export function readyRules(rules: SceneCaseRules): (scene: Scene) => Promise<CaseRules> {
  const ready = new Map<string, { readonly set: CaseRuleSet; readonly rules: CaseRules }>();
  return async (scene) => {
    const set = await rules(scene).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      throw new ProblemError('rules-unusable', `The rules of cases of "${scene.id}" cannot be used: ${why}`, {
        cause: error,
      });
    });
    const known = ready.get(scene.id);
    if (known?.set === set) return known.rules;
    const made = caseRules(set, scene.utcOffsetMinutes);
    ready.set(scene.id, { set, rules: made });
    return made;
  };
}
