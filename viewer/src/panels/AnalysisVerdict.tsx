import {
  CheckCircleFilled,
  CloseCircleFilled,
  QuestionCircleFilled,
  StopFilled,
  WarningFilled,
} from '@ant-design/icons';
import type { LayVerdict } from '@undercroft/core/clearance/lay-verdict';
import type { ClearanceFinding } from '@undercroft/core/protocol/analysis/clearance';
import { ACCURACY_BASIS_WORDS, ASSUMPTION_WORDS, RULE_GRADE_WORDS } from '@undercroft/core/report/dig-words';
import type { ReactNode } from 'react';
import { fixed } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { NeedsPerson } from './PitVerdict.tsx';

/** Class that colours a verdict: those of digging, so that a colour means one thing. */
const CLASSES: Readonly<Record<LayVerdict, string>> = {
  collision: 'is-hit',
  unknown: 'is-unknown',
  insideUncertainty: 'is-insideUncertainty',
  belowTable: 'is-inProtectionZone',
  ok: 'is-clear',
};

const ICONS: Readonly<Record<LayVerdict, ReactNode>> = {
  collision: <CloseCircleFilled />,
  unknown: <QuestionCircleFilled />,
  insideUncertainty: <WarningFilled />,
  belowTable: <StopFilled />,
  ok: <CheckCircleFilled />,
};

/** A verdict by icon, word and colour. `words` are those of its table. */
export function AnalysisVerdict({ verdict, words }: { readonly verdict: LayVerdict; readonly words: string }) {
  return (
    <span className={`dig-verdict ${CLASSES[verdict]}`} data-testid="analysis-verdict" data-verdict={verdict}>
      {ICONS[verdict]} {words}
    </span>
  );
}

type Evidence = Pick<
  ClearanceFinding,
  'rule' | 'binding' | 'assumed' | 'sigmaM' | 'sigmaXyM' | 'accuracyBasis' | 'needsPerson'
>;

/** What a verdict rests on: the rule and its grade, the accuracy, what was assumed, whether a person has to look. */
export function AnalysisEvidence({ of }: { readonly of: Evidence }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { rule, binding, assumed, sigmaM, sigmaXyM, accuracyBasis, needsPerson } = of;
  const sigma = (value: number | null): string => (value === null ? '?' : `±${fixed(value, 2)} m`);
  const accuracy =
    sigmaM === null && sigmaXyM === null
      ? say('dig.sigmaUnknown')
      : say('dig.sigma', {
          level: sigma(sigmaM),
          plan: sigma(sigmaXyM),
          basis: ACCURACY_BASIS_WORDS[accuracyBasis][language],
        });
  return (
    <div className="dig-facts">
      <Line name={say('analysis.rule')} missing={rule === null}>
        {rule === null ? (
          say('analysis.ruleNone')
        ) : (
          <span title={`${rule.id} ${rule.version}`}>
            {rule.clause}{' '}
            <span className="dig-grade" title={RULE_GRADE_WORDS[rule.grade][language]}>
              {rule.grade}
            </span>{' '}
            {say(binding ? 'dig.binding' : 'dig.notBinding')}
          </span>
        )}
      </Line>
      <Line name={say('dig.certainty')} missing={sigmaM === null && sigmaXyM === null}>
        {accuracy}
      </Line>
      {assumed.length > 0 && (
        <Line name={say('analysis.assumed')} missing>
          {assumed.map((each) => ASSUMPTION_WORDS[each][language]).join(say('dig.comma'))}
        </Line>
      )}
      {needsPerson && <NeedsPerson />}
    </div>
  );
}

export function Line({
  name,
  missing = false,
  children,
}: {
  readonly name: string;
  readonly missing?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className={missing ? 'dig-fact is-missing' : 'dig-fact'}>
      <span className="dig-fact-name">{name}</span>
      <span>{children}</span>
    </span>
  );
}
