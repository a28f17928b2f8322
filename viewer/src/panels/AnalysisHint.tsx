import { Button } from 'antd';
import { askProfile, endPicking, toggleSection } from '../analysis/analysis-actions.ts';
import { useAnalysis } from '../analysis/analysis-store.ts';
import { useSay } from '../i18n/i18n.ts';

/** Says what the next click means, as long as it means something else than usual. */
export function AnalysisHint() {
  const say = useSay();
  const draft = useAnalysis((state) => state.draft);
  const picking = useAnalysis((state) => state.picking);
  if (draft !== null) {
    return (
      <div className="analysis-hint" role="status" data-testid="analysis-hint">
        <span>
          {draft.tooShort && <strong>{say('analysis.tooShort')} </strong>}
          {say(draft.from === null ? 'analysis.drawHow' : 'analysis.drawEnd')}{' '}
          <span className="muted">{say('analysis.drawKeys')}</span>
        </span>
        <Button size="small" onClick={toggleSection}>
          {say('analysis.cancel')}
        </Button>
      </div>
    );
  }
  if (picking === null) return null;
  const isProfile = picking.what === 'profile';
  return (
    <div className="analysis-hint" role="status" data-testid="analysis-hint">
      <span>
        {picking.refused && (
          <strong>{say(isProfile ? 'analysis.pickRefusedProfile' : 'analysis.pickRefusedDistance')} </strong>
        )}
        {say(isProfile ? 'analysis.pickProfile' : 'analysis.pickDistance')}
      </span>
      {isProfile && (
        <Button size="small" type="primary" onClick={() => askProfile(picking.from, picking.from)}>
          {say('analysis.pickAlone')}
        </Button>
      )}
      <Button size="small" onClick={endPicking}>
        {say('analysis.cancel')}
      </Button>
    </div>
  );
}
