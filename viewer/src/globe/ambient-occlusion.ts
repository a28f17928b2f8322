import { PostProcessStageLibrary, type Scene } from '@cesium/engine';

/**
 * Reach of the shade in corners: small, so that it reads as contact and not as dirt. Angles below the bias (a sine) cast
 * none: normals come from the depth of neighbouring pixels, and at 0.12 level ground and facades were speckled.
 */
const LOOK = { intensity: 2.2, bias: 0.45, lengthCap: 0.28, directionCount: 6, stepCount: 16 } as const;

/**
 * Height of the camera up to which corners are shaded, metres. From higher up the shade is narrower than a pixel, and the
 * steps of the depth it is made from show as stripes over everything level.
 */
const HIGHEST_M = 150;

/** Shade where surfaces meet, as the engine's own post-process; it keeps the transparency of the canvas. */
export interface AmbientOcclusion {
  set(wanted: boolean): void;
  destroy(): void;
}

export function ambientOcclusion(scene: Scene): AmbientOcclusion {
  const stage = scene.postProcessStages.ambientOcclusion;
  let wanted = false;
  const follow = (): void => {
    const on = wanted && Math.abs(scene.camera.positionCartographic.height) < HIGHEST_M;
    if (stage.enabled === on) return;
    Object.assign(stage.uniforms, LOOK);
    stage.enabled = on;
    scene.requestRender();
  };
  const remove = scene.preUpdate.addEventListener(follow);
  return {
    set(next) {
      wanted = next && PostProcessStageLibrary.isAmbientOcclusionSupported(scene);
      follow();
    },
    destroy() {
      remove();
    },
  };
}
