import { Cartesian3, CustomShader, UniformType } from '@cesium/engine';
import { ABANDONED_ROUGHNESS } from '@undercroft/core/tiling/tile-materials';
import type { Rgb } from './palette.ts';

/** Where a screen pixel is wider than `FROM_M`, surfaces grow towards `GROW_PX` pixels, fully so from `FULL_M`. */
const FROM_M = 0.04;
const FULL_M = 0.3;
const GROW_PX = 0.9;
const SINK_PX = 2.5;

/** Distance below ground at which two thirds of a thing are lost in the earth's tone, metres. */
const FOG_M = 95;

/**
 * What is out of use is hatched, as on a drawing: stripes of the screen, so that they are as wide far off as near by.
 * Period in pixels, share of it that is dark, and how dark.
 */
const HATCH_PX = 9;
const HATCH_SHARE = 0.42;
const HATCH_DARK = 0.24;

/** How the network is drawn beyond its materials. */
export interface NetworkShader {
  readonly shader: CustomShader;
  /** The tones that far things fade to below ground, level with the eye and under it, and how far under it is (0 to 1). */
  setFog(top: Rgb, deep: Rgb, share: number): void;
}

/**
 * Aids for the eye. Far pipes stay in sight: their surfaces grow along their normals to a pixel or two; near by,
 * where sizes are read off the screen, everything has its true size. Below ground the far fades into the earth, so that
 * depth reads. What is out of use is hatched: its material alone is so rough.
 */
export function networkShader(): NetworkShader {
  const shader = new CustomShader({
    uniforms: {
      u_fogTop: { type: UniformType.VEC3, value: new Cartesian3() },
      u_fogDeep: { type: UniformType.VEC3, value: new Cartesian3() },
      u_fogShare: { type: UniformType.FLOAT, value: 0 },
    },
    vertexShaderText: `
      void vertexMain(VertexInput vsInput, inout czm_modelVertexOutput vsOutput) {
        vec4 positionEC = czm_modelView * vec4(vsInput.attributes.positionMC, 1.0);
        float metresPerPixel = max(czm_metersPerPixel(positionEC), 0.0);
        float grow = metresPerPixel * ${GROW_PX.toFixed(2)} * czm_pixelRatio
          * smoothstep(${FROM_M.toFixed(2)}, ${FULL_M.toFixed(2)}, metresPerPixel);
        // The far ground is drawn to a pixel or so: what lies in it is sunk by as much (y is up), or it would show through.
        float sink = metresPerPixel * ${SINK_PX.toFixed(2)} * czm_pixelRatio
          * smoothstep(${FROM_M.toFixed(2)}, ${FULL_M.toFixed(2)}, metresPerPixel);
        vsOutput.positionMC = vsInput.attributes.positionMC + normalize(vsInput.attributes.normalMC) * grow - vec3(0.0, sink, 0.0);
      }`,
    fragmentShaderText: `
      void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
        float fog = u_fogShare * (1.0 - exp(-length(fsInput.attributes.positionEC) / ${FOG_M.toFixed(1)}));
        vec3 upEC = czm_normal3D * normalize(czm_viewerPositionWC);
        float under = clamp(-dot(normalize(fsInput.attributes.positionEC), upEC) * 1.6, 0.0, 1.0);
        if (material.roughness > ${(ABANDONED_ROUGHNESS - 0.05).toFixed(2)}) {
          float stripe = abs(fract((gl_FragCoord.x + gl_FragCoord.y) / (${HATCH_PX.toFixed(1)} * czm_pixelRatio)) * 2.0 - 1.0);
          float dark = 1.0 - smoothstep(${(HATCH_SHARE - 0.1).toFixed(2)}, ${(HATCH_SHARE + 0.1).toFixed(2)}, stripe);
          material.diffuse *= mix(1.0, ${HATCH_DARK.toFixed(2)}, dark);
        }
        material.diffuse *= 1.0 - fog;
        material.emissive += mix(u_fogTop, u_fogDeep, under) * fog;
      }`,
  });
  return {
    shader,
    setFog(top, deep, share) {
      shader.setUniform('u_fogTop', linear(top));
      shader.setUniform('u_fogDeep', linear(deep));
      shader.setUniform('u_fogShare', share);
    },
  };
}

function linear(tone: Rgb): Cartesian3 {
  const [red, green, blue] = tone.map((value) => (value / 255) ** 2.2);
  return new Cartesian3(red, green, blue);
}
