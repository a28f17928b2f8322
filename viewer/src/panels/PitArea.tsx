import { BorderOuterOutlined, FileAddOutlined, SnippetsOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { beginBringing, beginDraft } from '../pit/pit-actions.ts';

/** The ways to say where is to be dug. */
export function PitArea() {
  const say = useSay();
  return (
    <div className="dig-area">
      <p className="dig-question">{say('dig.question')}</p>
      <Button type="primary" block icon={<BorderOuterOutlined />} data-testid="dig-draw" onClick={beginDraft}>
        {say('dig.draw')}
      </Button>
      <Button block icon={<SnippetsOutlined />} data-testid="dig-paste" onClick={beginBringing}>
        {say('dig.paste')}
      </Button>
      <Button block icon={<FileAddOutlined />} data-testid="dig-file" onClick={beginBringing}>
        {say('dig.file')}
      </Button>
      <p className="pit-note">{say('dig.areaHint')}</p>
    </div>
  );
}
