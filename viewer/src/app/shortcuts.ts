import { useEffect } from 'react';
import { clearCase, closeCases, openCases } from '../cases/case-actions.ts';
import { closeData } from '../data/data-actions.ts';
import { closeDesk, openDesk, unwatch } from '../desk/desk-actions.ts';
import {
  clearSelection,
  faceNorth,
  flyToSelection,
  goHome,
  pan,
  surface,
  toggleDive,
  toggleGround,
  toggleLens,
  zoom,
} from '../state/actions.ts';
import { useApp } from '../state/store.ts';

const CLOSER = 0.6;
const FARTHER = 1 / CLOSER;

/** Part of the distance to what is looked at that an arrow key moves the camera by. */
const STEP = 0.12;

/** Keys of the whole page. A person who is typing means letters by them. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (act(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function act(key: string): boolean {
  switch (key) {
    case 'Escape':
      return stepBack();
    case 'g':
    case 'G':
      toggleGround();
      return true;
    case 'c':
    case 'C':
      return toggleCases();
    case 'd':
    case 'D':
      toggleDive();
      return true;
    case 'h':
    case 'H':
      goHome();
      return true;
    case 'n':
    case 'N':
      faceNorth();
      return true;
    case 'f':
    case 'F':
      flyToSelection();
      return true;
    case 'l':
    case 'L':
      return toggleDesk();
    case 'v':
    case 'V':
      toggleLens();
      return true;
    case 'm':
    case 'M':
      useApp.setState({ layersOpen: !useApp.getState().layersOpen });
      return true;
    case '+':
    case '=':
      zoom(CLOSER);
      return true;
    case '-':
      zoom(FARTHER);
      return true;
    case 'ArrowLeft':
      pan(-STEP, 0);
      return true;
    case 'ArrowRight':
      pan(STEP, 0);
      return true;
    case 'ArrowUp':
      pan(0, STEP);
      return true;
    case 'ArrowDown':
      pan(0, -STEP);
      return true;
    case '/':
      document.querySelector<HTMLInputElement>('.search input')?.focus();
      return true;
    default:
      return false;
  }
}

/** False where the scene has no cases. */
function toggleCases(): boolean {
  const { loading } = useApp.getState();
  if (loading.state !== 'ready' || loading.summary.cityCases === 0) return false;
  if (!closeCases()) openCases();
  return true;
}

/** False where the scene is not live. */
function toggleDesk(): boolean {
  const { loading } = useApp.getState();
  if (loading.state !== 'ready' || loading.scene.live === undefined) return false;
  if (!closeDesk()) openDesk();
  return true;
}

/** One step back: what is selected, then the lens, then out of the ground, then the Data page, the desk, the cases or the layer panel. */
function stepBack(): boolean {
  const { selection, building, modelPart, lens, layersOpen } = useApp.getState();
  if (unwatch() || clearCase()) return true;
  if (selection !== null || building !== null || modelPart !== null) {
    clearSelection();
    return true;
  }
  if (lens) {
    toggleLens();
    return true;
  }
  if (surface() || closeData() || closeDesk() || closeCases()) return true;
  if (!layersOpen) return false;
  useApp.setState({ layersOpen: false });
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  // The arrows belong to a slider that has the focus.
  if (target.isContentEditable || target.role === 'slider') return true;
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
