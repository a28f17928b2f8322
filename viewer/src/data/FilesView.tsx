import { InboxOutlined } from '@ant-design/icons';
import { useSay } from '../i18n/i18n.ts';
import { FileChooser } from './FileChooser.tsx';
import { ImportList } from './ImportList.tsx';

/** Nothing is brought yet: where to drop it, and what was brought before. */
export function FilesView() {
  const say = useSay();
  return (
    <div className="dock-body data-body">
      <div className="drop-zone" data-testid="drop-zone">
        <InboxOutlined />
        <strong>{say('data.dropHere')}</strong>
        <FileChooser type="primary" words={say('data.choose')} testId="file-input" />
        <p>{say('data.dropAnywhere')}</p>
        <p className="muted">{say('data.dropTogether')}</p>
        <p className="muted">{say('data.dropFormats')}</p>
      </div>
      <ImportList />
    </div>
  );
}
