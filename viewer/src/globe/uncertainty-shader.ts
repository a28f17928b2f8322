import { CustomShader, CustomShaderTranslucencyMode, LightingModel } from '@cesium/engine';
import { ENVELOPE_OPACITY, FADED_OPACITY } from '@undercroft/core/envelope/envelope-opacity';

/** Metres from a line of a hatch to the next. */
const HATCH_M = 0.7;
const CROSS_HATCH_M = 1.4;

/** The looks are told apart half-way between the opacities that stand in the tiles. */
const KNOWN_FROM = between(ENVELOPE_OPACITY.known, ENVELOPE_OPACITY.unknownSize);
const PLAIN_HATCH_FROM = between(ENVELOPE_OPACITY.unknownLevel, ENVELOPE_OPACITY.unknownAccuracy);

const FADED = (FADED_OPACITY / 255).toFixed(4);
const LOST = (ENVELOPE_OPACITY.unknownAccuracy / 255).toFixed(4);

/**
 * What is sure is a body of glass that shows at its edges, so that the pipe in it is seen; what is not has no surface but a
 * hatch, crosswise where no distance can be promised at all. Hatches lie in space: the lines of neighbours meet.
 */
export function uncertaintyShader(): CustomShader {
  return new CustomShader({
    translucencyMode: CustomShaderTranslucencyMode.TRANSLUCENT,
    lightingModel: LightingModel.UNLIT,
    fragmentShaderText: `
      float hatch(float along, float everyM) {
        float step = along / everyM;
        float width = max(fwidth(step), 1e-4);
        float line = 1.0 - smoothstep(0.04, 0.04 + width, abs(fract(step) - 0.5));
        // Where lines are finer than pixels their mean is left.
        return mix(line, 0.1, smoothstep(0.3, 0.9, width));
      }
      void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
        float opacity = fsInput.attributes.color_0.a;
        vec3 p = fsInput.attributes.positionMC;
        material.diffuse = fsInput.attributes.color_0.rgb;
        if (opacity > ${KNOWN_FROM}) {
          float facing = abs(dot(normalize(fsInput.attributes.normalEC), normalize(fsInput.attributes.positionEC)));
          material.alpha = 0.07 + 0.3 * pow(1.0 - facing, 1.6);
        } else if (opacity > ${PLAIN_HATCH_FROM}) {
          material.alpha = 0.03 + 0.4 * hatch(p.x * 0.71 + p.y + p.z * 0.71, ${HATCH_M.toFixed(1)});
        } else {
          float lines = max(
            hatch(p.x * 0.71 + p.y + p.z * 0.71, ${CROSS_HATCH_M.toFixed(1)}),
            hatch(p.x * 0.71 + p.y - p.z * 0.71, ${CROSS_HATCH_M.toFixed(1)}));
          float share = clamp((opacity - ${FADED}) / (${LOST} - ${FADED}), 0.0, 1.0);
          material.alpha = 0.22 * lines * share * share;
        }
      }`,
  });
}

function between(a: number, b: number): string {
  return ((a + b) / 2 / 255).toFixed(4);
}
