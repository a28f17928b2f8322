import { CloseOutlined } from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { clearSelection } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

interface Props {
  /** Its layer; absent when the scene lists none of that name. */
  readonly layer: PublicScene['layers'][number] | undefined;
  readonly title: ReactNode;
  /** What kind of thing it is; `null` while that is not known. */
  readonly kind: string | null;
  /** Buttons before the one that closes. */
  readonly children?: ReactNode;
}

/** The head of the right dock: what is selected, of which layer, and a way back. */
export function DockHead({ layer, title, kind, children }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  return (
    <header className="dock-head">
      <div className="feature-head">
        <h2>{title}</h2>
        <div className="muted">
          {kind !== null && <span>{kind}</span>}
          {layer !== undefined && <span>{layer.title[language]}</span>}
          {layer?.synthetic === true && <span className="synthetic">{say('app.synthetic')}</span>}
        </div>
      </div>
      {children}
      <Button
        type="text"
        icon={<CloseOutlined />}
        aria-label={say('panel.close')}
        title={say('panel.close')}
        onClick={clearSelection}
      />
    </header>
  );
}
