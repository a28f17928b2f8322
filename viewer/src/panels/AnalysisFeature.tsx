import { isGravityUtility } from '@undercroft/core/model/utility';
import type { Feature } from '@undercroft/core/protocol/answers';
import { Button, Tooltip } from 'antd';
import { askCover, askIsolation, askTrace, beginPicking } from '../analysis/analysis-actions.ts';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { AnalysisCover } from './AnalysisCover.tsx';

/** What can be asked of a conduit or a node of the network. */
export function AnalysisFeature({ feature }: { readonly feature: Feature }) {
  const say = useSay();
  if (feature.family !== 'link' && feature.family !== 'node') return null;
  const { id, utility } = feature;
  const isConduit = feature.family === 'link' && feature.kind === 'conduit';
  // What drains by its fall is shut off by no valve.
  const hasValves = !isGravityUtility(utility);
  return (
    <section className="analysis-feature" aria-label={say('analysis.ask')}>
      {isConduit && <AnalysisCover id={id} />}
      <div className="analysis-asks" data-testid="analysis-asks">
        <Ask name="analysis.profile" tip="analysis.profileTip" onClick={() => beginPicking('profile', id)} />
        {isConduit && (
          <>
            <Ask name="analysis.distance" tip="analysis.distanceTip" onClick={() => beginPicking('distance', id)} />
            <Ask name="analysis.cover" tip="analysis.coverTip" onClick={() => askCover(id)} />
          </>
        )}
        <Ask name="analysis.upstream" onClick={() => askTrace('upstream', id)} />
        <Ask name="analysis.downstream" onClick={() => askTrace('downstream', id)} />
        <Ask name="analysis.connected" onClick={() => askTrace('connected', id)} />
        {hasValves && <Ask name="analysis.isolate" tip="analysis.isolateTip" onClick={() => askIsolation(id)} />}
      </div>
    </section>
  );
}

function Ask({
  name,
  tip,
  onClick,
}: {
  readonly name: MessageKey;
  readonly tip?: MessageKey;
  readonly onClick: () => void;
}) {
  const say = useSay();
  return (
    <Tooltip title={tip === undefined ? undefined : say(tip)} placement="top">
      <Button size="small" autoInsertSpace={false} onClick={onClick} data-testid={name.replace('.', '-')}>
        {say(name)}
      </Button>
    </Tooltip>
  );
}
