import { useEffect } from 'react';
import { closeDraft, redoPits, removePit, stepBackPits, togglePits, undoPits } from '../pit/pit-actions.ts';
import { usePits } from '../pit/pit-store.ts';
import { makeReport } from '../pit/report-actions.ts';

/** Keys of the pits. They come before the page's own, so that Esc ends a drawing before it ends anything else. */
export function usePitKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
      if (!act(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

function act({ key, ctrlKey, metaKey, shiftKey, target }: KeyboardEvent): boolean {
  const { draft, panelOpen, active } = usePits.getState();
  const command = ctrlKey || metaKey;
  const letter = key.toLowerCase();
  if (command && panelOpen && letter === 'z') {
    if (shiftKey) redoPits();
    else undoPits();
    return true;
  }
  if (command && panelOpen && letter === 'y') {
    redoPits();
    return true;
  }
  if (command) return false;
  if (letter === 'e') {
    togglePits();
    return true;
  }
  if (letter === 'p' && panelOpen && draft === null && active !== null) {
    makeReport();
    return true;
  }
  if (key === 'Escape') return stepBackPits();
  // A button that has the focus takes Enter for itself.
  if (key === 'Enter' && draft !== null && !(target instanceof HTMLButtonElement)) {
    closeDraft();
    return true;
  }
  if (key === 'Delete' && panelOpen && draft === null && active !== null) {
    removePit(active);
    return true;
  }
  return false;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
