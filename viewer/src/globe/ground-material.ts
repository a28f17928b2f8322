import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Color,
  Ellipsoid,
  Material,
  Matrix4,
  Rectangle,
  type Scene,
  Transforms,
} from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Rgb, ScenePalette } from './palette.ts';

/** How the ground looks: one calm tone, a metre grid about the scene, a fade to haze outside it. */
export interface GroundMaterial {
  setPalette(palette: ScenePalette): void;
  destroy(): void;
}

/**
 * The grid is drawn in the shader, in metres east and north of the scene's middle, so that it is sharp at any distance
 * and asks for no imagery. The matrix from eye to those metres is made in double precision, once a frame.
 */
export function groundMaterial(scene: Scene, ground: GroundSurface, geoidOffsetM: number): GroundMaterial {
  const [west, south, east, north] = ground.bbox;
  const middle = Rectangle.center(Rectangle.fromDegrees(west, south, east, north), new Cartographic());
  const middleM = ground.levelAt((west + east) / 2, (south + north) / 2) + geoidOffsetM;
  const centre = Cartesian3.fromRadians(middle.longitude, middle.latitude, middleM);
  const toWorld = Transforms.eastNorthUpToFixedFrame(centre);
  const toLocal = Matrix4.inverseTransformation(toWorld, new Matrix4());
  const corner = Cartesian3.fromDegrees(east, north, middleM, Ellipsoid.WGS84);
  // It has no type name: the engine keeps named materials, and a second globe would get the first one's matrix.
  const material = new Material({
    fabric: {
      uniforms: {
        eyeToLocal: Matrix4.toArray(Matrix4.IDENTITY),
        groundColor: new Color(),
        hazeColor: new Color(),
        gridColor: new Color(),
        radiusM: Math.max(100, Cartesian3.distance(centre, corner)),
        heights: new Cartesian2(ground.minLevelM + geoidOffsetM, Math.max(ground.maxLevelM - ground.minLevelM, 1)),
      },
      source: SHADER,
    },
  });
  const uniforms = material.uniforms as {
    eyeToLocal: number[];
    groundColor: Color;
    hazeColor: Color;
    gridColor: Color;
  };
  const eyeToLocal = new Matrix4();
  const remove = scene.preRender.addEventListener(() => {
    Matrix4.multiplyTransformation(toLocal, scene.camera.inverseViewMatrix, eyeToLocal);
    uniforms.eyeToLocal = Matrix4.toArray(eyeToLocal);
  });
  scene.globe.material = material;
  return {
    setPalette({ ground: tone, haze, grid }) {
      uniforms.groundColor = colour(tone);
      uniforms.hazeColor = colour(haze);
      uniforms.gridColor = colour(grid);
    },
    destroy: remove,
  };
}

function colour([red, green, blue]: Rgb): Color {
  return Color.fromBytes(Math.round(red), Math.round(green), Math.round(blue));
}

const SHADER = `
  float gridLine(vec2 place, vec2 perPixel, float stepM, float widthPx) {
    vec2 away = abs(fract(place / stepM - 0.5) - 0.5) * stepM / perPixel;
    // A line fades out as its neighbours come near, separately for each direction: far ground stays calm.
    vec2 room = smoothstep(vec2(9.0), vec2(70.0), stepM / perPixel);
    vec2 line = (1.0 - smoothstep(vec2(widthPx * 0.5), vec2(widthPx * 0.5 + 1.0), away)) * room;
    return max(line.x, line.y);
  }

  czm_material czm_getMaterial(czm_materialInput materialInput) {
    czm_material material = czm_getDefaultMaterial(materialInput);
    vec2 place = (eyeToLocal * vec4(-materialInput.positionToEyeEC, 1.0)).xy;
    vec2 dx = dFdx(place);
    vec2 dy = dFdy(place);
    vec2 perPixel = max(vec2(length(vec2(dx.x, dy.x)), length(vec2(dx.y, dy.y))), vec2(1e-6));
    float reach = length(place) / radiusM;
    float near = 1.0 - smoothstep(1.0, 2.0, reach);
    float grid = max(
      max(gridLine(place, perPixel, 1.0, 0.3) * 0.5, gridLine(place, perPixel, 10.0, 0.4) * 0.7),
      max(gridLine(place, perPixel, 100.0, 0.5) * 0.85, gridLine(place, perPixel, 1000.0, 0.8))
    );
    float rise = clamp((materialInput.height - heights.x) / heights.y, 0.0, 1.0);
    vec3 tone = groundColor.rgb * mix(0.955, 1.025, rise);
    vec3 lined = mix(tone, gridColor.rgb, grid * 0.2 * near);
    material.diffuse = mix(lined, hazeColor.rgb, smoothstep(0.95, 3.2, reach));
    material.alpha = 1.0;
    return material;
  }`;
