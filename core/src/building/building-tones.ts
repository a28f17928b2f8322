import { BUILDING_USES, type BuildingUse } from '../model/map-feature.ts';
import { linearBytes } from '../tiling/tile-materials.ts';

/** sRGB, red, green, blue of 0 to 255. */
export type Tone = readonly [red: number, green: number, blue: number];

/** Walls by use: warm neutrals that stay apart in light and in shade. */
export const WALL_TONES: Readonly<Record<BuildingUse, Tone>> = {
  residential: [236, 226, 210],
  commercial: [226, 206, 188],
  office: [208, 216, 222],
  industrial: [206, 204, 196],
  public: [228, 216, 196],
  school: [236, 214, 186],
  hospital: [234, 232, 228],
  hotel: [222, 208, 206],
  other: [222, 216, 208],
  unknown: [214, 212, 208],
};

/** Roofs: darker and cooler than the walls below them, so that both read from above. */
export const ROOF_TONES: Readonly<Record<BuildingUse, Tone>> = {
  residential: [196, 178, 160],
  commercial: [178, 160, 148],
  office: [162, 172, 182],
  industrial: [160, 166, 170],
  public: [184, 166, 142],
  school: [196, 150, 122],
  hospital: [186, 190, 192],
  hotel: [176, 160, 162],
  other: [180, 174, 166],
  unknown: [176, 174, 170],
};

const WALL_BYTES = bytesOf(WALL_TONES);
const ROOF_BYTES = bytesOf(ROOF_TONES);

/** Tone of the walls of a use as a vertex keeps it: linear shares of 255. */
export function wallTone(use: BuildingUse): Tone {
  return WALL_BYTES[use];
}

/** Tone of its roof, likewise. */
export function roofTone(use: BuildingUse): Tone {
  return ROOF_BYTES[use];
}

function bytesOf(tones: Readonly<Record<BuildingUse, Tone>>): Readonly<Record<BuildingUse, Tone>> {
  const out = { ...tones };
  for (const use of BUILDING_USES) out[use] = linearBytes(tones[use]);
  return out;
}
