import { RadarChartOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { closeDesk, openDesk } from './desk-actions.ts';
import { useDesk } from './desk-store.ts';

/** Opens and closes the dispatcher's desk, where the scene is live. */
export function DeskButton() {
  const say = useSay();
  const open = useDesk((state) => state.open);
  const isLive = useApp(({ loading }) => loading.state === 'ready' && loading.scene.live !== undefined);
  if (!isLive) return null;
  return (
    <Tooltip title={say('desk.open')} placement="bottom">
      <Button
        type={open ? 'primary' : 'text'}
        icon={<RadarChartOutlined />}
        aria-pressed={open}
        data-testid="desk-button"
        onClick={() => (open ? closeDesk() : openDesk())}
      >
        {say('desk.title')}
      </Button>
    </Tooltip>
  );
}
