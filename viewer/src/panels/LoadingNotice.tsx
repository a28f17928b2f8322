import { Spin } from 'antd';
import { useSay } from '../i18n/i18n.ts';

export function LoadingNotice() {
  const say = useSay();
  return (
    <div className="notice" role="status">
      <Spin /> <span>{say('load.title')}</span>
    </div>
  );
}
