import type { Issue, IssueSeverity } from '@undercroft/core/model/issue';
import type { Profile } from '@undercroft/core/protocol/profile';
import { type IssueCode, severityOf } from '../issues.ts';

/**
 * The survey checks by the names that Chinese reports give them, each with the codes it is told by. P is about points, L
 * about lines, N about the network, A about attributes, K about coordinates, C about connections that must not be.
 */
export const SURVEY_RULES = {
  P1: ['point-number-missing', 'duplicate-point', 'map-number-differs'],
  P2: ['feature-and-appurtenance', 'no-feature-or-appurtenance'],
  P3: ['same-point', 'same-place'],
  P4: ['code-mismatch'],
  L1: ['missing-point', 'placed-without-point', 'unused-point'],
  L2: ['line-to-itself', 'duplicate-line'],
  L3: ['level-depth-mismatch'],
  L4: ['level-differs-at-node', 'size-differs-at-node', 'material-differs-at-node'],
  L5: ['line-too-long', 'line-too-short'],
  L6: ['steep-line'],
  L7: ['depth-too-great', 'depth-above-ground', 'zero-depth'],
  L8: ['reverse-slope', 'manhole-drop'],
  N1: ['degree-differs'],
  N2: ['dangling-end', 'separate-component'],
  N3: ['exit-above-entry', 'sink-without-outfall'],
  N4: ['crossing-without-node', 'crossings-not-judged'],
  A1: ['pressure-band-differs', 'voltage-on-other-utility', 'missing-voltage', 'anticorrosion-on-plastic'],
  A2: ['material-not-allowed'],
  A3: ['year-in-future', 'unknown-embedding', 'abandoned-in-network'],
  K1: ['outside-area-of-use', 'far-from-the-rest'],
  C1: ['cross-connection'],
} as const satisfies Record<string, readonly IssueCode[]>;

export type SurveyRule = keyof typeof SURVEY_RULES;

const RULE_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(SURVEY_RULES).flatMap(([rule, codes]) => codes.map((code) => [code, rule] as const)),
);

/** What an issue of the survey is about. */
export interface SurveySubject {
  readonly table: string | undefined;
  readonly row: number | null;
  readonly field: string | null;
  readonly sourceId?: string | undefined;
  readonly at?: readonly [lon: number, lat: number] | undefined;
}

/** Collects what is found about a survey; the profile says how severe a rule (`L5`) or a single code is. */
export interface SurveyReporter {
  /** False for a code that the profile switches off. */
  isOn(code: IssueCode): boolean;
  report(code: IssueCode, subject: SurveySubject, message: string): void;
  /** True when something was reported since the last `take`. */
  readonly pending: boolean;
  /** What was reported since the last `take`, in that order. */
  take(): readonly Issue[];
}

const NOTHING: readonly Issue[] = [];

export function surveyReporter(severities: Profile['severities']): SurveyReporter {
  const resolved = new Map<IssueCode, IssueSeverity | 'off'>();
  let found: Issue[] = [];
  const severity = (code: IssueCode): IssueSeverity | 'off' => {
    const known = resolved.get(code);
    if (known !== undefined) return known;
    const rule = RULE_OF.get(code);
    const stated = severities[code] ?? (rule === undefined ? undefined : severities[rule]) ?? severityOf(code);
    resolved.set(code, stated);
    return stated;
  };
  return {
    isOn: (code) => severity(code) !== 'off',
    report(code, { table, row, field, sourceId, at }, message) {
      const stated = severity(code);
      if (stated === 'off') return;
      found.push({
        severity: stated,
        code,
        where: { row, field, table },
        message,
        rule: RULE_OF.get(code),
        sourceId,
        at,
      });
    },
    get pending() {
      return found.length > 0;
    },
    take() {
      if (found.length === 0) return NOTHING;
      const taken = found;
      found = [];
      return taken;
    },
  };
}
