import { seededRandom } from '../random/seeded-random.ts';

/** A layer of soil as it is drawn on the walls of a pit. */
export interface SoilBand {
  readonly material: string;
  /** Thickness, metres; the last band goes on to the floor. */
  readonly thicknessM: number;
  /** sRGB, 0 to 255. */
  readonly colour: readonly [number, number, number];
}

/** What the walls show where nothing is known of the soil. A convention of the drawing, never a finding. */
export const SOIL_BANDS: readonly SoilBand[] = [
  { material: 'topsoil', thicknessM: 0.3, colour: [88, 68, 50] },
  { material: 'fill', thicknessM: 0.9, colour: [134, 112, 86] },
  { material: 'clay', thicknessM: 1.3, colour: [158, 108, 72] },
  { material: 'sand', thicknessM: 1.6, colour: [200, 172, 120] },
  { material: 'gravel', thicknessM: Number.POSITIVE_INFINITY, colour: [150, 144, 132] },
];

/** Waves of a border: length and height, metres. */
const WAVES = [
  [9, 0.05],
  [3.7, 0.03],
  [1.6, 0.012],
] as const;

/** A border rises and sinks by no more than this share of the thinner band beside it. */
const WAVE_SHARE = 0.35;

/**
 * Depths below the ground of the borders between bands, from the top, as a function of the way around the pit: constant
 * but for slight waves that close on themselves after `aroundM` and never cross.
 */
export function bandBorders(
  bands: readonly SoilBand[],
  aroundM: number,
  seed: number,
): readonly ((wayM: number) => number)[] {
  const random = seededRandom(seed);
  let depth = 0;
  return bands.slice(0, -1).map((band, i) => {
    depth += band.thicknessM;
    const border = depth;
    const thinner = Math.min(band.thicknessM, bands[i + 1]?.thicknessM ?? band.thicknessM);
    const fullM = WAVES.reduce((sum, [, height]) => sum + height, 0);
    const scale = Math.min(1, (thinner * WAVE_SHARE) / fullM);
    const waves = WAVES.map(([length, height]) => ({
      turns: Math.max(1, Math.round(aroundM / length)),
      phase: random.between(0, 2 * Math.PI),
      height: height * scale,
    }));
    return (wayM) => {
      // The end of the last side is the start of the first, to the last bit: their vertices are one.
      const way = wayM >= aroundM ? 0 : wayM;
      return waves.reduce(
        (sum, wave) => sum + wave.height * Math.sin((2 * Math.PI * wave.turns * way) / aroundM + wave.phase),
        border,
      );
    };
  });
}
