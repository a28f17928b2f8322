import { AimOutlined, CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { lookAtPlace } from './attach-desk.ts';
import { unwatch } from './desk-actions.ts';

interface Props {
  readonly mark: ReactNode;
  readonly title: string;
  readonly note: ReactNode;
  /** Where it is; `null` is not known. */
  readonly place: readonly [lon: number, lat: number] | null;
}

export function DetailHead({ mark, title, note, place }: Props) {
  const say = useSay();
  return (
    <header className="dock-head">
      <div className="feature-head desk-detail-head">
        <h2>
          {mark}
          {title}
        </h2>
        <div className="muted">{note}</div>
      </div>
      {place !== null && (
        <Button
          type="text"
          icon={<AimOutlined />}
          aria-label={say('panel.fly')}
          title={say('panel.fly')}
          onClick={() => lookAtPlace(place)}
        />
      )}
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={say('panel.close')}
        title={say('panel.close')}
        onClick={unwatch}
      />
    </header>
  );
}
