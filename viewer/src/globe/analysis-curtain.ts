import {
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  GeometryInstance,
  PerInstanceColorAppearance,
  PolylineColorAppearance,
  PolylineGeometry,
  Primitive,
  type Scene,
  WallGeometry,
} from '@cesium/engine';
import type { Rgb } from './palette.ts';

/** A place of the line on the ground: degrees, level of the ground in metres above the datum. */
export type CurtainPlace = readonly [lon: number, lat: number, groundM: number];

/** The plane of a cross-section: a thin curtain below the ground, and its line on the ground. */
export interface Curtain {
  /** `footM` is the level it hangs down to. */
  show(places: readonly CurtainPlace[], footM: number): void;
  clear(): void;
}

export const CURTAIN_TONE: Rgb = [0, 150, 170];

const SHEET_ALPHA = 0.26;
const LINE_PX = 3.5;
const FOOT_PX = 1.5;

/** The line lies this far above the ground, so that the two do not fight for a pixel, metres. */
const LIFT_M = 0.12;

export function analysisCurtain(scene: Scene, geoidOffsetM: number): Curtain {
  let shown: Primitive[] = [];
  const clear = (): void => {
    for (const primitive of shown) scene.primitives.remove(primitive);
    shown = [];
    scene.requestRender();
  };
  return {
    clear,
    show(places, footM) {
      clear();
      if (places.length < 2) return;
      const top = places.map(([lon, lat, groundM]) => at(lon, lat, groundM + LIFT_M + geoidOffsetM));
      const foot = places.map(([lon, lat]) => at(lon, lat, footM + geoidOffsetM));
      shown = [sheet(places, footM, geoidOffsetM), line(top, LINE_PX, 1), line(frame(top, foot), FOOT_PX, 0.75)];
      for (const primitive of shown) scene.primitives.add(primitive);
      scene.requestRender();
    },
  };
}

function at(lon: number, lat: number, heightM: number): Cartesian3 {
  return Cartesian3.fromDegrees(lon, lat, heightM);
}

/** Down at the first end, along the foot, up at the last. */
function frame(top: readonly Cartesian3[], foot: readonly Cartesian3[]): readonly Cartesian3[] {
  const [first, last] = [top[0], top.at(-1)];
  return first === undefined || last === undefined ? foot : [first, ...foot, last];
}

function sheet(places: readonly CurtainPlace[], footM: number, geoidOffsetM: number): Primitive {
  const geometry = new WallGeometry({
    positions: places.map(([lon, lat]) => at(lon, lat, 0)),
    maximumHeights: places.map(([, , groundM]) => groundM + geoidOffsetM),
    minimumHeights: places.map(() => footM + geoidOffsetM),
    vertexFormat: PerInstanceColorAppearance.FLAT_VERTEX_FORMAT,
  });
  return new Primitive({
    geometryInstances: new GeometryInstance({ geometry, attributes: { color: colour(SHEET_ALPHA) } }),
    appearance: new PerInstanceColorAppearance({ flat: true, translucent: true, closed: false }),
    asynchronous: false,
    allowPicking: false,
  });
}

function line(positions: readonly Cartesian3[], widthPx: number, alpha: number): Primitive {
  const geometry = new PolylineGeometry({
    positions: [...positions],
    width: widthPx,
    vertexFormat: PolylineColorAppearance.VERTEX_FORMAT,
  });
  return new Primitive({
    geometryInstances: new GeometryInstance({ geometry, attributes: { color: colour(alpha) } }),
    appearance: new PolylineColorAppearance({ translucent: alpha < 1 }),
    asynchronous: false,
    allowPicking: false,
  });
}

function colour(alpha: number): ColorGeometryInstanceAttribute {
  const [red, green, blue] = CURTAIN_TONE;
  return ColorGeometryInstanceAttribute.fromColor(Color.fromBytes(red, green, blue, Math.round(alpha * 255)));
}
