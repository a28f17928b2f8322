import {
  Cartesian3,
  CesiumWidget,
  Clock,
  Color,
  Credit,
  CreditDisplay,
  DirectionalLight,
  JulianDate,
  Matrix4,
  Transforms,
} from '@cesium/engine';

/** `test` draws the same picture on any machine: one sample a pixel, no flights, nothing that moves by itself. */
export const QUALITIES = ['full', 'test'] as const;
export type Quality = (typeof QUALITIES)[number];

/** The hour is fixed: shading must not change while somebody reads a depth. */
const FIXED_TIME = '2026-06-21T10:00:00Z';

/** Where light comes from, as east, north, up: the south-west, high, so that the tops and one flank of pipes are lit. */
const LIGHT_FROM = new Cartesian3(-0.45, -0.55, 0.8);

/** Starts the engine without any of its own imagery, terrain, sky or stars: nothing is fetched from elsewhere. */
export function createEngine(
  container: HTMLElement,
  quality: Quality,
  [lon, lat]: readonly [number, number],
): CesiumWidget {
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
    msaaSamples: quality === 'test' ? 1 : 4,
    useBrowserRecommendedResolution: quality === 'test',
    clock: new Clock({ currentTime: JulianDate.fromIso8601(FIXED_TIME), shouldAnimate: false }),
    // Attribution stands in the page's own bottom line.
    creditContainer: document.createElement('div'),
    creditViewport: document.createElement('div'),
    contextOptions: { webgl: { alpha: true, powerPreference: 'high-performance' } },
  });
  const { scene } = widget;
  scene.backgroundColor = Color.TRANSPARENT;
  scene.fog.enabled = false;
  scene.globe.showGroundAtmosphere = false;
  scene.globe.showWaterEffect = false;
  scene.globe.enableLighting = false;
  scene.globe.depthTestAgainstTerrain = true;
  scene.highDynamicRange = false;
  scene.light = new DirectionalLight({ direction: lightDirection(lon, lat), intensity: 2.4 });
  return widget;
}

function lightDirection(lon: number, lat: number): Cartesian3 {
  const frame = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(lon, lat));
  const from = Matrix4.multiplyByPointAsVector(frame, LIGHT_FROM, new Cartesian3());
  return Cartesian3.normalize(Cartesian3.negate(from, from), from);
}
