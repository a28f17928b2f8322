import { Cartesian3, Pass, RenderState } from '@cesium/engine';
import { PIT_FRAGMENT_SHADER, PIT_VERTEX_SHADER } from './pit-shader.ts';
import { type RibbonSurface, ribbonSurface } from './ribbon-surface.ts';

/** Of what the surface shows beyond its vertices. */
export interface SurfaceLook {
  /** Depth of the floor below the lowest ground: the lines each half metre are counted from there. */
  depthM: number;
  /** Brightness of all of it: less in the dark theme. */
  brightness: number;
  /** Colour of the far below ground, and how far under the camera is, 0 to 1. */
  fogTone: Cartesian3;
  fogShare: number;
}

/** The walls, floor, rim, figures' ticks and cut conduits of one pit: a mesh that may change with every frame. */
export interface PitSurface extends RibbonSurface {
  readonly look: SurfaceLook;
}

export function pitSurface(): PitSurface {
  const look: SurfaceLook = { depthM: 1, brightness: 1, fogTone: new Cartesian3(), fogShare: 0 };
  const surface = ribbonSurface({
    vertexShader: PIT_VERTEX_SHADER,
    fragmentShader: PIT_FRAGMENT_SHADER,
    picks: true,
    draws: [
      {
        pass: Pass.OPAQUE,
        renderState: RenderState.fromCache({ depthTest: { enabled: true }, depthMask: true, cull: { enabled: false } }),
        uniformMap: {
          u_depthM: () => look.depthM,
          u_brightness: () => look.brightness,
          u_fogTone: () => look.fogTone,
          u_fogShare: () => look.fogShare,
        },
        // Picked as nothing: what lies behind the walls is not met through them.
        pickId: 'vec4(0.0)',
        // Seen from the sun its lines and rim are drawn as streaks over the street: it takes shadows and throws none.
        receiveShadows: true,
      },
    ],
  });
  return { ...surface, look };
}
