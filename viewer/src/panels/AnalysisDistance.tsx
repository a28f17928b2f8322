import { parseFeatureId } from '@undercroft/core/model/feature-id';
import type { ClearanceAnswer, ClearanceFinding } from '@undercroft/core/protocol/analysis/clearance';
import { EXEMPTION_WORDS, LAY_ACTION_WORDS, LAY_VERDICT_WORDS } from '@undercroft/core/report/lay-words';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { metres } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { AnalysisEvidence, AnalysisVerdict } from './AnalysisVerdict.tsx';
import { UtilityMark } from './UtilityMark.tsx';

/** How far two conduits are from each other, outer wall to outer wall, and what the tables want. */
export function AnalysisDistance({ answer }: { readonly answer: ClearanceAnswer }) {
  const say = useSay();
  const [finding] = answer.findings;
  if (finding === undefined) return <Alert type="warning" showIcon title={say('analysis.noFinding')} />;
  return <Found finding={finding} />;
}

function Found({ finding }: { readonly finding: ClearanceFinding }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const { a, b, verdict, exemption, horizontal, vertical, spatialM, decides } = finding;
  return (
    <div data-testid="distance" data-verdict={verdict} data-exemption={exemption}>
      <Side side={a} />
      <Side side={b} />
      {exemption === null ? (
        <div className="analysis-verdict-line">
          <AnalysisVerdict verdict={verdict} words={LAY_VERDICT_WORDS[verdict][language]} />
          <p className="note">{LAY_ACTION_WORDS[verdict][language]}</p>
        </div>
      ) : (
        <Alert type="info" title={say('analysis.exempt', { why: EXEMPTION_WORDS[exemption][language] })} />
      )}
      <table className="analysis-distances figures">
        <tbody>
          <Row name={say('analysis.horizontal')} isDeciding={decides === 'horizontal'} wanted={horizontal.wantedM}>
            {horizontal.foundM === null ? (
              <span className="unknown">{say('analysis.atMost', { distance: metres(finding.horizontalAtMostM) })}</span>
            ) : horizontal.foundM === 0 ? (
              say('analysis.overlapping')
            ) : (
              metres(horizontal.foundM)
            )}
          </Row>
          <Row name={say('analysis.vertical')} isDeciding={decides === 'vertical'} wanted={vertical.wantedM}>
            {vertical.foundM === null ? (
              <span className={finding.course === 'over' ? 'unknown' : 'muted'}>
                {say(finding.course === 'over' ? 'panel.unknown' : 'analysis.notOver')}
              </span>
            ) : (
              metres(vertical.foundM)
            )}
          </Row>
          <Row name={say('analysis.inSpace')} isDeciding={false} wanted={undefined}>
            {spatialM === null ? <span className="unknown">{say('panel.unknown')}</span> : metres(spatialM)}
          </Row>
        </tbody>
      </table>
      <p className="note">
        {say(decides === 'horizontal' ? 'analysis.decidesHorizontal' : 'analysis.decidesVertical')}
      </p>
      <AnalysisEvidence of={finding} />
    </div>
  );
}

function Side({ side: { featureId, sourceId, utility, owner } }: { readonly side: ClearanceFinding['a'] }) {
  const say = useSay();
  return (
    <div className="analysis-side">
      <UtilityMark utility={utility} />
      <span>{say(`utility.${utility}`)}</span>
      <Button type="link" size="small" onClick={() => select(featureId, { fly: false })}>
        {parseFeatureId(featureId)?.sourceId ?? sourceId}
      </Button>
      <span className="muted">{owner ?? ''}</span>
    </div>
  );
}

/** `wanted` is undefined where no table speaks of such a distance. */
function Row({
  name,
  isDeciding,
  wanted,
  children,
}: {
  readonly name: string;
  readonly isDeciding: boolean;
  readonly wanted: number | null | undefined;
  readonly children: ReactNode;
}) {
  const say = useSay();
  return (
    <tr className={isDeciding ? 'is-deciding' : undefined}>
      <th scope="row">{name}</th>
      <td>{children}</td>
      <td className="muted">
        {wanted === undefined
          ? ''
          : wanted === null
            ? say('analysis.noRow')
            : say('analysis.wanted', { distance: metres(wanted) })}
      </td>
    </tr>
  );
}
