import { CheckCircleFilled, UndoOutlined } from '@ant-design/icons';
import { Button, Popconfirm } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { startOver } from './data-actions.ts';
import { useData } from './data-store.ts';
import { undoImport } from './draft-actions.ts';
import { ImportList } from './ImportList.tsx';
import { ReportFacts } from './ReportFacts.tsx';

/** It is part of the city now; one step takes it back. */
export function PublishedView() {
  const say = useSay();
  const record = useData((state) => state.record);
  const title = useData((state) => state.words.title);
  const busy = useData((state) => state.busy);
  if (record === null) return null;
  return (
    <>
      <div className="dock-body data-body" data-testid="published">
        <section className="data-card verdict is-good">
          <h3 role="status">
            <CheckCircleFilled /> {say('data.published')}
          </h3>
          <p>{say('data.publishedHint', { title: title === '' ? record.layer : title })}</p>
        </section>
        {record.report !== null && <ReportFacts report={record.report} />}
        <ImportList />
      </div>
      <footer className="data-foot">
        <span className="data-foot-words" />
        <Popconfirm
          title={say('data.undoSure')}
          description={say('data.undoHint')}
          okText={say('data.undoShort')}
          cancelText={say('data.cancel')}
          onConfirm={() => void undoImport(record)}
        >
          <Button icon={<UndoOutlined />} loading={busy} data-testid="undo">
            {say('data.undo')}
          </Button>
        </Popconfirm>
        <Button type="primary" onClick={startOver} data-testid="bring-more">
          {say('data.bringMore')}
        </Button>
      </footer>
    </>
  );
}
