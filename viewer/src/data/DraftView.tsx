import { Button, Popconfirm } from 'antd';
import { grouped } from '../format/quantity.ts';
import { useSay } from '../i18n/i18n.ts';
import { useData } from './data-store.ts';
import { discardDraft, publishDraft } from './draft-actions.ts';
import { FileChooser } from './FileChooser.tsx';
import { IssueReport } from './IssueReport.tsx';
import { PreviewNote } from './PreviewNote.tsx';
import { ReportFacts } from './ReportFacts.tsx';
import { severityCounts } from './severity-counts.ts';

/** A draft that is loaded whole: what it holds, what was found, and the choice to publish it. */
export function DraftView() {
  const say = useSay();
  const record = useData((state) => state.record);
  const busy = useData((state) => state.busy);
  const hasFiles = useData((state) => state.sources.length > 0);
  if (record === null || record.report === null) return null;
  const { report } = record;
  const counts = severityCounts(report);
  const isBad = counts.error > 0 || !report.accepted;
  return (
    <>
      <div className="dock-body data-body" data-testid="draft">
        <section className={`data-card verdict ${isBad ? 'is-bad' : counts.warning > 0 ? 'is-warned' : 'is-good'}`}>
          <h3 role="status" data-testid="verdict">
            {isBad
              ? say('data.draftBad', { number: grouped(counts.error) })
              : counts.warning > 0
                ? say('data.draftWarned', { number: grouped(counts.warning) })
                : say('data.draftGood')}
          </h3>
          {isBad && (
            <div className="corrected-zone" data-testid="corrected">
              <p>{hasFiles ? say('data.draftBadHint') : say('data.noFiles')}</p>
              <strong>{say('data.correctedHere')}</strong>
              <FileChooser size="small" words={say('data.correctedChoose')} testId="corrected-input" />
            </div>
          )}
          <p className="import-source">{record.source}</p>
          {hasFiles && <PreviewNote />}
        </section>
        <IssueReport record={record} counts={counts} />
        <ReportFacts report={report} />
      </div>
      <footer className="data-foot">
        <span className="data-foot-words" />
        <Popconfirm
          title={say('data.discardSure')}
          description={say('data.discardHint')}
          okText={say('data.discard')}
          cancelText={say('data.cancel')}
          onConfirm={() => void discardDraft(record)}
        >
          <Button disabled={busy} data-testid="discard">
            {say('data.discard')}
          </Button>
        </Popconfirm>
        <Button
          type="primary"
          loading={busy}
          disabled={isBad}
          onClick={() => void publishDraft()}
          data-testid="publish"
        >
          {say(busy ? 'data.publishing' : 'data.publish')}
        </Button>
      </footer>
    </>
  );
}
