import { Cartesian2, Math as CesiumMath, type CesiumWidget } from '@cesium/engine';
import type { Utility } from '@undercroft/core/model/utility';
import type { Feature } from '@undercroft/core/protocol/answers';
import { featureExtent } from '../geometry/feature-extent.ts';
import { type GroundHit, type Ray3, rayGround } from '../geometry/ray-ground.ts';
import type { Language } from '../i18n/language.ts';
import type { SceneLayer } from '../state/scene-layer.ts';
import type { Theme } from '../state/view-state.ts';
import { type AnalysisDesk, analysisDesk } from './analysis-desk.ts';
import { annotations } from './annotations.ts';
import type { Automation, Picked } from './automation.ts';
import { cameraControls } from './camera-controls.ts';
import { type CameraDesk, cameraDesk } from './camera-desk.ts';
import { cameraPlace, setCameraPlace } from './camera-place.ts';
import { type CameraSteps, cameraSteps } from './camera-steps.ts';
import { type CaseDesk, caseDesk } from './case-desk.ts';
import { diveTo } from './dive-to.ts';
import { createEngine } from './engine.ts';
import { type FlightTarget, flyTo, sideOn } from './flight.ts';
import { globeAutomation } from './globe-automation.ts';
import type { GlobeOptions } from './globe-options.ts';
import { globePointer } from './globe-pointer.ts';
import { SOLID_FROM } from './ground-cover.ts';
import { groundMaterial } from './ground-material.ts';
import { type LiveDesk, liveDesk } from './live/live-desk.ts';
import { loadWatch } from './load-watch.ts';
import { type NetworkInTime, networkInTime } from './network-in-time.ts';
import type { EditedNetwork } from './network-tileset.ts';
import { LIT, POINTED_AT, SCENE_PALETTES, SELECTED_HOUSE } from './palette.ts';
import { pickFeature } from './pick.ts';
import { type PitDesk, pitDesk } from './pit-desk.ts';
import { type PreviewDesk, previewDesk } from './preview-desk.ts';
import type { QualityChoice } from './quality.ts';
import { sceneLayers } from './scene-layers.ts';
import type { SceneWords } from './scene-words.ts';
import { selectionShell } from './selection-shell.ts';
import { defaultSunTime } from './sun-position.ts';
import { surroundings } from './surroundings.ts';
import { type WallDesk, wallDesk } from './wall-desk.ts';

/** The 3D view as the rest of the page knows it: no type of the engine leaves this folder. */
export interface Globe extends CameraSteps {
  setGroundOpacity(opacity: number): void;
  setHidden(utilities: readonly Utility[]): void;
  setWithout(without: readonly SceneLayer[]): void;
  setImagery(index: number | null): void;
  setLanguage(language: Language): void;
  /** Marks a building; `null` marks none. */
  selectBuilding(id: string | null): void;
  setTheme(theme: Theme): void;
  setSunTime(timeMs: number | null): void;
  setLens(on: boolean): void;
  setQuality(choice: QualityChoice): void;
  setFlow(on: boolean): void;
  setWords(words: SceneWords): void;
  /** Down through the ground to what is in the middle of the view, up again from below. */
  toggleDive(): void;
  /** False when the camera is above ground already. */
  surface(): boolean;
  select(feature: Feature | null): void;
  /** Draws the network of another time. */
  readonly showNetwork: NetworkInTime['show'];
  flyToFeature(feature: Feature): void;
  home(): void;
  north(): void;
  /** Pits in the ground and the hands on them. */
  readonly pits: PitDesk;
  /** Sections, profiles, traces and what else is asked of the network. */
  readonly analysis: AnalysisDesk;
  /** Cases of city management: cells coloured by them, and their signs. */
  readonly cases: CaseDesk;
  /** What cameras see, and how it looks from where they are. */
  readonly cameras: CameraDesk;
  /** What is not published yet, and places of findings. */
  readonly preview: PreviewDesk;
  /** Units, alarms and cases of the present. */
  readonly live: LiveDesk;
  /** Rows of the network that are put right, and how sure their places are. */
  readonly network: EditedNetwork & Pick<NetworkInTime, 'setUncertainty'>;
  /** Tours and opened streets of the command wall. */
  readonly wall: WallDesk;
  readonly automation: Omit<Automation, 'show' | 'moveUnits'>;
  destroy(): void;
}

/** Distances a whole feature is looked at from, metres. */
const NEAREST_LOOK_M = 9;
const FARTHEST_LOOK_M = 6000;

/** Where pipes lie below a see-through ground, for the point that hands turn about and zoom to, metres. */
const TYPICAL_DEPTH_M = 2.5;

/** How far steps of the keyboard reach where no ground is in the middle of the view, metres. */
const LOOK_AHEAD_M = 60;

export function createGlobe(container: HTMLElement, options: GlobeOptions): Globe {
  const coarse = options.ground;
  const { geoidOffsetM } = options.scene.heightDatum;
  const instant = options.quality === 'test' || window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const widget: CesiumWidget = createEngine(container);
  const { scene, camera } = widget;
  scene.renderError.addEventListener((_scene: unknown, error: unknown) => options.onBroken(String(error)));
  widget.canvas.addEventListener('webglcontextlost', () => options.onContextLost?.());

  const paint = groundMaterial(scene, coarse, geoidOffsetM, options.scene.terrain, options.scene.frame.reachM);
  const load = loadWatch(options.onGround);
  const city = sceneLayers(scene, {
    scene: options.scene,
    operations: options.operations,
    pointWords: options.words.points,
    onGroup: (target) => fly(target),
    coarse,
    theme: options.theme,
    language: options.language,
    without: options.without,
    imagery: options.imagery,
    onExternal: options.onExternal,
    middle: () => middleHit(),
    pixelRatio: () => around.pixelRatio,
    onGroundLook: (look) => paint.setLook(look),
    onProgress: load.layers(options.onLayers),
  });
  const { ground } = city;
  const network = networkInTime(scene, {
    sceneId: options.scene.id,
    revision: options.scene.revision,
    ground: coarse,
    geoidOffsetM,
    onProgress: load.network(options.onTiles),
  });
  network.hide(options.hidden);
  const shell = selectionShell(scene, coarse, geoidOffsetM, SCENE_PALETTES[options.theme].selection);

  const homeTarget = (): FlightTarget => {
    const { target, distanceM, headingDeg, pitchDeg } = options.scene.camera;
    const [lon, lat] = target;
    return { lon, lat, heightM: ground.levelAt(lon, lat) + geoidOffsetM, distanceM, headingDeg, pitchDeg };
  };
  if (options.camera === null) flyTo(scene, homeTarget(), options.coveredEdges(), true);
  else setCameraPlace(camera, options.camera);

  const fly = (target: FlightTarget): void => flyTo(scene, target, options.coveredEdges(), instant);
  const cameras = cameraDesk({ scene, ground, geoidOffsetM });
  const preview = previewDesk({ scene, ground, geoidOffsetM, coveredEdges: options.coveredEdges, fly });

  const rayAt = (x: number, y: number): Ray3 | null => {
    const ray = camera.getPickRay(new Cartesian2(x, y));
    if (ray === undefined) return null;
    const { origin: o, direction: d } = ray;
    return { origin: [o.x, o.y, o.z], direction: [d.x, d.y, d.z] };
  };
  const controls = cameraControls(scene, ground, geoidOffsetM, rayAt);
  const pits = pitDesk({
    scene,
    container,
    ground,
    geoidOffsetM,
    theme: options.theme,
    rayAt,
    cutNetwork: (polygons) => network.setCutAway(polygons),
    fellTrees: (polygons) => city.setCutAway(polygons),
    hoverTone: POINTED_AT,
    fly,
  });
  const analysis = analysisDesk({
    scene,
    container,
    ground,
    geoidOffsetM,
    rayAt,
    pickAt: (x, y) => pickFeature(scene, new Cartesian2(x, y)),
    tint: (tints) => network.setTints(tints),
    litTone: LIT,
    fly,
  });
  const cases = caseDesk({
    scene,
    ground,
    geoidOffsetM,
    theme: options.theme,
    pixelRatio: () => around.pixelRatio,
    middle: () => middleHit(),
    setTints: (tints) => city.setTints(tints),
    setPointsAside: (aside) => city.setPointsAside(aside),
    fly,
  });
  const live = liveDesk({
    scene,
    ground,
    geoidOffsetM,
    middle: options.scene.camera.target,
    theme: options.theme,
    instant,
    pixelRatio: () => around.pixelRatio,
    setPointsAside: (aside) => city.setPointsAside(aside),
    fly,
    sayUnit: options.words.unit,
  });
  const wall = wallDesk({ scene, host: container, ground, geoidOffsetM, pits: pits.layer, instant });
  let { groundOpacity } = options;
  const sunTime = (timeMs: number | null): number => timeMs ?? defaultSunTime(...options.scene.camera.target);
  const around = surroundings({
    widget,
    host: container,
    ground,
    geoidOffsetM,
    target: options.scene.camera.target,
    theme: options.theme,
    sunTimeMs: sunTime(options.sunTimeMs),
    groundOpacity: options.groundOpacity,
    quality: options.quality,
    instant,
    depthWords: options.words.depth,
    lookedAt: () => middleHit(),
    onDive(state) {
      city.setGroundOpacity(state === 'above' ? groundOpacity : 0);
      city.setBelow(state === 'below');
      network.setObscured(state === 'below' || groundOpacity >= SOLID_FROM);
      cases.setBelow(state === 'below');
      live.setBelow(state === 'below');
      options.onDive(state);
    },
    coveredEdges: options.coveredEdges,
    onQuality: options.onQuality,
    onTileError: (errorPx) => network.setTileError(errorPx),
    isComing: () => load.isComing,
    onDraft: (isDraft) => load.setDraft(isDraft),
    onPalette: (tones, day) => {
      paint.setPalette(tones);
      city.setDay(day);
      cameras.setDay(day);
    },
    onFog: (top, deep, share) => {
      network.setFog(top, deep, share);
      city.setFog(top, share);
      pits.setFog(top, share);
    },
    onHole(hole) {
      paint.setHole(hole);
      city.setHole(hole);
    },
  });
  const notes = annotations({
    scene,
    host: container,
    ground,
    geoidOffsetM,
    conduits: options.conduits,
    words: options.words.conduit,
    flow: options.flow,
    isOpen: (x, y) => around.isOpen(x, y),
    besideX: () => around.besideX(),
  });
  const setGroundOpacity = (opacity: number): void => {
    groundOpacity = opacity;
    around.setGroundOpacity(opacity);
    network.setObscured(around.dive.state === 'below' || opacity >= SOLID_FROM);
    // From below, houses are no more than a hint of where one is.
    city.setGroundOpacity(around.dive.state === 'above' ? opacity : 0);
    controls.setAnchorDepth(opacity < 1 ? TYPICAL_DEPTH_M : 0);
  };
  setGroundOpacity(options.groundOpacity);
  const pickAt = (place: Cartesian2): Picked | null =>
    analysis.pick(place.x, place.y) ??
    live.pick(place.x, place.y) ??
    cases.pick(place.x, place.y) ??
    city.pick(place.x, place.y) ??
    pickFeature(scene, place);
  const endPointer = globePointer(widget, {
    click(place) {
      const ray = rayAt(place.x, place.y);
      if (ray === null || [live, cases, city].some((each) => each.openGroup(place.x, place.y))) return;
      options.onPick(pickAt(place), ray);
    },
    move({ x, y }) {
      const ray = rayAt(x, y);
      if (!live.hover(x, y) && !cases.hover(x, y)) city.hover(x, y);
      options.onCursor(ray === null ? null : rayGround(ray, ground, geoidOffsetM));
    },
  });

  const reportCamera = (): void => options.onCamera(cameraPlace(camera), centreScale());
  const middleHit = (): GroundHit | null => {
    const { clientWidth, clientHeight } = widget.canvas;
    const ray = rayAt(clientWidth / 2, clientHeight / 2);
    return ray === null ? null : rayGround(ray, ground, geoidOffsetM);
  };
  const centreScale = (): number | null => {
    const { clientHeight } = widget.canvas;
    const hit = middleHit();
    const { frustum } = camera;
    if (hit === null || !('fovy' in frustum) || clientHeight === 0) return null;
    return (2 * hit.distanceM * Math.tan(Number(frustum.fovy) / 2)) / clientHeight;
  };
  if (options.below) around.dive.standBelow();
  around.setLens(options.lens);
  camera.percentageChanged = 0.02;
  const removals = [
    scene.globe.tileLoadProgressEvent.addEventListener((waiting: number) => load.setGround(waiting)),
    scene.postRender.addEventListener(() => load.setGroundShown(scene.globe.show)),
    camera.changed.addEventListener(reportCamera),
    camera.moveEnd.addEventListener(reportCamera),
  ];
  const firstFrame = scene.postRender.addEventListener(() => {
    firstFrame();
    reportCamera();
    options.onFirstFrame();
  });

  return {
    setGroundOpacity,
    setHidden: (utilities) => network.hide(utilities),
    setWithout: (without) => city.setWithout(without),
    setImagery: (index) => city.setImagery(index),
    setLanguage: (language) => city.setLanguage(language),
    selectBuilding: (id) => city.selectBuilding(id, SELECTED_HOUSE),
    setTheme(theme) {
      around.setTheme(theme);
      city.setTheme(theme);
      pits.setTheme(theme);
      cases.setTheme(theme);
      live.setTheme(theme);
      shell.setColour(SCENE_PALETTES[theme].selection);
      scene.requestRender();
    },
    setSunTime: (timeMs) => around.setSunTime(sunTime(timeMs)),
    setLens: (on) => around.setLens(on),
    setQuality: (choice) => around.setQuality(choice),
    setFlow: (on) => notes.setFlow(on),
    setWords(words) {
      around.setDepthWords(words.depth);
      notes.setWords(words.conduit);
    },
    toggleDive() {
      if (around.dive.headedDown) {
        around.dive.surface();
        return;
      }
      const { clientWidth, clientHeight } = widget.canvas;
      const ray = rayAt(clientWidth / 2, clientHeight / 2);
      void diveTo({ scene, dive: around.dive, ray, ground, geoidOffsetM, conduits: options.conduits });
    },
    surface: () => around.dive.surface(),
    select(feature) {
      shell.show(feature);
      city.select(feature);
    },
    showNetwork(state, onProgress) {
      network.show(state, (progress) => {
        if (progress === 'shown') notes.renew();
        onProgress(progress);
      });
    },
    flyToFeature(feature) {
      const extent = featureExtent(feature, coarse);
      if (extent === null) return;
      const { lon, lat, levelM, sizeM, bearingDeg } = extent;
      // Who is below stays below: the way to the next pipe leads through the earth, not over the roofs.
      if (around.dive.headedDown) {
        around.dive.down({ lon, lat, levelM, bearingDeg: bearingDeg ?? CesiumMath.toDegrees(camera.heading) });
        return;
      }
      const distanceM = Math.min(FARTHEST_LOOK_M, Math.max(NEAREST_LOOK_M, sizeM * 1.5 + 4));
      // Across a pipe rather than along it, from the side nearer to where one looks from now.
      const headingDeg = bearingDeg === null ? null : sideOn(bearingDeg + 65, CesiumMath.toDegrees(camera.heading));
      fly({ lon, lat, heightM: levelM + geoidOffsetM, distanceM, headingDeg, pitchDeg: -38 });
    },
    home: () => fly(homeTarget()),
    north() {
      const place = cameraPlace(camera);
      setCameraPlace(camera, { ...place, headingDeg: 0 });
      scene.requestRender();
    },
    ...cameraSteps(scene, () => middleHit()?.distanceM ?? LOOK_AHEAD_M),
    pits,
    analysis,
    cases,
    cameras,
    live,
    preview,
    network,
    wall,
    automation: globeAutomation({
      scene,
      geoidOffsetM,
      pickAt,
      mapSpent: () => city.mapSpent,
      unitsSpent: () => live.unitsSpent(),
    }),
    destroy() {
      endPointer();
      for (const remove of removals) remove();
      const parts = [controls, notes, around, paint, city, shell, wall, pits, analysis, cases, cameras, live, preview];
      for (const part of [...parts, network]) part.destroy();
      widget.destroy();
    },
  };
}
