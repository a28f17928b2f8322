import { FileAddOutlined } from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { Alert, Button, Input } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { type BroughtArea, digBrought, LARGEST_FILE_BYTES, readBrought } from '../pit/bring-area.ts';
import { endBringing } from '../pit/pit-actions.ts';
import { useApp } from '../state/store.ts';
import { faultWords, repairWords } from './area-words.ts';
import { useAreaDrop } from './use-area-drop.ts';

/** An area as text or as a file: what it is taken for is said before anything is dug. */
export function PitBring({ scene }: { readonly scene: PublicScene }) {
  const say = useSay();
  const [name, setName] = useState<string | null>(null);
  const [text, setText] = useState('');
  const [unreadable, setUnreadable] = useState<string | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const read = useMemo(() => (text.trim() === '' ? null : readBrought(name, text, scene)), [name, text, scene]);
  const take = useCallback(
    (file: File): void => {
      setName(file.name);
      if (file.size > LARGEST_FILE_BYTES) {
        setText('');
        setUnreadable(say('dig.fileTooLarge', { name: file.name }));
        return;
      }
      file.text().then(
        (content) => {
          setUnreadable(null);
          setText(content);
        },
        () => setUnreadable(say('dig.fileUnreadable', { name: file.name })),
      );
    },
    [say],
  );
  const isOver = useAreaDrop(take);
  const open = (): void => {
    if (read?.ok === true) digBrought(read.corners);
  };
  return (
    <form
      className={isOver ? 'dig-bring is-over' : 'dig-bring'}
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <label htmlFor="dig-text">{say('dig.pasteHere')}</label>
      <Input.TextArea
        id="dig-text"
        data-testid="dig-text"
        autoFocus
        rows={7}
        spellCheck={false}
        className="figures"
        placeholder={say('dig.pasteExample')}
        value={name === null || text.length < MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}…`}
        onChange={({ target }) => {
          setName(null);
          setUnreadable(null);
          setText(target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          open();
        }}
      />
      <input
        ref={chooser}
        type="file"
        hidden
        data-testid="dig-chooser"
        accept=".geojson,.json,.txt,.csv,.dxf"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) take(file);
          target.value = '';
        }}
      />
      <Button block type="dashed" icon={<FileAddOutlined />} onClick={() => chooser.current?.click()}>
        {isOver ? say('dig.dropNow') : name === null ? say('dig.chooseFile') : name}
      </Button>
      {unreadable !== null && <Alert type="error" showIcon title={unreadable} data-testid="dig-refused" />}
      {unreadable === null && read !== null && <Reading read={read} />}
      <div className="dig-bring-actions">
        <Button onClick={endBringing}>{say('dig.back')}</Button>
        <Button type="primary" htmlType="submit" disabled={read?.ok !== true} data-testid="dig-open">
          {say('dig.open')}
        </Button>
      </div>
    </form>
  );
}

/** Of a file so much is shown; all of it is read. */
const MOST_SHOWN = 4000;

function Reading({ read }: { readonly read: BroughtArea }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  if (!read.ok) {
    const where = read.line === null ? say('dig.refused') : say('dig.refusedLine', { line: read.line });
    return (
      <Alert
        type="error"
        showIcon
        title={where}
        description={faultWords(read, language, say)}
        data-testid="dig-refused"
      />
    );
  }
  const { taken, corners, repairs } = read;
  const more = [
    say(`digAxes.${taken.axes}`),
    say('dig.corners', { number: corners.length }),
    ...repairs.map((repair) => repairWords(repair, language)),
  ];
  return (
    <Alert
      type={repairs.length === 0 ? 'success' : 'warning'}
      showIcon
      title={say('dig.takenFor', { crs: `${taken.crsName} (${taken.crs})` })}
      description={more.join(' · ')}
      data-testid="dig-taken"
    />
  );
}
