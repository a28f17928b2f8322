import type { PublicScene } from '@undercroft/core/protocol/answers';
import { apiClient } from '../api/client.ts';
import { attachEdits } from '../edits/attach-edits.ts';
import { conduitLabel } from '../format/conduit-label.ts';
import { groupLabel, pointLabel } from '../format/point-label.ts';
import { fixed } from '../format/quantity.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { offerAutomation, withdrawAutomation } from '../globe/automation.ts';
import { createGlobe, type Globe } from '../globe/globe.ts';
import { bytesPerPixel, fitted, QUALITY_PRESETS } from '../globe/quality-preset.ts';
import type { SceneWords } from '../globe/scene-words.ts';
import { sayNow } from '../i18n/i18n.ts';
import { moveUnits } from '../live/move-units.ts';
import { conduitsById } from '../state/conduits-by-id.ts';
import { operationsHeld } from '../state/operations-held.ts';
import { useApp } from '../state/store.ts';
import { showSigns } from './show-signs.ts';
import { useWall } from './wall-store.ts';

const COVERED = { leftPx: 0, rightPx: 0 };

const SCENE_WORDS: SceneWords = {
  depth: (depthM, levelM) => sayNow('below.figure', { depth: fixed(depthM, 1), level: fixed(levelM, 0) }),
  conduit: (link) => conduitLabel(link, useApp.getState().language, sayNow),
  points: { point: (point) => pointLabel(point, sayNow), group: (counts) => groupLabel(counts, sayNow) },
  unit: (id) => id,
};

/**
 * Sets up the 3D view of a wall; nobody stands at it with a pointer. `onGone` is told once when it draws nothing more and
 * is to be made anew. Throws where there is no WebGL 2.
 */
export function standUpGlobe(
  host: HTMLElement,
  scene: PublicScene,
  ground: GroundSurface,
  onGone: () => void,
): { readonly globe: Globe; end(): void } {
  const start = useApp.getState();
  let isGone = false;
  const gone = (): void => {
    if (isGone) return;
    isGone = true;
    onGone();
  };
  const globe = createGlobe(host, {
    scene,
    operations: operationsHeld(start),
    ground,
    theme: start.theme,
    quality: start.qualityAsked ?? 'wall',
    sunTimeMs: start.sunTimeMs,
    below: false,
    lens: false,
    flow: false,
    words: SCENE_WORDS,
    conduits: conduitsById(apiClient(), scene.id, () => null),
    groundOpacity: start.groundOpacity,
    hidden: start.hidden,
    without: start.without,
    imagery: start.imagery,
    onExternal: (external) => useApp.setState({ external }),
    language: start.language,
    camera: start.camera,
    coveredEdges: () => COVERED,
    onTiles: (tiles) => useApp.setState({ tiles }),
    onLayers: (layerTiles) => useApp.setState({ layerTiles }),
    onPick: () => undefined,
    onCursor: () => undefined,
    onCamera: (camera, metresPerPixel) => useApp.setState({ camera, metresPerPixel }),
    onGround: (groundReady) => useApp.setState({ groundReady }),
    onDive: (dive) => useApp.setState({ dive }),
    onQuality(quality) {
      useApp.setState({ quality });
      report();
    },
    onFirstFrame: () => useApp.setState({ firstFrame: true }),
    onBroken: gone,
    onContextLost: gone,
  });
  /** What a pixel of the picture costs, as it is drawn now. */
  function report(): void {
    const { quality } = useApp.getState();
    const preset = QUALITY_PRESETS[quality];
    const ratio = Math.min(window.devicePixelRatio, preset.mostPixelRatio);
    const pixels = host.clientWidth * host.clientHeight * ratio * ratio;
    useWall.setState({ bytesPerPixel: bytesPerPixel(fitted(preset, pixels)) });
  }
  const watcher = new ResizeObserver(report);
  watcher.observe(host);
  const automation = {
    ...globe.automation,
    show: () => undefined,
    moveUnits: (count: number, rounds: number) => moveUnits(scene.camera.target, count, rounds),
  };
  offerAutomation(automation);
  const endSigns = showSigns(globe.live);
  const endEdits = attachEdits(globe.network, scene);
  return {
    globe,
    end() {
      watcher.disconnect();
      endSigns();
      endEdits();
      withdrawAutomation(automation);
      globe.destroy();
    },
  };
}
