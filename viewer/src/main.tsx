import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import './app/page.css';
import './panels/bars.css';
import './panels/docks.css';
import './panels/feature.css';
import './edits/edits.css';
import './panels/surroundings.css';
import './panels/pit.css';
import './panels/pit-dig.css';
import './panels/analysis.css';
import './panels/analysis-answers.css';
import './panels/points.css';
import './cameras/cameras.css';
import './cases/cases.css';
import './desk/desk.css';
import './desk/desk-detail.css';
import './globe/live/live.css';
import './data/data.css';
import './data/data-review.css';
import './data/data-report.css';
import { syncAnalysisAddress } from './analysis/analysis-address.ts';
import { markRoot } from './app/mark-root.ts';
import { syncCaseAddress } from './cases/case-address.ts';
import { syncDataAddress } from './data/data-address.ts';
import { syncDeskAddress } from './desk/desk-address.ts';
import { startMessages } from './i18n/i18n.ts';
import { syncPitAddress } from './pit/pit-address.ts';
import { useApp } from './state/store.ts';
import { syncAddress } from './state/url-sync.ts';
import { openWall } from './wall/open-wall.ts';
import { wallAddress } from './wall/wall-address.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with id "root".');
const wall = wallAddress(window.location.pathname);
if (wall === null) startPage(root);
else void openWall(root, wall);

function startPage(host: HTMLElement): void {
  startMessages(useApp.getState().language);
  markRoot();
  syncAddress();
  syncPitAddress();
  syncDataAddress();
  syncCaseAddress();
  syncDeskAddress();
  syncAnalysisAddress();
  createRoot(host).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
