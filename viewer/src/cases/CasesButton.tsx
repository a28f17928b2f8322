import { FileDoneOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useSay } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import { closeCases, openCases } from './case-actions.ts';
import { useCases } from './case-store.ts';

/** Opens and closes the cases, where the scene has any. */
export function CasesButton() {
  const say = useSay();
  const open = useCases((state) => state.open);
  const has = useApp(({ loading }) => loading.state === 'ready' && loading.summary.cityCases > 0);
  if (!has) return null;
  return (
    <Tooltip title={say('cases.open')} placement="bottom">
      <Button
        type={open ? 'primary' : 'text'}
        icon={<FileDoneOutlined />}
        aria-pressed={open}
        data-testid="cases-button"
        onClick={() => (open ? closeCases() : openCases())}
      >
        {say('cases.title')}
      </Button>
    </Tooltip>
  );
}
