import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import './app/page.css';
import './panels/bars.css';
import './panels/docks.css';
import './panels/feature.css';
import './panels/surroundings.css';
import './panels/pit.css';
import './panels/pit-dig.css';
import './panels/analysis.css';
import './panels/analysis-answers.css';
import './panels/points.css';
import './cases/cases.css';
import './data/data.css';
import './data/data-review.css';
import './data/data-report.css';
import { syncAnalysisAddress } from './analysis/analysis-address.ts';
import { markRoot } from './app/mark-root.ts';
import { syncCaseAddress } from './cases/case-address.ts';
import { syncDataAddress } from './data/data-address.ts';
import { startMessages } from './i18n/i18n.ts';
import { syncPitAddress } from './pit/pit-address.ts';
import { useApp } from './state/store.ts';
import { syncAddress } from './state/url-sync.ts';

startMessages(useApp.getState().language);
markRoot();
syncAddress();
syncPitAddress();
syncDataAddress();
syncCaseAddress();
syncAnalysisAddress();

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with id "root".');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
