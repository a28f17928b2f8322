import { Cartesian3, CustomShader, CustomShaderTranslucencyMode, UniformType } from '@cesium/engine';
import type { Rgb } from './palette.ts';

/** How buildings are drawn beyond their materials: two shaders, for the engine fixes when it makes one whether it blends. */
export interface BuildingsShader {
  readonly solid: CustomShader;
  readonly glass: CustomShader;
  /** How much is left of the walls of glass, 0 to 1. */
  setOpacity(opacity: number): void;
  /** 1 by day, 0 at night: then some windows are lit. */
  setDay(day: number): void;
  /** The tone that far things fade to below ground, and how far under the camera is (0 to 1). */
  setFog(tone: Rgb, share: number): void;
}

/** Distance below ground at which two thirds of a thing are lost in the earth's tone, metres. */
const FOG_M = 95;

/** Tones are lifted by this power, so that walls in shade keep their hue. */
const LIFT = 0.72;

/** What is left of a wall's tone at night, red, green, blue: cool, so that lit windows are the warm ones. */
const NIGHT_TONE = 'vec3(0.23, 0.27, 0.35)';

/**
 * At night windows of the facade's
 * pattern (u counts bays, v storeys; see the core's `facade-pattern`) are lit here and there, always the same ones.
 */
const FRAGMENT = (alpha: string): string => `
  float windowHash(vec2 p) {
    return fract(sin(dot(p, vec2(127.1, 311.7))) * 43758.5453);
  }
  void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
    material.diffuse = pow(material.diffuse, vec3(${LIFT.toFixed(2)})) * mix(${NIGHT_TONE}, vec3(1.0), u_day);
    vec2 uv = fsInput.attributes.texCoord_0;
    vec2 cell = floor(uv);
    vec2 part = fract(uv);
    vec2 edge = fwidth(uv) * 0.75 + 0.015;
    vec2 low = smoothstep(vec2(0.25, 0.28) - edge, vec2(0.25, 0.28) + edge, part);
    vec2 high = 1.0 - smoothstep(vec2(0.75, 0.72) - edge, vec2(0.75, 0.72) + edge, part);
    float window = low.x * low.y * high.x * high.y;
    float lit = step(0.62, windowHash(cell + floor(fsInput.attributes.positionMC.xz / 40.0)));
    float far = smoothstep(0.25, 1.2, max(edge.x, edge.y));
    float glow = (1.0 - u_day) * mix(window * lit, 0.09 * step(0.001, part.x + part.y), far);
    material.emissive += vec3(1.0, 0.72, 0.36) * glow * 0.85;
    float fog = u_fogShare * (1.0 - exp(-length(fsInput.attributes.positionEC) / ${FOG_M.toFixed(1)}));
    material.diffuse *= 1.0 - fog;
    material.emissive += u_fogTone * fog;
    ${alpha}
  }`;

export function buildingsShader(): BuildingsShader {
  const solid = make(CustomShaderTranslucencyMode.INHERIT, '');
  const glass = make(
    CustomShaderTranslucencyMode.TRANSLUCENT,
    'material.alpha *= u_opacity * (1.0 - 0.65 * u_fogShare);',
  );
  const both = [solid, glass];
  return {
    solid,
    glass,
    setOpacity: (opacity) => glass.setUniform('u_opacity', opacity),
    setDay(day) {
      for (const shader of both) shader.setUniform('u_day', day);
    },
    setFog(tone, share) {
      const [red, green, blue] = tone.map((value) => (value / 255) ** 2.2);
      for (const shader of both) {
        shader.setUniform('u_fogTone', new Cartesian3(red, green, blue));
        shader.setUniform('u_fogShare', share);
      }
    },
  };
}

function make(translucencyMode: CustomShaderTranslucencyMode, alpha: string): CustomShader {
  return new CustomShader({
    translucencyMode,
    uniforms: {
      u_opacity: { type: UniformType.FLOAT, value: 1 },
      u_day: { type: UniformType.FLOAT, value: 1 },
      u_fogTone: { type: UniformType.VEC3, value: new Cartesian3() },
      u_fogShare: { type: UniformType.FLOAT, value: 0 },
    },
    fragmentShaderText: FRAGMENT(alpha),
  });
}
