import { ScanOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { toggleLens } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

/** Below ground there is nothing to look through. */
export function LensControl() {
  const say = useSay();
  const on = useApp((state) => state.lens);
  const above = useApp((state) => state.dive === 'above');
  const name = say(on ? 'lens.off' : 'lens.on');
  return (
    <Tooltip title={name} placement="left">
      <Button
        icon={<ScanOutlined />}
        type={on && above ? 'primary' : 'default'}
        disabled={!above}
        aria-label={name}
        aria-pressed={on}
        data-testid="lens"
        onClick={toggleLens}
      />
    </Tooltip>
  );
}
