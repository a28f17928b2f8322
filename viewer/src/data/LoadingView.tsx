import { Button, Progress } from 'antd';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { useData } from './data-store.ts';
import { cancelDraft } from './draft-actions.ts';
import { PreviewNote } from './PreviewNote.tsx';
import { SourceList } from './SourceList.tsx';

/** A draft on its way: how far each part is, and the way out. */
export function LoadingView() {
  const say = useSay();
  const phases = useData((state) => state.phases);
  return (
    <>
      <div className="dock-body data-body" data-testid="loading">
        <SourceList />
        <section className="data-card" aria-live="polite">
          <h3>{say('data.loadingTitle')}</h3>
          <p className="muted">{say('data.loadingHint')}</p>
          {phases.length === 0 && <Progress percent={0} status="active" showInfo={false} size="small" />}
          {phases.map(({ phase, done, total }) => {
            const percent = total === null || total === 0 ? null : Math.min(100, Math.floor((done / total) * 100));
            return (
              <div key={phase} className="phase" data-phase={phase}>
                <span>{say(`dataPhase.${phase}`)}</span>
                <span className="figures muted">
                  {phase === 'send'
                    ? ''
                    : phase === 'read' && percent !== null
                      ? `${percent} %`
                      : total === null
                        ? say('data.doneSoFar', { done: grouped(done) })
                        : say('data.doneOf', { done: grouped(done), total: grouped(total) })}
                </span>
                <Progress
                  percent={percent ?? 100}
                  status={percent === 100 ? 'success' : 'active'}
                  showInfo={false}
                  size="small"
                />
              </div>
            );
          })}
        </section>
        <PreviewNote />
      </div>
      <footer className="data-foot">
        <span className="data-foot-words" />
        <Button onClick={cancelDraft} data-testid="cancel-draft">
          {say('data.cancel')}
        </Button>
      </footer>
    </>
  );
}
