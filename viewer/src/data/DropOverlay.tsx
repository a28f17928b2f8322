import { InboxOutlined } from '@ant-design/icons';
import { useSay } from '../i18n/i18n.ts';
import { useData } from './data-store.ts';

/** Over the whole page while files are dragged across it. */
export function DropOverlay() {
  const say = useSay();
  const step = useData((state) => state.step);
  const words =
    step === 'loading' ? say('data.dropBusy') : step === 'draft' ? say('data.dropCorrected') : say('data.dropNow');
  return (
    <div className="drop-overlay" data-testid="drop-overlay">
      <div className="drop-frame">
        <InboxOutlined />
        <strong>{words}</strong>
        <span>{say('data.dropNowHint')}</span>
      </div>
    </div>
  );
}
