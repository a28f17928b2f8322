import { ArrowDownOutlined, ArrowUpOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { toggleDive } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

/** Down through the ground and up again: the widest button of the right edge, since it is what this place is for. */
export function DiveControl() {
  const say = useSay();
  const under = useApp((state) => state.dive !== 'above');
  return (
    <Tooltip title={say(under ? 'dive.up' : 'dive.down')} placement="left">
      <Button
        className={under ? 'dive-control is-under' : 'dive-control'}
        type={under ? 'primary' : 'default'}
        aria-label={say(under ? 'dive.up' : 'dive.down')}
        aria-pressed={under}
        data-testid="dive"
        onClick={toggleDive}
      >
        {under ? <ArrowUpOutlined /> : <ArrowDownOutlined />}
        <span className="dive-label">{say(under ? 'dive.labelUp' : 'dive.label')}</span>
      </Button>
    </Tooltip>
  );
}
