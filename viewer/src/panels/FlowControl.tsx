import { SwapRightOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { toggleFlow } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

/** Arrows of fall, on demand. */
export function FlowControl() {
  const say = useSay();
  const on = useApp((state) => state.flow);
  const name = say(on ? 'flow.off' : 'flow.on');
  return (
    <Tooltip title={name} placement="left">
      <Button
        icon={<SwapRightOutlined />}
        type={on ? 'primary' : 'default'}
        aria-label={name}
        aria-pressed={on}
        data-testid="flow"
        onClick={toggleFlow}
      />
    </Tooltip>
  );
}
