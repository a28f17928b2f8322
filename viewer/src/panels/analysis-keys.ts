import { useEffect } from 'react';
import { stepBackAnalysis, toggleSection, toggleStatistics } from '../analysis/analysis-actions.ts';
import { useAnalysis } from '../analysis/analysis-store.ts';
import { drawAcross } from '../analysis/attach-analysis.ts';

/** Keys of the analyses. They come before the page's own, so that Esc ends a drawing before it ends anything else. */
export function useAnalysisKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { altKey, ctrlKey, metaKey, defaultPrevented, target } = event;
      if (defaultPrevented || altKey || ctrlKey || metaKey || isTyping(target)) return;
      if (!act(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}

function act({ key, target }: KeyboardEvent): boolean {
  switch (key) {
    case 'x':
    case 'X':
      toggleSection();
      return true;
    case 's':
    case 'S':
      toggleStatistics();
      return true;
    case 'Escape':
      return stepBackAnalysis();
    case 'Enter':
      // A button that has the focus takes Enter for itself.
      if (useAnalysis.getState().draft === null || isOtherButton(target)) return false;
      drawAcross();
      return true;
    default:
      return false;
  }
}

/** The tool's own button began the drawing and still has the focus: Enter then means the line. */
function isOtherButton(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement && target.dataset.testid !== 'section-tool';
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}
