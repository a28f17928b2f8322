import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { usePits } from '../pit/pit-store.ts';
import { useApp } from '../state/store.ts';
import { DataErrorNotice } from './DataErrorNotice.tsx';
import { DataSteps } from './DataSteps.tsx';
import { DraftView } from './DraftView.tsx';
import { DropOverlay } from './DropOverlay.tsx';
import { closeData, refreshImports } from './data-actions.ts';
import { useData } from './data-store.ts';
import { FilesView } from './FilesView.tsx';
import { LoadingView } from './LoadingView.tsx';
import { PublishedView } from './PublishedView.tsx';
import { ReviewView } from './ReviewView.tsx';
import { useFileDrop } from './use-file-drop.ts';

/** The Data page: a wide left dock beside the city. Files are taken wherever they are dropped, also while it is closed. */
export function DataDock() {
  const say = useSay();
  const open = useData((state) => state.open);
  const sceneId = useApp((state) => state.sceneId);
  const isOver = useFileDrop();
  useOneDock(open);
  useEffect(() => {
    if (!open || sceneId === null) return;
    const controller = new AbortController();
    void refreshImports(controller.signal);
    return () => controller.abort();
  }, [open, sceneId]);
  if (sceneId === null) return null;
  return (
    <>
      {open && (
        <section className="dock dock-left data-dock" aria-label={say('data.title')} data-testid="data-dock">
          <header className="dock-head">
            <h2>{say('data.title')}</h2>
            <DataSteps />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={say('data.close')}
              title={`${say('data.close')} (Esc)`}
              onClick={closeData}
            />
          </header>
          <DataErrorNotice />
          <StepView />
        </section>
      )}
      {isOver && <DropOverlay />}
    </>
  );
}

function StepView() {
  const step = useData((state) => state.step);
  switch (step) {
    case 'files':
      return <FilesView />;
    case 'review':
      return <ReviewView />;
    case 'loading':
      return <LoadingView />;
    case 'draft':
      return <DraftView />;
    case 'published':
      return <PublishedView />;
  }
}

/** Layers, pits and data share one place: who opens another leaves this one. */
function useOneDock(open: boolean): void {
  useEffect(() => {
    if (!open) return;
    const stopLayers = useApp.subscribe((now, before) => {
      if (now.layersOpen && !before.layersOpen) closeData();
    });
    const stopPits = usePits.subscribe((now, before) => {
      if (now.panelOpen && !before.panelOpen) closeData();
    });
    window.addEventListener('keydown', leaveField);
    return () => {
      window.removeEventListener('keydown', leaveField);
      stopLayers();
      stopPits();
    };
  }, [open]);
}

/** Esc steps out of a field first; the next one closes the page. */
function leaveField({ key, target }: KeyboardEvent): void {
  if (key === 'Escape' && target instanceof HTMLElement && target.closest('.data-dock') !== null) target.blur();
}
