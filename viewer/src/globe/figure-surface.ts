import { DepthFunction, Pass, RenderState } from '@cesium/engine';
import { type RibbonSurface, ribbonSurface } from './ribbon-surface.ts';

/** Solid bodies that may stand elsewhere in every frame: houses and ground hide them, as they would in a picture. */
export interface FigureSurface extends RibbonSurface {
  readonly look: { brightness: number };
}

const VERTEX_SHADER = `
  in vec3 position;
  in vec4 normal;
  in vec4 colour;
  out vec3 v_normalEC;
  out vec3 v_colour;

  void main() {
    v_normalEC = czm_normal * normal.xyz;
    v_colour = colour.rgb / 255.0;
    gl_Position = czm_projection * (czm_modelView * vec4(position, 1.0));
  }`;

const FRAGMENT_SHADER = `
  in vec3 v_normalEC;
  in vec3 v_colour;
  uniform float u_brightness;

  void main() {
    float lit = 0.85 + 0.25 * dot(normalize(v_normalEC), czm_lightDirectionEC);
    out_FragColor = vec4(v_colour * lit * u_brightness, 1.0);
  }`;

export function figureSurface(): FigureSurface {
  const look = { brightness: 1 };
  const surface = ribbonSurface({
    vertexShader: VERTEX_SHADER,
    fragmentShader: FRAGMENT_SHADER,
    picks: false,
    draws: [
      {
        pass: Pass.OPAQUE,
        renderState: RenderState.fromCache({
          depthTest: { enabled: true, func: DepthFunction.LESS_OR_EQUAL },
          depthMask: true,
          cull: { enabled: false },
        }),
        uniformMap: { u_brightness: () => look.brightness },
      },
    ],
  });
  return { ...surface, look };
}
