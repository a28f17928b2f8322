import {
  Cartesian2,
  Cartesian3,
  Cartographic,
  Color,
  Ellipsoid,
  Matrix4,
  Rectangle,
  type Scene,
  Transforms,
} from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Hole } from './lens.ts';
import { ownMaterial } from './own-material.ts';
import type { Rgb, ScenePalette } from './palette.ts';

/** How the ground looks: one calm tone, a metre grid about the scene, a fade to haze outside it. */
export interface GroundMaterial {
  setPalette(palette: ScenePalette): void;
  /** Leaves a round hole in the ground: centre and radius in pixels of the drawing buffer, from its lower left. */
  setHole(hole: Hole): void;
  /** Whether a map lies under it, which then shows through, and whether slopes are shaded. */
  setLook(look: { readonly map: boolean; readonly relief: boolean }): void;
  destroy(): void;
}

/**
 * The grid is drawn in the shader, in metres east and north of the scene's middle, so that it is sharp at any distance
 * and asks for no imagery. The matrix from eye to those metres is made in double precision, once a frame.
 */
export function groundMaterial(
  scene: Scene,
  ground: GroundSurface,
  geoidOffsetM: number,
  hasNormals: boolean,
  reachM: number | undefined,
): GroundMaterial {
  const [west, south, east, north] = ground.bbox;
  const middle = Rectangle.center(Rectangle.fromDegrees(west, south, east, north), new Cartographic());
  const middleM = ground.levelAt((west + east) / 2, (south + north) / 2) + geoidOffsetM;
  const centre = Cartesian3.fromRadians(middle.longitude, middle.latitude, middleM);
  const toWorld = Transforms.eastNorthUpToFixedFrame(centre);
  const toLocal = Matrix4.inverseTransformation(toWorld, new Matrix4());
  const corner = Cartesian3.fromDegrees(east, north, middleM, Ellipsoid.WGS84);
  // Without a name: a second view would get the matrix of the first of that name.
  const material = ownMaterial({
    fabric: {
      uniforms: {
        eyeToLocal: Matrix4.toArray(Matrix4.IDENTITY),
        groundColor: new Color(),
        hazeColor: new Color(),
        hole: new Cartesian3(),
        map: 0,
        relief: 0,
        gridColor: new Color(),
        radiusM: Math.max(100, Cartesian3.distance(centre, corner), (reachM ?? 0) / REACH_RADII),
        heights: new Cartesian2(ground.minLevelM + geoidOffsetM, Math.max(ground.maxLevelM - ground.minLevelM, 1)),
      },
      source: shaderSource(hasNormals),
    },
  });
  const uniforms = material.uniforms as {
    eyeToLocal: number[];
    groundColor: Color;
    hazeColor: Color;
    gridColor: Color;
    hole: Cartesian3;
    map: number;
    relief: number;
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
    setHole([x, y, radius]) {
      uniforms.hole = new Cartesian3(x, y, radius);
    },
    setLook({ map, relief }) {
      uniforms.map = map ? 1 : 0;
      uniforms.relief = relief ? 1 : 0;
    },
    destroy: remove,
  };
}

function colour([red, green, blue]: Rgb): Color {
  return Color.fromBytes(Math.round(red), Math.round(green), Math.round(blue));
}

/** The haze begins at 0.95 and is whole at 3.2 radii: half of it lies at this many. */
const REACH_RADII = 2;

/** Slopes are shaded as if this many times steeper: a city that falls 1 in 50 would look level. */
const RELIEF_STEEPER = 5;

/** Steep slopes are calmed: at a slope of 1 to this, relief is drawn half as strong. */
const RELIEF_CALMER = 8;

/**
 * The engine leaves out a material that so much as names the normal where the terrain has none, and with it the grid, the
 * haze and the hole.
 */
const shaderSource = (hasNormals: boolean): string => `
  float gridLine(vec2 place, vec2 perPixel, float stepM, float widthPx) {
    vec2 away = abs(fract(place / stepM - 0.5) - 0.5) * stepM / perPixel;
    // A line fades out as its neighbours come near, separately for each direction: far ground stays calm.
    vec2 room = smoothstep(vec2(9.0), vec2(70.0), stepM / perPixel);
    vec2 line = (1.0 - smoothstep(vec2(widthPx * 0.5), vec2(widthPx * 0.5 + 1.0), away)) * room;
    return max(line.x, line.y);
  }

  // Light from the north-west, as maps have it, on hillsides made steeper: 0 on level ground, below it in shade.
  float reliefShade(vec3 upright) {
    vec3 normal = normalize(mat3(eyeToLocal) * upright);
    vec2 slope = normal.xy / max(normal.z, 0.05);
    float steeper = ${RELIEF_STEEPER.toFixed(1)} / (1.0 + ${RELIEF_CALMER.toFixed(1)} * length(slope));
    vec3 steep = normalize(vec3(slope * steeper, 1.0));
    vec3 light = normalize(vec3(-0.55, 0.6, 0.95));
    return clamp(dot(steep, light) / light.z - 1.0, -0.7, 0.5) * relief;
  }

  vec4 over(vec4 upper, vec4 lower) {
    float alpha = upper.a + lower.a * (1.0 - upper.a);
    return vec4((upper.rgb * upper.a + lower.rgb * lower.a * (1.0 - upper.a)) / max(alpha, 1e-4), alpha);
  }

  czm_material czm_getMaterial(czm_materialInput materialInput) {
    if (distance(gl_FragCoord.xy, hole.xy) < hole.z) discard;
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
    float shade = ${hasNormals ? 'reliefShade(materialInput.normalEC)' : '0.0'} * (1.0 - smoothstep(1.1, 2.4, reach));
    vec4 look = vec4(lined, 1.0 - map);
    look = over(vec4(groundColor.rgb * 0.22, max(-shade, 0.0) * 0.5), look);
    look = over(vec4(mix(groundColor.rgb, vec3(1.0), 0.45), max(shade, 0.0) * 0.6), look);
    look = over(vec4(hazeColor.rgb, smoothstep(0.95, 3.2, reach)), look);
    material.diffuse = look.rgb;
    material.alpha = look.a;
    return material;
  }`;
