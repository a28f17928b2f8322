import { Cartesian3, CustomShader, UniformType } from '@cesium/engine';
import type { Rgb } from './palette.ts';

/** Where a screen pixel is wider than `FROM_M`, surfaces grow towards `GROW_PX` pixels, fully so from `FULL_M`. */
const FROM_M = 0.04;
const FULL_M = 0.3;
const GROW_PX = 0.9;

/** Distance below ground at which two thirds of a thing are lost in the earth's tone, metres. */
const FOG_M = 700;

/** How the network is drawn beyond its materials. */
export interface NetworkShader {
  readonly shader: CustomShader;
  /** The tone that far things fade to below ground, and how far under the camera is (0 to 1). */
  setFog(tone: Rgb, share: number): void;
}

/**
 * Two aids for the eye. Far pipes stay in sight: their surfaces grow along their normals to a pixel or two; near by,
 * where sizes are read off the screen, everything has its true size. Below ground the far fades into the earth, so that
 * depth reads.
 */
export function networkShader(): NetworkShader {
  const shader = new CustomShader({
    uniforms: {
      u_fogTone: { type: UniformType.VEC3, value: new Cartesian3() },
      u_fogShare: { type: UniformType.FLOAT, value: 0 },
    },
    vertexShaderText: `
      void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
        vec4 positionEC = czm_modelView * vec4(vsInput.attributes.positionMC, 1.0);
        float metresPerPixel = max(czm_metersPerPixel(positionEC), 0.0);
        float grow = metresPerPixel * ${GROW_PX.toFixed(2)} * czm_pixelRatio
          * smoothstep(${FROM_M.toFixed(2)}, ${FULL_M.toFixed(2)}, metresPerPixel);
        vsOutput.positionMC = vsInput.attributes.positionMC + normalize(vsInput.attributes.normalMC) * grow;
      }`,
    fragmentShaderText: `
      void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
        float fog = u_fogShare * (1.0 - exp(-length(fsInput.attributes.positionEC) / ${FOG_M.toFixed(1)}));
        material.diffuse *= 1.0 - fog;
        material.emissive += u_fogTone * fog;
      }`,
  });
  return {
    shader,
    setFog(tone, share) {
      const [red, green, blue] = tone.map((value) => (value / 255) ** 2.2);
      shader.setUniform('u_fogTone', new Cartesian3(red, green, blue));
      shader.setUniform('u_fogShare', share);
    },
  };
}
