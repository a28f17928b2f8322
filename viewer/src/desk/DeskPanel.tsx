import { CloseOutlined } from '@ant-design/icons';
import type { PublicScene } from '@undercroft/core/protocol/answers';
import { Button, Segmented } from 'antd';
import { lazy, Suspense } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import { useAlarmsKnown } from '../replay/alarms-known.ts';
import { AlarmList } from './AlarmList.tsx';
import { CaseList } from './CaseList.tsx';
import { DeskLine } from './DeskLine.tsx';
import { chooseTab, closeDesk } from './desk-actions.ts';
import { type DeskTab, useDesk } from './desk-store.ts';
import { OperatorLine } from './OperatorLine.tsx';
import { WatchNotice } from './WatchNotice.tsx';

const DeskFigures = lazy(async () => ({ default: (await import('./DeskFigures.tsx')).DeskFigures }));

interface Props {
  readonly scene: PublicScene;
}

/** The left dock of the dispatcher: alarms and cases, the worst first, and how fresh what is seen is. */
export function DeskPanel({ scene }: Props) {
  const say = useSay();
  const tab = useDesk((state) => state.tab);
  const alarms = useLive((state) => state.alarms.size);
  const cases = useLive((state) => state.cases.size);
  const isKnown = useLive((state) => state.isKnown);
  const isAlarmsKnown = useAlarmsKnown();
  const counted = (key: 'desk.alarms' | 'desk.cases', number: number, known: boolean) =>
    known ? say(`${key}Of`, { number }) : say(key);
  const options: { value: DeskTab; label: string }[] = [
    { value: 'alarms', label: counted('desk.alarms', alarms, isKnown && isAlarmsKnown) },
    { value: 'cases', label: counted('desk.cases', cases, isKnown) },
    { value: 'figures', label: say('desk.figures') },
  ];
  return (
    <aside className="dock dock-left desk-dock" data-testid="desk" data-known={isKnown} aria-label={say('desk.title')}>
      <header className="dock-head">
        <h2>{say('desk.title')}</h2>
        <OperatorLine />
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={say('desk.close')}
          title={say('desk.close')}
          onClick={closeDesk}
        />
      </header>
      <DeskLine utcOffsetMinutes={scene.utcOffsetMinutes ?? null} />
      <Segmented block size="small" className="desk-tabs" options={options} value={tab} onChange={chooseTab} />
      <div className="dock-body desk-body">
        {tab === 'alarms' && (
          <>
            <WatchNotice scene={scene.id} />
            <AlarmList />
          </>
        )}
        {tab === 'cases' && <CaseList />}
        {tab === 'figures' && (
          <Suspense fallback={<p className="desk-empty">{say('desk.kpiLoading')}</p>}>
            <DeskFigures scene={scene} />
          </Suspense>
        )}
      </div>
    </aside>
  );
}
