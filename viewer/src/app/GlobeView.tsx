import type { PublicScene } from '@undercroft/core/protocol/answers';
import { useEffect, useRef } from 'react';
import { attachAnalysis } from '../analysis/attach-analysis.ts';
import { takePick } from '../analysis/take-pick.ts';
import { apiClient } from '../api/client.ts';
import { attachCameras } from '../cameras/attach-cameras.ts';
import { attachCases, pickCase } from '../cases/attach-cases.ts';
import { clearCase } from '../cases/case-actions.ts';
import { attachData } from '../data/attach-data.ts';
import { attachDesk, takeLivePick } from '../desk/attach-desk.ts';
import { unitWords } from '../desk/desk-words.ts';
import { attachEdits } from '../edits/attach-edits.ts';
import { conduitLabel } from '../format/conduit-label.ts';
import { groupLabel, pointLabel } from '../format/point-label.ts';
import { fixed } from '../format/quantity.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { offerAutomation, withdrawAutomation } from '../globe/automation.ts';
import { createGlobe, type Globe } from '../globe/globe.ts';
import type { SceneWords } from '../globe/scene-words.ts';
import { sayNow } from '../i18n/i18n.ts';
import { moveUnits } from '../live/move-units.ts';
import { attachPits } from '../pit/attach-pits.ts';
import { attachPipes } from '../replay/attach-pipes.ts';
import { usePipes } from '../replay/pipes-store.ts';
import { attachGlobe, clearSelection, select, selectBuilding, selectModelPart } from '../state/actions.ts';
import { conduitsById } from '../state/conduits-by-id.ts';
import { operationsHeld } from '../state/operations-held.ts';
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
      operations: operationsHeld(start),
      ground,
      theme: start.theme,
      quality: start.qualityChoice,
      sunTimeMs: start.sunTimeMs,
      below: start.dive === 'below',
      lens: start.lens,
      flow: start.flow,
      words: SCENE_WORDS,
      conduits: conduitsById(apiClient(), scene.id, () => usePipes.getState().asOf),
      groundOpacity: start.groundOpacity,
      hidden: start.hidden,
      without: start.without,
      imagery: start.imagery,
      onExternal: (external) => useApp.setState({ external }),
      language: start.language,
      camera: start.camera,
      coveredEdges,
      onTiles: (tiles) => useApp.setState({ tiles }),
      onLayers: (layerTiles) => useApp.setState({ layerTiles }),
      onPick: (picked, ray) => {
        if (takePick(picked)) return;
        if (picked !== null && takeLivePick(picked)) return;
        if (picked?.kind === 'cityCase') {
          pickCase(picked.id);
          return;
        }
        clearCase();
        if (picked === null) clearSelection();
        else if (picked.building !== null) selectBuilding(picked.building);
        else if (picked.model !== undefined) selectModelPart(picked.model);
        else select(picked.id, { fly: false, ray });
      },
      onCursor: (cursor) => useApp.setState({ cursor }),
      onCamera: (camera, metresPerPixel) => useApp.setState({ camera, metresPerPixel }),
      onGround: (groundReady) => useApp.setState({ groundReady }),
      onDive: (dive) => useApp.setState({ dive }),
      onQuality: (quality) => useApp.setState({ quality }),
      onFirstFrame: () => useApp.setState({ firstFrame: true }),
      onBroken: breakDown,
    });
  } catch (error) {
    breakDown(error instanceof Error ? error.message : String(error));
    return () => undefined;
  }
  attachGlobe(globe);
  globe.network.setUncertainty(start.uncertainty);
  const detachPits = attachPits(globe.pits, scene.id);
  const detachData = attachData(globe.preview);
  const detachCases = attachCases(globe.cases, scene.id);
  const detachCameras = attachCameras(globe.cameras, scene.id);
  const detachDesk = attachDesk(globe.live, scene);
  const detachEdits = attachEdits(globe.network, scene);
  const automation = {
    ...globe.automation,
    show: (id: string) => select(id, { fly: true }),
    moveUnits: (count: number, rounds: number) => moveUnits(scene.camera.target, count, rounds),
  };
  offerAutomation(automation);
  if (start.selection !== null) {
    if (start.selection.feature !== null) globe.select(start.selection.feature);
    else select(start.selection.id, { fly: start.camera === null });
  }
  const stop = useApp.subscribe((now, before) => {
    if (now.theme !== before.theme) globe.setTheme(now.theme);
    if (now.hidden !== before.hidden) globe.setHidden(now.hidden);
    if (now.without !== before.without) globe.setWithout(now.without);
    if (now.imagery !== before.imagery) globe.setImagery(now.imagery);
    if (now.language !== before.language) globe.setLanguage(now.language);
    if (now.building !== before.building) globe.selectBuilding(now.building?.id ?? null);
    if (now.lens !== before.lens) globe.setLens(now.lens);
    if (now.sunTimeMs !== before.sunTimeMs) globe.setSunTime(now.sunTimeMs);
    if (now.qualityChoice !== before.qualityChoice) globe.setQuality(now.qualityChoice);
    if (now.language !== before.language) globe.setWords(SCENE_WORDS);
    if (now.flow !== before.flow) globe.setFlow(now.flow);
    if (now.uncertainty !== before.uncertainty) globe.network.setUncertainty(now.uncertainty);
    if (now.groundOpacity !== before.groundOpacity) globe.setGroundOpacity(now.groundOpacity);
    if (now.selection?.feature !== before.selection?.feature) globe.select(now.selection?.feature ?? null);
  });
  const detachPipes = attachPipes(globe, scene.id);
  // Last: what it asks for opens the ground, and the view has to hear of it.
  const detachAnalysis = attachAnalysis(globe.analysis, scene.id);
  return () => {
    stop();
    detachPits();
    detachData();
    detachCases();
    detachCameras();
    detachDesk();
    detachAnalysis();
    detachPipes();
    detachEdits();
    attachGlobe(null);
    withdrawAutomation(automation);
    globe.destroy();
  };
}

/** What is written into the scene, in the language of the moment. */
const SCENE_WORDS: SceneWords = {
  depth: (depthM, levelM) => sayNow('below.figure', { depth: fixed(depthM, 1), level: fixed(levelM, 0) }),
  conduit: (link) => conduitLabel(link, useApp.getState().language, sayNow),
  points: {
    point: (point) => pointLabel(point, sayNow),
    group: (counts) => groupLabel(counts, sayNow),
  },
  unit: (id) => unitWords(id),
};

/** Nothing more will be drawn: whoever watches the root element must learn it too. */
function breakDown(broken: string): void {
  useApp.setState({ broken, tiles: { state: 'failed', waiting: 0, failing: 0 } });
}

/** How much of the scene's left and right edge the panels cover now. */
function coveredEdges() {
  const width = (selector: string): number => document.querySelector(selector)?.getBoundingClientRect().width ?? 0;
  return { leftPx: width('.dock-left'), rightPx: width('.dock-right') };
}
