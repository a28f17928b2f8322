import { CustomShader, CustomShaderTranslucencyMode, type UniformSpecifier } from '@cesium/engine';

/** How tiles are drawn: two shaders, for the engine fixes when it makes one whether it blends. */
export interface SolidOrGlass {
  readonly solid: CustomShader;
  readonly glass: CustomShader;
  /** Sets a uniform of both. */
  readonly set: (name: string, value: Parameters<CustomShader['setUniform']>[1]) => void;
}

/** Both of a fragment shader that is told the line which makes glass of it. */
export function solidOrGlass(
  fragment: (alpha: string) => string,
  glassAlpha: string,
  uniforms: () => Record<string, UniformSpecifier>,
): SolidOrGlass {
  const make = (translucencyMode: CustomShaderTranslucencyMode, alpha: string): CustomShader =>
    new CustomShader({ translucencyMode, uniforms: uniforms(), fragmentShaderText: fragment(alpha) });
  const solid = make(CustomShaderTranslucencyMode.INHERIT, '');
  const glass = make(CustomShaderTranslucencyMode.TRANSLUCENT, glassAlpha);
  return {
    solid,
    glass,
    set(name, value) {
      for (const shader of [solid, glass]) shader.setUniform(name, value);
    },
  };
}
