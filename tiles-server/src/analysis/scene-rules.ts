import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import type { Scene } from '@undercroft/core/protocol/scene';
import { NATIONAL_RULES } from '@undercroft/core/rules/national-rules';

/** The rules a scene is judged by: its city's own, or the national ones. Rejects when the city's cannot be used. */
export type SceneRules = (scene: Scene) => Promise<RuleSet>;

/** Where no city has rules of its own. */
export const nationalRules: SceneRules = async () => NATIONAL_RULES;
