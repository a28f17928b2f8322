import { CesiumWidget, Clock, Color, Credit, CreditDisplay, JulianDate } from '@cesium/engine';
import { steadyAngles } from './camera-angles.ts';

/** The hour is fixed: shading must not change while somebody reads a depth. */
const FIXED_TIME = '2026-06-21T10:00:00Z';

/**
 * Starts the engine without any of its own imagery, terrain, sky or stars: nothing is fetched from elsewhere. Light and
 * how finely it draws are set by `surroundings`.
 */
export function createEngine(container: HTMLElement): CesiumWidget {
  CreditDisplay.cesiumCredit = new Credit('CesiumJS');
  const widget = new CesiumWidget(container, {
    baseLayer: false,
    skyBox: false,
    skyAtmosphere: false,
    scene3DOnly: true,
    orderIndependentTranslucency: false,
    requestRenderMode: true,
    maximumRenderTimeChange: Number.POSITIVE_INFINITY,
    showRenderLoopErrors: false,
    msaaSamples: 1,
    clock: new Clock({ currentTime: JulianDate.fromIso8601(FIXED_TIME), shouldAnimate: false }),
    // Attribution stands in the page's own bottom line.
    creditContainer: document.createElement('div'),
    creditViewport: document.createElement('div'),
    contextOptions: { webgl: { alpha: true, powerPreference: 'high-performance' } },
  });
  const { scene, canvas } = widget;
  // Drafts are drawn coarser and stretched: smoothly, not as blocks.
  canvas.style.imageRendering = 'auto';
  scene.backgroundColor = Color.TRANSPARENT;
  scene.fog.enabled = false;
  scene.globe.showGroundAtmosphere = false;
  scene.globe.showWaterEffect = false;
  scene.globe.enableLighting = false;
  scene.globe.depthTestAgainstTerrain = true;
  scene.highDynamicRange = false;
  steadyAngles(scene.camera);
  return widget;
}
