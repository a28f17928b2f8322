import { useEffect, useMemo } from 'react';
import { useLoadedScene } from '../app/use-loaded-scene.ts';
import { useSay } from '../i18n/i18n.ts';
import { attachLive } from '../live/attach-live.ts';
import { useApp } from '../state/store.ts';
import { AlarmCard } from './AlarmCard.tsx';
import { AlarmTicker } from './AlarmTicker.tsx';
import { followAlarm } from './alarm-scene.ts';
import { CameraPanel } from './CameraPanel.tsx';
import { DensityPanel } from './DensityPanel.tsx';
import { FeedPanel } from './FeedPanel.tsx';
import { HeroCaption } from './HeroCaption.tsx';
import { KpiStrip } from './KpiStrip.tsx';
import { runDirector } from './run-director.ts';
import { useWallFont } from './use-wall-font.ts';
import { WallBanner } from './WallBanner.tsx';
import { WallGlobe } from './WallGlobe.tsx';
import { WallHeader } from './WallHeader.tsx';
import { wallOptions } from './wall-address.ts';

/** A wall whose server does not answer asks again by itself, milliseconds. */
const AGAIN_MS = 3000;

const always = (): number => AGAIN_MS;

/** The whole command wall: the city in the middle, figures about it. Nothing on it waits for a hand. */
export function WallPage() {
  const say = useSay();
  const loading = useApp((state) => state.loading);
  useLoadedScene(always);
  const ready = loading.state === 'ready' ? loading : null;
  const wall = ready?.scene.live?.wall ?? null;
  useWallFont(wall?.screen ?? null);
  const options = useMemo(() => wallOptions(new URLSearchParams(window.location.search)), []);
  const sceneId = ready?.scene.id ?? null;
  useEffect(() => {
    if (sceneId === null || wall === null) return;
    const leave = attachLive(sceneId);
    const endAlarm = followAlarm(sceneId);
    const endDirector = runDirector(wall, options);
    return () => {
      endDirector();
      endAlarm();
      leave();
    };
  }, [sceneId, wall, options]);

  if (ready === null || wall === null) {
    const words = ready !== null ? 'wall.notLive' : loading.state === 'failed' ? 'wall.failed' : 'wall.loading';
    return <div className="wall-empty">{say(words)}</div>;
  }
  const { scene, ground } = ready;
  return (
    <div className="wall" data-testid="wall">
      <WallHeader scene={scene} />
      <KpiStrip scene={scene} />
      <main className="wall-hero">
        <WallGlobe scene={scene} ground={ground} wall={wall} />
        <HeroCaption scene={scene} wall={wall} />
        <WallBanner />
        <AlarmCard scene={scene} />
      </main>
      <DensityPanel scene={scene} />
      <FeedPanel scene={scene} />
      <CameraPanel scene={scene} />
      <AlarmTicker scene={scene} />
    </div>
  );
}
