import {
  Cartesian2,
  Cartesian3,
  Math as CesiumMath,
  type CesiumWidget,
  SceneTransforms,
  ScreenSpaceEventHandler,
  ScreenSpaceEventType,
} from '@cesium/engine';
import type { Utility } from '@undercroft/core/model/utility';
import type { Feature, PublicScene } from '@undercroft/core/protocol/answers';
import { featureExtent } from '../geometry/feature-extent.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { type GroundHit, type Ray3, rayGround } from '../geometry/ray-ground.ts';
import type { CameraPlace, Theme } from '../state/view-state.ts';
import type { Automation, Picked } from './automation.ts';
import { backdrop } from './backdrop.ts';
import { cameraControls } from './camera-controls.ts';
import { cameraPlace, setCameraPlace } from './camera-place.ts';
import { createEngine, type Quality } from './engine.ts';
import { type CoveredEdges, type FlightTarget, flyTo } from './flight.ts';
import { groundCover } from './ground-cover.ts';
import { groundMaterial } from './ground-material.ts';
import { groundTerrain } from './ground-terrain.ts';
import { showNetwork, type TilesProgress } from './network-tileset.ts';
import { SCENE_PALETTES } from './palette.ts';
import { pickFeature } from './pick.ts';
import { selectionShell } from './selection-shell.ts';

export interface GlobeOptions {
  readonly scene: PublicScene;
  readonly ground: GroundSurface;
  readonly theme: Theme;
  readonly quality: Quality;
  readonly groundOpacity: number;
  readonly hidden: readonly Utility[];
  /** Where the camera starts; `null` for the scene's own first view. */
  readonly camera: CameraPlace | null;
  /** Asked at each flight, since panels come and go. */
  readonly coveredEdges: () => CoveredEdges;
  readonly onTiles: (progress: TilesProgress) => void;
  /** A click: what it met and the ray it went along. */
  readonly onPick: (picked: Picked | null, ray: Ray3) => void;
  readonly onCursor: (hit: GroundHit | null) => void;
  /** The camera came to rest or moved on; `metresPerPixel` is the scale in the middle of the view. */
  readonly onCamera: (place: CameraPlace, metresPerPixel: number | null) => void;
  readonly onFirstFrame: () => void;
  /** Tiles of the ground that are still being made. */
  readonly onGround: (waiting: number) => void;
  readonly onBroken: (message: string) => void;
}

/** The 3D view as the rest of the page knows it: no type of the engine leaves this folder. */
export interface Globe {
  setGroundOpacity(opacity: number): void;
  setHidden(utilities: readonly Utility[]): void;
  setTheme(theme: Theme): void;
  select(feature: Feature | null): void;
  flyToFeature(feature: Feature): void;
  home(): void;
  north(): void;
  zoom(factor: number): void;
  /** Moves the camera by parts of its distance: right and forwards over the ground. */
  pan(right: number, forwards: number): void;
  readonly automation: Omit<Automation, 'show'>;
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
  const { ground } = options;
  const { geoidOffsetM } = options.scene.heightDatum;
  const instant = options.quality === 'test' || window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  let palette = SCENE_PALETTES[options.theme];
  const widget: CesiumWidget = createEngine(container, options.quality, options.scene.camera.target);
  const { scene, camera } = widget;
  scene.renderError.addEventListener((_scene: unknown, error: unknown) => options.onBroken(String(error)));

  widget.terrainProvider = groundTerrain(ground, geoidOffsetM);
  const paint = groundMaterial(scene, ground, geoidOffsetM);
  paint.setPalette(palette);
  const sky = backdrop(container, scene, palette);
  const network = showNetwork(scene, options.scene.id, options.scene.revision, options.onTiles);
  network.hide(options.hidden);
  const cover = groundCover(scene, ground, geoidOffsetM, (share) => {
    sky.setUnderground(share);
    network.setFog(palette.earthTop, share);
  });
  cover.setPalette(palette);
  const shell = selectionShell(scene, ground, geoidOffsetM, palette.selection);

  const homeTarget = (): FlightTarget => {
    const { target, distanceM, headingDeg, pitchDeg } = options.scene.camera;
    const [lon, lat] = target;
    return { lon, lat, heightM: ground.levelAt(lon, lat) + geoidOffsetM, distanceM, headingDeg, pitchDeg };
  };
  if (options.camera === null) flyTo(scene, homeTarget(), options.coveredEdges(), true);
  else setCameraPlace(camera, options.camera);

  const rayAt = (x: number, y: number): Ray3 | null => {
    const ray = camera.getPickRay(new Cartesian2(x, y));
    if (ray === undefined) return null;
    const { origin: o, direction: d } = ray;
    return { origin: [o.x, o.y, o.z], direction: [d.x, d.y, d.z] };
  };
  const controls = cameraControls(scene, ground, geoidOffsetM, rayAt);
  const setGroundOpacity = (opacity: number): void => {
    cover.setOpacity(opacity);
    sky.setSeeThrough(1 - opacity);
    controls.setAnchorDepth(opacity < 1 ? TYPICAL_DEPTH_M : 0);
  };
  setGroundOpacity(options.groundOpacity);
  const offset = (): DOMRect => widget.canvas.getBoundingClientRect();

  const handler = new ScreenSpaceEventHandler(widget.canvas);
  handler.setInputAction(({ position }: { readonly position: Cartesian2 }) => {
    const ray = rayAt(position.x, position.y);
    if (ray !== null) options.onPick(pickFeature(scene, position), ray);
  }, ScreenSpaceEventType.LEFT_CLICK);
  handler.setInputAction(({ endPosition }: { readonly endPosition: Cartesian2 }) => {
    const ray = rayAt(endPosition.x, endPosition.y);
    options.onCursor(ray === null ? null : rayGround(ray, ground, geoidOffsetM));
  }, ScreenSpaceEventType.MOUSE_MOVE);

  const reportCamera = (): void => options.onCamera(cameraPlace(camera), centreScale());
  const middleHit = (): GroundHit | null => {
    const { clientWidth, clientHeight } = widget.canvas;
    const ray = rayAt(clientWidth / 2, clientHeight / 2);
    return ray === null ? null : rayGround(ray, ground, geoidOffsetM);
  };
  const lookDistanceM = (): number => middleHit()?.distanceM ?? LOOK_AHEAD_M;
  const centreScale = (): number | null => {
    const { clientHeight } = widget.canvas;
    const hit = middleHit();
    const { frustum } = camera;
    if (hit === null || !('fovy' in frustum) || clientHeight === 0) return null;
    return (2 * hit.distanceM * Math.tan(Number(frustum.fovy) / 2)) / clientHeight;
  };
  camera.percentageChanged = 0.02;
  const removals = [
    scene.globe.tileLoadProgressEvent.addEventListener((waiting: number) => options.onGround(waiting)),
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
    setTheme(theme) {
      palette = SCENE_PALETTES[theme];
      paint.setPalette(palette);
      sky.setPalette(palette);
      cover.setPalette(palette);
      shell.setColour(palette.selection);
      scene.requestRender();
    },
    select: (feature) => shell.show(feature),
    flyToFeature(feature) {
      const extent = featureExtent(feature, ground);
      if (extent === null) return;
      const { lon, lat, levelM, sizeM, bearingDeg } = extent;
      const distanceM = Math.min(FARTHEST_LOOK_M, Math.max(NEAREST_LOOK_M, sizeM * 1.5 + 4));
      // Across a pipe rather than along it, from the side nearer to where one looks from now.
      const headingDeg = bearingDeg === null ? null : sideOn(bearingDeg + 65, CesiumMath.toDegrees(camera.heading));
      const target = { lon, lat, heightM: levelM + geoidOffsetM, distanceM, headingDeg, pitchDeg: -38 };
      flyTo(scene, target, options.coveredEdges(), instant);
    },
    home: () => flyTo(scene, homeTarget(), options.coveredEdges(), instant),
    north() {
      const place = cameraPlace(camera);
      setCameraPlace(camera, { ...place, headingDeg: 0 });
      scene.requestRender();
    },
    zoom(factor) {
      camera.move(camera.direction, lookDistanceM() * (1 - factor));
      scene.requestRender();
    },
    pan(right, forwards) {
      const distanceM = lookDistanceM();
      const up = scene.ellipsoid.geodeticSurfaceNormal(camera.positionWC);
      const ahead = Cartesian3.normalize(Cartesian3.cross(up, camera.rightWC, new Cartesian3()), new Cartesian3());
      camera.move(camera.right, distanceM * right);
      camera.move(ahead, distanceM * forwards);
      scene.requestRender();
    },
    automation: {
      pickAt(x, y) {
        const { left, top } = offset();
        return pickFeature(scene, new Cartesian2(x - left, y - top));
      },
      project(lon, lat, levelM) {
        const { left, top } = offset();
        const point = Cartesian3.fromDegrees(lon, lat, levelM + geoidOffsetM);
        const place = SceneTransforms.worldToWindowCoordinates(scene, point);
        return place === undefined ? null : { x: place.x + left, y: place.y + top };
      },
      camera: () => cameraPlace(camera),
      setCamera(place) {
        camera.cancelFlight();
        setCameraPlace(camera, place);
        scene.requestRender();
      },
    },
    destroy() {
      handler.destroy();
      controls.destroy();
      for (const remove of removals) remove();
      sky.destroy();
      cover.destroy();
      paint.destroy();
      shell.destroy();
      network.destroy();
      widget.destroy();
    },
  };
}

/** Of a heading and its opposite, the one nearer to `current`, degrees. */
function sideOn(headingDeg: number, current: number): number {
  const turn = (((headingDeg - current) % 360) + 360) % 360;
  return turn > 90 && turn < 270 ? headingDeg + 180 : headingDeg;
}
