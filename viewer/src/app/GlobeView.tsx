import type { PublicScene } from '@undercroft/core/protocol/answers';
import { useEffect, useRef } from 'react';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { offerAutomation, withdrawAutomation } from '../globe/automation.ts';
import { createGlobe, type Globe } from '../globe/globe.ts';
import { attachGlobe, clearSelection, select } from '../state/actions.ts';
import { useApp } from '../state/store.ts';

interface Props {
  readonly scene: PublicScene;
  readonly ground: GroundSurface;
}

/** Holds the 3D view and keeps it in step with the store. */
export function GlobeView({ scene, ground }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const container = host.current;
    if (container === null) return;
    return standUp(container, scene, ground);
  }, [scene, ground]);
  return <div className="globe" ref={host} />;
}

function standUp(container: HTMLElement, scene: PublicScene, ground: GroundSurface): () => void {
  const start = useApp.getState();
  let globe: Globe;
  try {
    globe = createGlobe(container, {
      scene,
      ground,
      theme: start.theme,
      quality: new URLSearchParams(window.location.search).get('quality') === 'test' ? 'test' : 'full',
      groundOpacity: start.groundOpacity,
      hidden: start.hidden,
      camera: start.camera,
      coveredEdges,
      onTiles: (tiles) => useApp.setState({ tiles }),
      onPick: (picked, ray) => (picked === null ? clearSelection() : select(picked.id, { fly: false, ray })),
      onCursor: (cursor) => useApp.setState({ cursor }),
      onCamera: (camera, metresPerPixel) => useApp.setState({ camera, metresPerPixel }),
      onGround: (waiting) => useApp.setState({ groundReady: waiting === 0 }),
      onFirstFrame: () => useApp.setState({ firstFrame: true }),
      onBroken: breakDown,
    });
  } catch (error) {
    breakDown(error instanceof Error ? error.message : String(error));
    return () => undefined;
  }
  attachGlobe(globe);
  const automation = { ...globe.automation, show: (id: string) => select(id, { fly: true }) };
  offerAutomation(automation);
  if (start.selection !== null) {
    if (start.selection.feature !== null) globe.select(start.selection.feature);
    else select(start.selection.id, { fly: start.camera === null });
  }
  const stop = useApp.subscribe((now, before) => {
    if (now.theme !== before.theme) globe.setTheme(now.theme);
    if (now.hidden !== before.hidden) globe.setHidden(now.hidden);
    if (now.groundOpacity !== before.groundOpacity) globe.setGroundOpacity(now.groundOpacity);
    if (now.selection?.feature !== before.selection?.feature) globe.select(now.selection?.feature ?? null);
  });
  return () => {
    stop();
    attachGlobe(null);
    withdrawAutomation(automation);
    globe.destroy();
  };
}

/** Nothing more will be drawn: whoever watches the root element must learn it too. */
function breakDown(broken: string): void {
  useApp.setState({ broken, tiles: { state: 'failed', waiting: 0, failing: 0 } });
}

/** How much of the scene's left and right edge the panels cover now. */
function coveredEdges() {
  const width = (selector: string): number => document.querySelector(selector)?.getBoundingClientRect().width ?? 0;
  return { leftPx: width('.dock-left'), rightPx: width('.dock-right') };
}
