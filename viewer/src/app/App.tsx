import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useCallback, useEffect, useState } from 'react';
import { useAnalysis } from '../analysis/analysis-store.ts';
import { CaseDetails } from '../cases/CaseDetails.tsx';
import { CasePanel } from '../cases/CasePanel.tsx';
import { useCases } from '../cases/case-store.ts';
import { DataDock } from '../data/DataDock.tsx';
import { useData } from '../data/data-store.ts';
import { DeskDetail } from '../desk/DeskDetail.tsx';
import { DeskPanel } from '../desk/DeskPanel.tsx';
import { useDesk } from '../desk/desk-store.ts';
import { AnalysisHint } from '../panels/AnalysisHint.tsx';
import { AnalysisPanel } from '../panels/AnalysisPanel.tsx';
import { AnalysisSheet } from '../panels/AnalysisSheet.tsx';
import { BuildingPanel } from '../panels/BuildingPanel.tsx';
import { ErrorNotice } from '../panels/ErrorNotice.tsx';
import { FeaturePanel } from '../panels/FeaturePanel.tsx';
import { LayerPanel } from '../panels/LayerPanel.tsx';
import { LoadingNotice } from '../panels/LoadingNotice.tsx';
import { PitPanel } from '../panels/PitPanel.tsx';
import { SceneTools } from '../panels/SceneTools.tsx';
import { StatusLine } from '../panels/StatusLine.tsx';
import { TopBar } from '../panels/TopBar.tsx';
import { TimeBar } from '../replay/TimeBar.tsx';
import { loadScene } from '../state/actions.ts';
import { useApp } from '../state/store.ts';
import { GlobeView } from './GlobeView.tsx';
import { useShortcuts } from './shortcuts.ts';
import { themeConfig } from './theme.ts';

/** Seconds after which a page whose server does not answer asks again by itself. */
const ASK_AGAIN_S = 5;

export function App() {
  const theme = useApp((state) => state.theme);
  const language = useApp((state) => state.language);
  const loading = useApp((state) => state.loading);
  const broken = useApp((state) => state.broken);
  const resultOpen = useAnalysis((state) => state.result !== null);
  const dataOpen = useData((state) => state.open);
  const casesOpen = useCases((state) => state.open) && loading.state === 'ready' && loading.summary.cityCases > 0;
  const deskOpen = useDesk((state) => state.open) && loading.state === 'ready' && loading.scene.live !== undefined;
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((count) => count + 1), []);

  useEffect(() => {
    const controller = new AbortController();
    void loadScene(controller.signal, attempt > 0);
    return () => controller.abort();
  }, [attempt]);
  useEffect(() => {
    if (loading.state !== 'failed' || loading.error.failure !== 'offline') return;
    const timer = setTimeout(again, ASK_AGAIN_S * 1000);
    return () => clearTimeout(timer);
  }, [loading, again]);
  useShortcuts();

  const ready = loading.state === 'ready' ? loading : null;
  return (
    <ConfigProvider theme={themeConfig(theme)} locale={language === 'zh' ? zhCN : enUS}>
      <div className="page">
        <TopBar scene={ready?.scene ?? null} />
        <main className="stage">
          {ready !== null && <GlobeView key={`${ready.scene.id} ${ready.scene.revision}`} {...ready} />}
          {ready !== null && broken === null && (
            <>
              {!dataOpen && !casesOpen && !deskOpen && !resultOpen && (
                <LayerPanel scene={ready.scene} summary={ready.summary} />
              )}
              {casesOpen && <CasePanel scene={ready.scene} summary={ready.summary} />}
              {deskOpen && <DeskPanel scene={ready.scene} />}
              <CaseDetails scene={ready.scene} />
              {deskOpen && <DeskDetail scene={ready.scene} />}
              {ready.scene.live !== undefined && <TimeBar scene={ready.scene} />}
              <FeaturePanel scene={ready.scene} />
              <PitPanel scene={ready.scene} />
              <BuildingPanel scene={ready.scene} />
              <AnalysisPanel />
              <AnalysisSheet scene={ready.scene} />
              <AnalysisHint />
              <SceneTools />
            </>
          )}
          <DataDock />
          {loading.state === 'loading' && <LoadingNotice />}
          {loading.state === 'failed' && <ErrorNotice error={loading.error} onRetry={again} />}
          {broken !== null && <ErrorNotice broken={broken} onRetry={() => window.location.reload()} />}
        </main>
        <StatusLine scene={ready?.scene ?? null} summary={ready?.summary ?? null} />
      </div>
    </ConfigProvider>
  );
}
