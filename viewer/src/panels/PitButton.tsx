import { BorderInnerOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { togglePits } from '../pit/pit-actions.ts';
import { usePits } from '../pit/pit-store.ts';

export function PitButton() {
  const say = useSay();
  const open = usePits((state) => state.panelOpen);
  return (
    <Tooltip title={say('pit.tool')} placement="left">
      <Button
        type={open ? 'primary' : 'default'}
        icon={<BorderInnerOutlined />}
        aria-label={say('pit.tool')}
        aria-pressed={open}
        data-testid="pit"
        onClick={togglePits}
      />
    </Tooltip>
  );
}
