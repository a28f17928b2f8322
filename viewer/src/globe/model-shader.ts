import { Cartesian3, UniformType } from '@cesium/engine';
import type { Hole } from './lens.ts';
import { type SolidOrGlass, solidOrGlass } from './solid-or-glass.ts';

/** How models of others are drawn beyond their pictures. */
export interface ModelShader extends Omit<SolidOrGlass, 'set'> {
  /** How much of them is left where they are glass, 0 to 1. */
  setOpacity(opacity: number): void;
  /** 1 by day, 0 at night: their pictures were taken by day. */
  setDay(day: number): void;
  /** Leaves a round hole, as the ground does under the lens. */
  setHole(hole: Hole): void;
}

/** What is left of a tone at night, red, green, blue. */
const NIGHT_TONE = 'vec3(0.20, 0.25, 0.32)';

const FRAGMENT = (alpha: string): string => `
  void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
    if (distance(gl_FragCoord.xy, u_hole.xy) < u_hole.z) discard;
    material.diffuse *= mix(${NIGHT_TONE}, vec3(1.0), u_day);
    ${alpha}
  }`;

export function modelShader(): ModelShader {
  const { solid, glass, set } = solidOrGlass(FRAGMENT, 'material.alpha *= u_opacity;', () => ({
    u_opacity: { type: UniformType.FLOAT, value: 1 },
    u_day: { type: UniformType.FLOAT, value: 1 },
    u_hole: { type: UniformType.VEC3, value: new Cartesian3() },
  }));
  return {
    solid,
    glass,
    setOpacity: (opacity) => glass.setUniform('u_opacity', opacity),
    setDay: (day) => set('u_day', day),
    setHole: ([x, y, radius]) => set('u_hole', new Cartesian3(x, y, radius)),
  };
}
