import { DatabaseOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { closeData, openData } from './data-actions.ts';
import { useData } from './data-store.ts';

/** Opens and closes the Data page. */
export function DataButton() {
  const say = useSay();
  const open = useData((state) => state.open);
  return (
    <Tooltip title={say('data.openHint')} placement="bottom">
      <Button
        type={open ? 'primary' : 'text'}
        icon={<DatabaseOutlined />}
        aria-pressed={open}
        data-testid="data-button"
        onClick={() => (open ? closeData() : openData())}
      >
        {say('data.open')}
      </Button>
    </Tooltip>
  );
}
