import { BlendingState, Cartesian2, DepthFunction, Pass, RenderState } from '@cesium/engine';
import { type RibbonDraw, type RibbonSurface, ribbonSurface } from './ribbon-surface.ts';
import { MOST_OPENING_CORNERS, ZONE_FRAGMENT_SHADER, ZONE_VERTEX_SHADER } from './zone-shader.ts';

/** How dense what lies behind the ground or a wall is, against what is seen freely. */
const BEHIND = 0.34;

/** Of what the surface shows beyond its vertices: changes with every frame of a drag, the vertices seldom. */
export interface ZoneLook {
  /** The pit's middle in plan, about the frame of the vertices. */
  readonly middle: Cartesian2;
  /** Whole up to so far from the middle, gone beyond, metres. */
  nearM: number;
  farM: number;
  brightness: number;
  /** Opening of the pit about the same frame, in the first `openingCorners` places. */
  readonly opening: Cartesian2[];
  openingCorners: number;
}

/** Translucent shells about one pit, drawn whole where they are free and faintly where something stands before them. */
export interface ZoneSurface extends RibbonSurface {
  readonly look: ZoneLook;
}

export function zoneSurface(): ZoneSurface {
  const look: ZoneLook = {
    middle: new Cartesian2(),
    nearM: 20,
    farM: 40,
    brightness: 1,
    opening: Array.from({ length: MOST_OPENING_CORNERS }, () => new Cartesian2()),
    openingCorners: 0,
  };
  const surface = ribbonSurface({
    vertexShader: ZONE_VERTEX_SHADER,
    fragmentShader: ZONE_FRAGMENT_SHADER,
    picks: false,
    draws: [drawOf(look, DepthFunction.GREATER, BEHIND), drawOf(look, DepthFunction.LESS_OR_EQUAL, 1)],
  });
  return { ...surface, look };
}

function drawOf(look: ZoneLook, func: DepthFunction, strength: number): RibbonDraw {
  return {
    pass: Pass.TRANSLUCENT,
    renderState: RenderState.fromCache({
      depthTest: { enabled: true, func },
      depthMask: false,
      cull: { enabled: false },
      blending: BlendingState.ALPHA_BLEND,
    }),
    uniformMap: {
      u_middle: () => look.middle,
      u_nearM: () => look.nearM,
      u_farM: () => look.farM,
      u_brightness: () => look.brightness,
      u_opening: () => look.opening,
      u_openingCorners: () => look.openingCorners,
      u_strength: () => strength,
    },
  };
}
