import type { Utility } from '../model/utility.ts';
import { UTILITY_COLOURS } from '../model/utility-colour.ts';

/** What a mesh is made to look like. `Assumed` looks are translucent: nobody may take them for a measurement. */
export type Look = 'pipe' | 'pipeAssumed' | 'shaft' | 'shaftAssumed' | 'cover' | 'device';

const CONCRETE = [186, 184, 178] as const;
const CAST_IRON = [58, 60, 64] as const;
const STEEL = [206, 166, 72] as const;

/** Share of the utility's colour in the concrete of a shaft: enough to tell whose it is. */
const SHAFT_TINT = 0.35;
const ASSUMED_ALPHA = 0.42;

/** A glTF material. Colours of the palette are sRGB; glTF's factors are linear. */
export function tileMaterial(look: Look, utility: Utility): Record<string, unknown> {
  const assumed = look === 'pipeAssumed' || look === 'shaftAssumed';
  const [red, green, blue] = colourOf(look, utility).map(linear);
  return {
    name: `${look}-${utility}`,
    pbrMetallicRoughness: {
      baseColorFactor: [red, green, blue, assumed ? ASSUMED_ALPHA : 1],
      metallicFactor: 0,
      roughnessFactor: look === 'pipe' ? 0.55 : 0.85,
    },
    doubleSided: true,
    ...(assumed ? { alphaMode: 'BLEND' } : {}),
  };
}

function colourOf(look: Look, utility: Utility): readonly number[] {
  const own = UTILITY_COLOURS[utility];
  switch (look) {
    case 'pipe':
    case 'pipeAssumed':
      return own;
    case 'shaft':
    case 'shaftAssumed':
      return CONCRETE.map((value, i) => value * (1 - SHAFT_TINT) + (own[i] ?? 0) * SHAFT_TINT);
    case 'cover':
      return CAST_IRON;
    case 'device':
      return STEEL;
  }
}

/** A byte of sRGB as a linear share of one (IEC 61966-2-1), rounded to what a byte can tell. */
export function linear(srgb: number): number {
  const c = srgb / 255;
  const value = c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  return Math.round(value * 10000) / 10000;
}
