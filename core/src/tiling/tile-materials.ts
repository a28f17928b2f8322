import type { Utility } from '../model/utility.ts';
import { UTILITY_COLOURS } from '../model/utility-colour.ts';

/**
 * What a part is made to look like. `Assumed` looks are translucent: nobody may take them for a measurement. `Abandoned`
 * looks are paler, and the viewer hatches them.
 */
export type Look =
  | 'pipe'
  | 'tunnel'
  | 'pipeAssumed'
  | 'pipeAbandoned'
  | 'pipeAbandonedAssumed'
  | 'shaft'
  | 'shaftAssumed'
  | 'shaftAbandoned'
  | 'shaftAbandonedAssumed'
  | 'cover'
  | 'bore'
  | 'casing'
  | 'device'
  | 'hydrant'
  | 'cabinet';

/** What light does on a part; its colour comes with the vertices of a mesh, or with the material of an instanced solid. */
export type Surface = 'smooth' | 'rough' | 'assumed' | 'abandoned' | 'abandonedAssumed' | 'casing';

/** Roughness of what is abandoned, and of nothing else: by it a shader knows what to hatch. */
export const ABANDONED_ROUGHNESS = 1;

const CONCRETE = [186, 184, 178] as const;
const CAST_IRON = [58, 60, 64] as const;
const STEEL = [206, 166, 72] as const;
const HYDRANT_RED = [196, 44, 38] as const;
const CABINET_GREY = [206, 212, 206] as const;

/** Share of the utility's colour in a cabinet: a hint of whose it is. */
const CABINET_TINT = 0.12;

/** Share of the utility's colour in the concrete of a shaft: enough to tell whose it is. */
const SHAFT_TINT = 0.35;

/** What is out of use loses this share of its colour to grey: a viewer without our shader tells it too. */
const ABANDONED_GREY = [150, 148, 144] as const;
const ABANDONED_SHARE = 0.5;
const ASSUMED_ALPHA = 0.42;

/** A casing lets the pipe in it be seen. */
const CASING_ALPHA = 0.3;
const CASING_GREY = [214, 212, 206] as const;

/** The dark of an open duct. */
const BORE_DARK = [26, 26, 28] as const;

export function surfaceOf(look: Look): Surface {
  switch (look) {
    case 'pipe':
      return 'smooth';
    case 'tunnel':
    case 'shaft':
    case 'cover':
    case 'bore':
    case 'device':
    case 'hydrant':
    case 'cabinet':
      return 'rough';
    case 'casing':
      return 'casing';
    case 'pipeAssumed':
    case 'shaftAssumed':
      return 'assumed';
    case 'pipeAbandoned':
    case 'shaftAbandoned':
      return 'abandoned';
    case 'pipeAbandonedAssumed':
    case 'shaftAbandonedAssumed':
      return 'abandonedAssumed';
  }
}

/** The look of the same part where it is out of use. */
export function abandonedLook(look: 'pipe' | 'tunnel' | 'pipeAssumed' | 'shaft' | 'shaftAssumed'): Look {
  switch (look) {
    case 'pipe':
    case 'tunnel':
      return 'pipeAbandoned';
    case 'pipeAssumed':
      return 'pipeAbandonedAssumed';
    case 'shaft':
      return 'shaftAbandoned';
    case 'shaftAssumed':
      return 'shaftAbandonedAssumed';
  }
}

/** A glTF material of a colour (linear shares of 255); the colours of its vertices, where it has them, multiply it. */
export function surfaceMaterial(
  surface: Surface,
  colour: readonly [number, number, number] = [255, 255, 255],
): Record<string, unknown> {
  const alpha = alphaOf(surface);
  return {
    name: surface,
    pbrMetallicRoughness: {
      baseColorFactor: [...colour.map((share) => Math.round((share / 255) * 10_000) / 10_000), alpha],
      metallicFactor: 0,
      roughnessFactor: roughnessOf(surface),
    },
    doubleSided: true,
    ...(alpha < 1 ? { alphaMode: 'BLEND' } : {}),
  };
}

function alphaOf(surface: Surface): number {
  switch (surface) {
    case 'smooth':
    case 'rough':
    case 'abandoned':
      return 1;
    case 'assumed':
    case 'abandonedAssumed':
      return ASSUMED_ALPHA;
    case 'casing':
      return CASING_ALPHA;
  }
}

function roughnessOf(surface: Surface): number {
  switch (surface) {
    case 'smooth':
      return 0.55;
    case 'rough':
    case 'assumed':
    case 'casing':
      return 0.85;
    case 'abandoned':
    case 'abandonedAssumed':
      return ABANDONED_ROUGHNESS;
  }
}

/** Colour of the vertices of a part, linear shares of 255: colours of the palette are sRGB, those of glTF linear. */
export function vertexColour(look: Look, utility: Utility): readonly [number, number, number] {
  return linearBytes(colourOf(look, utility));
}

/** An sRGB colour as glTF keeps it in a vertex. */
export function linearBytes(srgb: readonly [number, number, number]): readonly [number, number, number] {
  const [red, green, blue] = srgb;
  const byte = (value: number): number => Math.round(linear(value) * 255);
  return [byte(red), byte(green), byte(blue)];
}

function colourOf(look: Look, utility: Utility): readonly [number, number, number] {
  const own = UTILITY_COLOURS[utility];
  switch (look) {
    case 'pipe':
    case 'pipeAssumed':
      return own;
    case 'tunnel':
    case 'shaft':
    case 'shaftAssumed':
      return tinted(CONCRETE, own, SHAFT_TINT);
    case 'pipeAbandoned':
    case 'pipeAbandonedAssumed':
      return tinted(own, ABANDONED_GREY, ABANDONED_SHARE);
    case 'shaftAbandoned':
    case 'shaftAbandonedAssumed':
      return tinted(CONCRETE, ABANDONED_GREY, ABANDONED_SHARE);
    case 'cover':
      return CAST_IRON;
    case 'bore':
      return BORE_DARK;
    case 'casing':
      return tinted(CASING_GREY, own, SHAFT_TINT);
    case 'device':
      return STEEL;
    case 'hydrant':
      return HYDRANT_RED;
    case 'cabinet':
      return tinted(CABINET_GREY, own, CABINET_TINT);
  }
}

type Rgb = readonly [number, number, number];

function tinted(tone: Rgb, own: Rgb, share: number): Rgb {
  const at = (i: 0 | 1 | 2): number => tone[i] * (1 - share) + own[i] * share;
  return [at(0), at(1), at(2)];
}

/** A byte of sRGB as a linear share of one (IEC 61966-2-1), rounded to what a byte can tell. */
export function linear(srgb: number): number {
  const c = srgb / 255;
  const value = c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  return Math.round(value * 10000) / 10000;
}
