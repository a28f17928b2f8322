import { createRoot } from 'react-dom/client';
import { markRoot } from '../app/mark-root.ts';
import { startMessages } from '../i18n/i18n.ts';
import { useApp } from '../state/store.ts';
import './wall.css';
import './wall-city.css';
import './wall-card.css';
import { WallPage } from './WallPage.tsx';
import type { WallAddress } from './wall-address.ts';

/** Starts the command wall on a page that is nothing else. */
export function startWall(host: HTMLElement, { scene }: WallAddress): void {
  useApp.setState({ sceneId: scene, theme: 'dark', camera: null });
  startMessages(useApp.getState().language);
  markRoot();
  document.documentElement.classList.add('is-wall');
  createRoot(host).render(<WallPage />);
}
