import { useEffect, useState } from 'react';

/**
 * While an area is asked for, files that are dropped anywhere on the page are areas: the page's own taking of files does
 * not hear of them. True while one is dragged over the page.
 */
export function useAreaDrop(onFile: (file: File) => void): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const mine = (event: DragEvent): boolean => {
      if (event.dataTransfer?.types.includes('Files') !== true) return false;
      event.preventDefault();
      event.stopImmediatePropagation();
      return true;
    };
    const over = (event: DragEvent): void => {
      if (mine(event)) setOver(true);
    };
    const leave = (event: DragEvent): void => {
      // Only leaving the window has nowhere to go to.
      if (mine(event) && event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      if (!mine(event)) return;
      setOver(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (file !== undefined) onFile(file);
    };
    window.addEventListener('dragenter', over, { capture: true });
    window.addEventListener('dragover', over, { capture: true });
    window.addEventListener('dragleave', leave, { capture: true });
    window.addEventListener('drop', drop, { capture: true });
    return () => {
      window.removeEventListener('dragenter', over, { capture: true });
      window.removeEventListener('dragover', over, { capture: true });
      window.removeEventListener('dragleave', leave, { capture: true });
      window.removeEventListener('drop', drop, { capture: true });
    };
  }, [onFile]);
  return isOver;
}
