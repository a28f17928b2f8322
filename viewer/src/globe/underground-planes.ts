import {
  Appearance,
  BlendingState,
  BoundingSphere,
  Cartesian3,
  Cartographic,
  Color,
  ComponentDatatype,
  Geometry,
  GeometryAttribute,
  GeometryAttributes,
  GeometryInstance,
  Matrix4,
  Primitive,
  PrimitiveType,
  type Scene,
  Transforms,
} from '@cesium/engine';
import { type LevelPlanes, MOST_PLANES } from './level-planes.ts';
import { ownMaterial } from './own-material.ts';
import type { Rgb } from './palette.ts';

/** Planes reach so far about the camera, metres; they have faded out by then. */
const REACH_M = 70;

/** The planes follow the camera in steps of this, metres, so that their lines stay where they are in the world. */
const SNAP_M = 10;

/** Faint horizontal planes with a metre grid, so that depth reads below ground. */
export interface UndergroundPlanes {
  /** Ellipsoidal heights come from levels by the geoid offset. `share` 0 hides them. */
  set(planes: LevelPlanes, share: number): void;
  setTone(tone: Rgb): void;
  destroy(): void;
}

export function undergroundPlanes(
  scene: Scene,
  [lon, lat]: readonly [number, number],
  geoidOffsetM: number,
): UndergroundPlanes {
  const toWorld = Transforms.eastNorthUpToFixedFrame(Cartesian3.fromDegrees(lon, lat));
  const toLocal = Matrix4.inverseTransformation(toWorld, new Matrix4());
  const material = ownMaterial({
    translucent: true,
    fabric: { uniforms: { tone: new Color(), share: 0, stepM: 1 }, source: MATERIAL },
  });
  const uniforms = material.uniforms as { tone: Color; share: number; stepM: number };
  const primitive = new Primitive({
    geometryInstances: new GeometryInstance({ geometry: stack() }),
    appearance: new Appearance({
      translucent: true,
      closed: false,
      material,
      vertexShaderSource: VERTEX,
      fragmentShaderSource: FRAGMENT,
      renderState: {
        cull: { enabled: false },
        depthTest: { enabled: true },
        depthMask: false,
        blending: BlendingState.PRE_MULTIPLIED_ALPHA_BLEND,
      },
    }),
    asynchronous: false,
    allowPicking: false,
    compressVertices: false,
    show: false,
  });
  scene.primitives.add(primitive);
  const here = new Cartesian3();
  return {
    set({ stepM, levelsM }, share) {
      primitive.show = share > 0.01;
      const [top] = levelsM;
      if (!primitive.show || top === undefined) return;
      Matrix4.multiplyByPoint(toLocal, scene.camera.positionWC, here);
      const east = Math.round(here.x / SNAP_M) * SNAP_M;
      const north = Math.round(here.y / SNAP_M) * SNAP_M;
      const anchor = Cartographic.fromCartesian(
        Matrix4.multiplyByPoint(toWorld, new Cartesian3(east, north, here.z), new Cartesian3()),
      );
      const middle = Cartesian3.fromRadians(anchor.longitude, anchor.latitude, top + geoidOffsetM);
      const frame = Transforms.eastNorthUpToFixedFrame(middle);
      primitive.modelMatrix = Matrix4.multiplyByScale(frame, new Cartesian3(1, 1, stepM), new Matrix4());
      uniforms.share = share;
      uniforms.stepM = stepM;
    },
    setTone([red, green, blue]) {
      uniforms.tone = Color.fromBytes(red, green, blue);
    },
    destroy() {
      scene.primitives.remove(primitive);
    },
  };
}

/** Squares one below the other, the first at z = 0, the next at z = -1. */
function stack(): Geometry {
  const positions = new Float64Array(MOST_PLANES * 4 * 3);
  const indices = new Uint16Array(MOST_PLANES * 6);
  for (let plane = 0; plane < MOST_PLANES; plane++) {
    const z = -plane;
    positions.set([-REACH_M, -REACH_M, z, REACH_M, -REACH_M, z, REACH_M, REACH_M, z, -REACH_M, REACH_M, z], plane * 12);
    const i = plane * 4;
    // The lowest is drawn first: the eye is above most of them.
    indices.set([i, i + 1, i + 2, i, i + 2, i + 3], (MOST_PLANES - 1 - plane) * 6);
  }
  const attributes = new GeometryAttributes();
  attributes.position = new GeometryAttribute({
    componentDatatype: ComponentDatatype.DOUBLE,
    componentsPerAttribute: 3,
    values: positions,
  });
  return new Geometry({
    attributes,
    indices,
    primitiveType: PrimitiveType.TRIANGLES,
    boundingSphere: new BoundingSphere(Cartesian3.ZERO, REACH_M * 2 + MOST_PLANES * 5),
  });
}

const VERTEX = `
  in vec3 position3DHigh;
  in vec3 position3DLow;
  in float batchId;
  out vec3 v_place;
  out vec3 v_positionEC;
  void main() {
    vec4 positionEC = czm_modelViewRelativeToEye * czm_computePosition();
    v_place = position3DHigh + position3DLow;
    v_positionEC = positionEC.xyz;
    gl_Position = czm_projection * positionEC;
  }`;

const MATERIAL = `
  czm_material czm_getMaterial(czm_materialInput materialInput) {
    czm_material material = czm_getDefaultMaterial(materialInput);
    material.diffuse = tone.rgb;
    material.alpha = share;
    material.specular = stepM;
    return material;
  }`;

const FRAGMENT = `
  in vec3 v_place;
  in vec3 v_positionEC;
  float gridLine(vec2 place, vec2 perPixel, float stepM) {
    vec2 away = abs(fract(place / stepM - 0.5) - 0.5) * stepM / perPixel;
    vec2 room = smoothstep(vec2(7.0), vec2(60.0), stepM / perPixel);
    vec2 line = (1.0 - smoothstep(vec2(0.4), vec2(1.4), away)) * room;
    return max(line.x, line.y);
  }
  void main() {
    czm_materialInput materialInput;
    czm_material material = czm_getMaterial(materialInput);
    vec2 dx = dFdx(v_place.xy);
    vec2 dy = dFdy(v_place.xy);
    vec2 perPixel = max(vec2(length(vec2(dx.x, dy.x)), length(vec2(dx.y, dy.y))), vec2(1e-6));
    float line = max(gridLine(v_place.xy, perPixel, 1.0) * 0.35, gridLine(v_place.xy, perPixel, 5.0));
    float distanceM = length(v_positionEC);
    // Away from the camera's own level planes grow fainter: a stack of them must not become a fog.
    float apart = abs(dot(v_positionEC, czm_normal3D * normalize(czm_viewerPositionWC)));
    float fade = exp(-distanceM / 30.0) * exp(-apart / (3.2 * material.specular));
    fade *= 1.0 - smoothstep(${(REACH_M * 0.6).toFixed(1)}, ${REACH_M.toFixed(1)}, length(v_place.xy));
    // Light ink on dark earth needs more of it than dark ink on light.
    float ink = mix(1.0, 1.9, step(0.5, material.diffuse.r));
    float alpha = min(material.alpha * fade * ink * (0.03 + 0.42 * line), 0.8);
    // Against the canvas behind it, which is transparent, colour has its alpha in it already.
    out_FragColor = vec4(material.diffuse * alpha, alpha);
  }`;
