import type { WallScreen } from '@undercroft/core/live/wall-scale';
import { useEffect } from 'react';
import { setLeastNames } from '../globe/screen-projector.ts';
import { wallFontPx } from './wall-font.ts';

/** Sets the size of the least type of the page and keeps it while the window changes. */
export function useWallFont(screen: WallScreen | null): void {
  useEffect(() => {
    const root = document.documentElement;
    const fit = (): void => {
      const px = wallFontPx(screen, { widthPx: window.innerWidth, heightPx: window.innerHeight });
      root.style.fontSize = `${px}px`;
      setLeastNames(px);
    };
    fit();
    window.addEventListener('resize', fit);
    return () => {
      window.removeEventListener('resize', fit);
      root.style.fontSize = '';
    };
  }, [screen]);
}
