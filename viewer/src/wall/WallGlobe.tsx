import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { Wall } from '@undercroft/core/protocol/live/wall';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { useApp } from '../state/store.ts';
import { followDirector } from './follow-director.ts';
import { standUpGlobe } from './wall-globe.ts';
import { useWall } from './wall-store.ts';

interface Props {
  readonly scene: PublicScene;
  readonly ground: GroundSurface;
  readonly wall: Wall;
}

/** Waits before the view is made anew: the first is for the card to come back, the others double, milliseconds. */
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 30_000;

/** After so many attempts in a row without a picture the page itself is loaded anew. */
const MOST_ATTEMPTS = 8;

/** The 3D view of the wall. Whatever becomes of the graphics card, it comes back by itself with the same view. */
export function WallGlobe(props: Props) {
  const [round, setRound] = useState(0);
  const failures = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const onGone = useCallback(() => {
    useApp.setState({ firstFrame: false, groundReady: false, tiles: { state: 'pending', waiting: 0, failing: 0 } });
    failures.current += 1;
    if (failures.current > MOST_ATTEMPTS) {
      window.location.reload();
      return;
    }
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures.current - 1));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      useWall.setState(({ healed }) => ({ healed: healed + 1 }));
      setRound((count) => count + 1);
    }, waitMs);
  }, []);
  useEffect(() => {
    const stopCounting = useApp.subscribe(({ firstFrame }) => {
      if (firstFrame) failures.current = 0;
    });
    return () => {
      stopCounting();
      clearTimeout(timer.current);
    };
  }, []);
  return <Picture key={round} {...props} isHealed={round > 0} onGone={onGone} />;
}

interface PictureProps extends Props {
  /** It stands for one that was lost: the camera is where it was. */
  readonly isHealed: boolean;
  readonly onGone: () => void;
}

function Picture({ scene, ground, wall, isHealed, onGone }: PictureProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = host.current;
    if (container === null) return;
    try {
      const view = standUpGlobe(container, scene, ground, onGone);
      const stop = followDirector(view.globe, scene, wall, isHealed);
      return () => {
        stop();
        view.end();
      };
    } catch {
      onGone();
    }
  }, [scene, ground, wall, isHealed, onGone]);
  return <div className="globe" ref={host} />;
}
