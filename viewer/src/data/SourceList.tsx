import { CloseOutlined, FileOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { formatTitle } from '../i18n/format-titles.ts';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { dropSource } from './data-actions.ts';
import { fileSize } from './data-format.ts';
import { useData } from './data-store.ts';
import { FileChooser } from './FileChooser.tsx';

/** The files of the source, and how much of each has been sent. */
export function SourceList() {
  const say = useSay();
  const sources = useData((state) => state.sources);
  const canChange = useData((state) => state.step === 'review');
  const language = useApp((state) => state.language);
  const inspection = useData((state) => state.inspection);
  return (
    <section className="data-card source-list" data-testid="sources">
      <ul>
        {sources.map(({ file, sentBytes, whole }) => (
          <li key={file.name}>
            <FileOutlined />
            <span className="source-name" title={file.name}>
              {file.name}
            </span>
            {whole === null && (
              <Progress
                className="source-sent"
                percent={file.size === 0 ? 0 : Math.floor((sentBytes / file.size) * 100)}
                showInfo={false}
                size="small"
              />
            )}
            <span className="figures muted">
              {whole === null
                ? say('data.sending', { done: fileSize(sentBytes), size: fileSize(file.size) })
                : fileSize(file.size)}
            </span>
            {canChange && (
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={say('data.removeFile', { name: file.name })}
                title={say('data.removeFile', { name: file.name })}
                onClick={() => dropSource(file.name)}
              />
            )}
          </li>
        ))}
      </ul>
      <div className="source-more">
        {inspection !== null && (
          <span className="format-mark">{formatTitle(inspection.format, inspection.formatTitle, language)}</span>
        )}
        {canChange && (
          <FileChooser size="small" icon={<PlusOutlined />} words={say('data.addFiles')} testId="more-files" />
        )}
      </div>
    </section>
  );
}
