import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { useAnalysis } from '../analysis/analysis-store.ts';
import type { ApiError } from '../api/api-error.ts';
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
import { ModelPartPanel } from '../panels/ModelPartPanel.tsx';
import { PitPanel } from '../panels/PitPanel.tsx';
import { SceneTools } from '../panels/SceneTools.tsx';
import { StatusLine } from '../panels/StatusLine.tsx';
import { TopBar } from '../panels/TopBar.tsx';
import { TimeBar } from '../replay/TimeBar.tsx';
import { useApp } from '../state/store.ts';
import { GlobeView } from './GlobeView.tsx';
import { useShortcuts } from './shortcuts.ts';
import { themeConfig } from './theme.ts';
import { useLoadedScene } from './use-loaded-scene.ts';

/** A page whose server does not answer asks again by itself, milliseconds. */
const AGAIN_MS = 5000;

const whileOffline = ({ failure }: ApiError): number | null => (failure === 'offline' ? AGAIN_MS : null);

export function App() {
  const theme = useApp((state) => state.theme);
  const language = useApp((state) => state.language);
  const loading = useApp((state) => state.loading);
  const broken = useApp((state) => state.broken);
  const resultOpen = useAnalysis((state) => state.result !== null);
  const dataOpen = useData((state) => state.open);
  const casesOpen = useCases((state) => state.open) && loading.state === 'ready' && loading.summary.cityCases > 0;
  const deskOpen = useDesk((state) => state.open) && loading.state === 'ready' && loading.scene.live !== undefined;
  const again = useLoadedScene(whileOffline);
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
              <ModelPartPanel scene={ready.scene} />
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
