import { Cartesian3, UniformType } from '@cesium/engine';
import type { Rgb } from './palette.ts';
import { type SolidOrGlass, solidOrGlass } from './solid-or-glass.ts';

/** How buildings are drawn beyond their materials. */
export interface BuildingsShader extends Omit<SolidOrGlass, 'set'> {
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

/** Panes by day, linear: the sky in them, and the dark room behind. */
const PANE_TONES = ['vec3(0.16, 0.22, 0.30)', 'vec3(0.05, 0.07, 0.10)'] as const;

/** Lamps behind windows, linear: warm ones, and a few cold ones. */
const LAMP_TONES = ['vec3(1.0, 0.66, 0.30)', 'vec3(0.82, 0.90, 1.0)'] as const;

/** Of a hundred windows so many are lit at night. */
const LIT_PERCENT = 38;

/**
 * What a facade shines with from afar, where its windows are smaller than a pixel: the share of it that is pane (half a bay
 * by 0.44 of a storey) by the share of panes that are lit. So that nothing changes as they melt into one another.
 */
const FAR_GLOW = (0.5 * 0.44 * LIT_PERCENT) / 100;

/**
 * Windows of the facade's pattern (u counts bays along the walls of a building, v storeys; see the core's
 * `facade-pattern`): by day panes that mirror a little sky, each its own tone; at night lit here and there, always the same
 * ones. Panes smaller than a pixel melt into the tone of the wall before they could shimmer.
 */
const FRAGMENT = (alpha: string): string => `
  float windowHash(vec2 p) {
    vec3 q = fract(vec3(p.xyx) * vec3(0.1031, 0.1030, 0.0973));
    q += dot(q, q.yzx + 33.33);
    return fract((q.x + q.y) * q.z);
  }
  void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
    material.diffuse = pow(material.diffuse, vec3(${LIFT.toFixed(2)})) * mix(${NIGHT_TONE}, vec3(1.0), u_day);
    vec2 uv = fsInput.attributes.texCoord_0;
    vec2 part = fract(uv);
    vec2 edge = fwidth(uv) * 0.75 + 0.015;
    vec2 low = smoothstep(vec2(0.25, 0.28) - edge, vec2(0.25, 0.28) + edge, part);
    vec2 high = 1.0 - smoothstep(vec2(0.75, 0.72) - edge, vec2(0.75, 0.72) + edge, part);
    float pane = low.x * low.y * high.x * high.y;
    float far = smoothstep(0.25, 1.2, max(edge.x, edge.y));
    // The number of the building sets its windows apart from its neighbours'.
    vec2 cell = floor(uv) + vec2(17.0, 31.0) * float(fsInput.featureIds.featureId_0 % 997);
    float chance = windowHash(cell);
    float shade = windowHash(cell + 5.5);
    vec3 mirrored = mix(${PANE_TONES[1]}, ${PANE_TONES[0]}, 0.35 + 0.65 * shade);
    material.diffuse = mix(material.diffuse, mirrored, 0.6 * pane * (1.0 - far) * u_day);
    vec3 lamp = mix(${LAMP_TONES[0]}, ${LAMP_TONES[1]}, step(0.86, shade)) * (0.55 + 0.6 * shade);
    float lit = pane * step(chance, ${(LIT_PERCENT / 100).toFixed(2)});
    vec3 glow = mix(lamp * lit, ${LAMP_TONES[0]} * ${FAR_GLOW.toFixed(3)} * step(0.001, part.x + part.y), far);
    material.emissive += glow * 0.85 * (1.0 - u_day);
    float fog = u_fogShare * (1.0 - exp(-length(fsInput.attributes.positionEC) / ${FOG_M.toFixed(1)}));
    material.diffuse *= 1.0 - fog;
    material.emissive += u_fogTone * fog;
    ${alpha}
  }`;

export function buildingsShader(): BuildingsShader {
  const glassAlpha = 'material.alpha *= u_opacity * (1.0 - 0.65 * u_fogShare);';
  const { solid, glass, set } = solidOrGlass(FRAGMENT, glassAlpha, () => ({
    u_opacity: { type: UniformType.FLOAT, value: 1 },
    u_day: { type: UniformType.FLOAT, value: 1 },
    u_fogTone: { type: UniformType.VEC3, value: new Cartesian3() },
    u_fogShare: { type: UniformType.FLOAT, value: 0 },
  }));
  return {
    solid,
    glass,
    setOpacity: (opacity) => glass.setUniform('u_opacity', opacity),
    setDay: (day) => set('u_day', day),
    setFog(tone, share) {
      const [red, green, blue] = tone.map((value) => (value / 255) ** 2.2);
      set('u_fogTone', new Cartesian3(red, green, blue));
      set('u_fogShare', share);
    },
  };
}
