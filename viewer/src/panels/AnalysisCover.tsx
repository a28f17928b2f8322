import type { LayVerdict } from '@undercroft/core/clearance/lay-verdict';
import type { CoverAnswer, CoverVerdict } from '@undercroft/core/protocol/analysis/cover';
import { COVER_VERDICT_WORDS } from '@undercroft/core/report/lay-words';
import { askCover } from '../analysis/analysis-actions.ts';
import { useAnalysis } from '../analysis/analysis-store.ts';
import { metres } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { AnalysisFailed, AnalysisLoading } from './AnalysisFailed.tsx';
import { AnalysisEvidence, AnalysisVerdict, Line } from './AnalysisVerdict.tsx';
import { Value } from './Facts.tsx';

const SHOWN_AS: Readonly<Record<CoverVerdict, LayVerdict>> = {
  belowTable: 'belowTable',
  unknown: 'unknown',
  insideUncertainty: 'insideUncertainty',
  ok: 'ok',
};

const GAPS = { ground: 'analysis.coverGround', level: 'analysis.coverLevel', size: 'analysis.coverSize' } as const;

/** The least cover along a conduit, once it is asked for. */
export function AnalysisCover({ id }: { readonly id: string }) {
  const say = useSay();
  const cover = useAnalysis((state) => (state.cover?.id === id ? state.cover.asked : null));
  if (cover === null) return null;
  switch (cover.state) {
    case 'loading':
      return <AnalysisLoading words={say('analysis.loading')} />;
    case 'failed':
      return <AnalysisFailed error={cover.error} title={say('analysis.failed')} onRetry={() => askCover(id)} />;
    case 'ready':
      return <Found answer={cover.answer} />;
  }
}

function Found({ answer }: { readonly answer: CoverAnswer }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const [finding] = answer.findings;
  if (finding === undefined) return <p className="note">{say('analysis.noFinding')}</p>;
  const { verdict, least, wantedM, forFrost, gaps, allowanceM } = finding;
  return (
    <div className="analysis-cover" data-testid="cover-result">
      <AnalysisVerdict verdict={SHOWN_AS[verdict]} words={COVER_VERDICT_WORDS[verdict][language]} />
      <div className="dig-facts figures">
        <Line name={say('analysis.coverLeast')} missing={least === null}>
          {least === null ? (
            <Value text={null} />
          ) : (
            <>
              <strong>{metres(least.coverM)}</strong> {say('analysis.coverAt', { station: metres(least.stationM) })}
            </>
          )}
        </Line>
        <Line name={say('analysis.coverWanted')} missing={wantedM === null}>
          {wantedM === null ? say('analysis.coverNoRule') : metres(wantedM)}
          {forFrost && ` · ${say('analysis.coverFrost')}`}
        </Line>
        {allowanceM !== null && allowanceM > 0 && (
          <Line name={say('analysis.assumed')} missing>
            {say('analysis.coverAllowance', { length: metres(allowanceM) })}
          </Line>
        )}
        {gaps.length > 0 && (
          <Line name={say('analysis.coverGaps')} missing>
            {gaps.map(({ fromM, toM, why }) => say(GAPS[why], { length: metres(toM - fromM) })).join(say('dig.comma'))}
          </Line>
        )}
      </div>
      <AnalysisEvidence of={finding} />
    </div>
  );
}
