import {
  Cartesian3,
  Color,
  ColorGeometryInstanceAttribute,
  CylinderGeometry,
  GeometryInstance,
  type Matrix4,
  PerInstanceColorAppearance,
  Primitive,
  type Scene,
  Transforms,
} from '@cesium/engine';

/** Water that stands in a shaft. Levels in metres above the height datum. */
export interface WellWater {
  readonly lon: number;
  readonly lat: number;
  readonly floorLevelM: number;
  readonly waterLevelM: number;
  /** Outer radius of the shaft, metres. */
  readonly radiusM: number;
}

/** A shaft is closed: its water is drawn around it, as a sleeve with a collar at the level. */
const SLEEVE_M = 0.05;
const COLLAR_M = 0.3;
const COLLAR_HEIGHT_M = 0.035;
const SIDES = 40;

const BODY = Color.fromBytes(44, 150, 255, 150);
const SURFACE = Color.fromBytes(120, 205, 255, 235);

/** Shows the water of one well; `null` shows none. Returns what is shown until the next call. */
export function wellWater(scene: Scene, geoidOffsetM: number): (water: WellWater | null) => void {
  let shown: Primitive | null = null;
  return (water) => {
    if (shown !== null) scene.primitives.remove(shown);
    shown = null;
    if (water !== null && water.waterLevelM > water.floorLevelM) {
      shown = scene.primitives.add(primitiveOf(water, geoidOffsetM)) as Primitive;
    }
    scene.requestRender();
  };
}

function primitiveOf(water: WellWater, geoidOffsetM: number): Primitive {
  const { floorLevelM, waterLevelM, radiusM } = water;
  const cylinder = (fromM: number, toM: number, radius: number, colour: Color): GeometryInstance =>
    new GeometryInstance({
      geometry: new CylinderGeometry({
        length: toM - fromM,
        topRadius: radius,
        bottomRadius: radius,
        slices: SIDES,
        vertexFormat: PerInstanceColorAppearance.VERTEX_FORMAT,
      }),
      modelMatrix: upright(water, (fromM + toM) / 2 + geoidOffsetM),
      attributes: { color: ColorGeometryInstanceAttribute.fromColor(colour) },
    });
  return new Primitive({
    geometryInstances: [
      cylinder(floorLevelM, waterLevelM, radiusM + SLEEVE_M, BODY),
      cylinder(waterLevelM - COLLAR_HEIGHT_M, waterLevelM, radiusM + COLLAR_M, SURFACE),
    ],
    appearance: new PerInstanceColorAppearance({ translucent: true, closed: true }),
    asynchronous: false,
    allowPicking: false,
  });
}

function upright({ lon, lat }: WellWater, heightM: number): Matrix4 {
  return Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(lon, lat, heightM));
}
