import {
  BoundingSphere,
  Cartesian3,
  Cesium3DTileset,
  CesiumTerrainProvider,
  CesiumWidget,
  HeadingPitchRange,
  SceneTransforms,
  type TerrainData,
} from '@cesium/engine';

/** What the page tells the test once everything in view is drawn. */
export interface StaticCity {
  /** Id of the feature that is drawn at a place, within three pixels; null for none. Degrees, metres above the ellipsoid. */
  idAt(lonDeg: number, latDeg: number, heightM: number): string | null;
  /** Height of the exported terrain under the camera above the ellipsoid, metres. */
  readonly terrainHeightM: number;
}

declare global {
  interface Window {
    staticCity?: StaticCity;
  }
}

const EXPORT = '/city';
const PICK_PX = 7;

/** `?view=` longitude, latitude, ellipsoidal height of what is looked at, and the distance from it, metres. */
const view = (new URLSearchParams(location.search).get('view') ?? '').split(',').map(Number);
const [lonDeg = 0, latDeg = 0, heightM = 0, distanceM = 1000] = view;

const widget = new CesiumWidget('city', {
  globe: false,
  skyBox: false,
  skyAtmosphere: false,
  baseLayer: false,
  msaaSamples: 1,
  contextOptions: { webgl: { preserveDrawingBuffer: true } },
  creditContainer: document.createElement('div'),
});
const { scene, camera } = widget;
const tileset = await Cesium3DTileset.fromUrl(`${EXPORT}/tiles/tileset.json`);
scene.primitives.add(tileset);
const middle = new BoundingSphere(Cartesian3.fromDegrees(lonDeg, latDeg, heightM), 1);
camera.viewBoundingSphere(middle, new HeadingPitchRange(0, -0.9, distanceM));
await new Promise<void>((resolve) => {
  const stop = tileset.allTilesLoaded.addEventListener(() => {
    stop();
    resolve();
  });
});

// What is loaded is drawn with the next frames.
for (let frame = 0; frame < 3; frame++) {
  await new Promise<void>((resolve) => {
    const stop = scene.postRender.addEventListener(() => {
      stop();
      resolve();
    });
  });
}

const terrain = await CesiumTerrainProvider.fromUrl(`${EXPORT}/terrain`, { requestVertexNormals: true });
const place = camera.positionCartographic;
const { x, y } = terrain.tilingScheme.positionToTileXY(place, 10);
const data = (await terrain.requestTileGeometry(x, y, 10)) as TerrainData | undefined;
const rectangle = terrain.tilingScheme.tileXYToRectangle(x, y, 10);
const terrainHeightM = data?.interpolateHeight(rectangle, place.longitude, place.latitude) ?? Number.NaN;

window.staticCity = {
  terrainHeightM,
  idAt(lon, lat, height) {
    const pixel = SceneTransforms.worldToWindowCoordinates(scene, Cartesian3.fromDegrees(lon, lat, height));
    const picked: unknown = pixel === undefined ? null : scene.pick(pixel, PICK_PX, PICK_PX);
    if (typeof picked !== 'object' || picked === null || !('getProperty' in picked)) return null;
    return typeof picked.getProperty === 'function' ? String(picked.getProperty('id')) : null;
  },
};
document.documentElement.dataset.ready = 'true';
