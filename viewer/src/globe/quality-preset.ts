/** How finely the scene is drawn. */
export interface QualityPreset {
  /** Samples a pixel. */
  readonly msaaSamples: 1 | 2 | 4;
  /** Side of the shadow map in pixels; `null` draws no shadows. */
  readonly shadowsPx: number | null;
  readonly ambientOcclusion: boolean;
  /** Most device pixels drawn for a CSS pixel, each way. */
  readonly mostPixelRatio: number;
  /** Greatest error of tiles on screen, pixels: network and buildings, ground. */
  readonly tileErrorPx: number;
  readonly groundErrorPx: number;
}

export const QUALITY_NAMES = ['low', 'medium', 'high', 'wall', 'test'] as const;
export type QualityName = (typeof QUALITY_NAMES)[number];

/** The presets a machine is measured for; `wall` and `test` are asked for by name only. */
export type MeasuredQuality = Extract<QualityName, 'low' | 'medium' | 'high'>;

/** `test` draws the same picture on any machine: one sample a pixel, nothing that moves by itself. */
export const QUALITY_PRESETS: Readonly<Record<QualityName, QualityPreset>> = {
  low: {
    msaaSamples: 1,
    shadowsPx: null,
    ambientOcclusion: false,
    mostPixelRatio: 1,
    tileErrorPx: 14,
    groundErrorPx: 3,
  },
  medium: {
    msaaSamples: 4,
    shadowsPx: 2048,
    ambientOcclusion: false,
    mostPixelRatio: 1.5,
    tileErrorPx: 8,
    groundErrorPx: 2,
  },
  high: {
    msaaSamples: 4,
    shadowsPx: 2048,
    ambientOcclusion: true,
    mostPixelRatio: 2,
    tileErrorPx: 6,
    groundErrorPx: 1.5,
  },
  wall: {
    msaaSamples: 4,
    shadowsPx: 2048,
    ambientOcclusion: false,
    mostPixelRatio: 1,
    tileErrorPx: 8,
    groundErrorPx: 2,
  },
  test: {
    msaaSamples: 1,
    shadowsPx: null,
    ambientOcclusion: false,
    mostPixelRatio: 1,
    tileErrorPx: 8,
    groundErrorPx: 2,
  },
};

/**
 * Bytes a pixel of the engine's framebuffers without order-independent transparency: 32 with one sample (measured);
 * each sample of a multisampled one is 4 bytes of colour and 4 of depth more, and ambient occlusion keeps two textures.
 */
const PLAIN_BYTES = 32;
const SAMPLE_BYTES = 8;
const OCCLUSION_BYTES = 8;

/** What framebuffers may take of the graphics card, bytes: the rest belongs to tiles and textures. */
export const FRAMEBUFFER_BUDGET = 300e6;

export function bytesPerPixel({ msaaSamples, ambientOcclusion }: QualityPreset): number {
  return PLAIN_BYTES + (msaaSamples > 1 ? msaaSamples * SAMPLE_BYTES : 0) + (ambientOcclusion ? OCCLUSION_BYTES : 0);
}

/**
 * A preset as it fits a picture of so many pixels: samples, then ambient occlusion are given up until it keeps within
 * the budget. From about 4K (8.3 million pixels) a pixel has one sample.
 */
export function fitted(preset: QualityPreset, pixels: number): QualityPreset {
  const fits = (tried: QualityPreset): boolean => pixels * bytesPerPixel(tried) <= FRAMEBUFFER_BUDGET;
  const fewer: readonly QualityPreset[] = [
    preset,
    { ...preset, msaaSamples: preset.msaaSamples === 4 ? 2 : preset.msaaSamples },
    { ...preset, msaaSamples: 1 },
  ];
  return fewer.find(fits) ?? { ...preset, msaaSamples: 1, ambientOcclusion: false };
}

/** Frames measured before the machine is judged, and those at the start that are not counted. */
export const MEASURED_FRAMES = 24;
const WARM_UP_FRAMES = 6;

/** Median time from frame to frame up to which a preset is worth having, milliseconds: 50 and 25 frames a second. */
const HIGH_UP_TO_MS = 20;
const MEDIUM_UP_TO_MS = 40;

/** Where this many frames in a row all take longer than this, the others need not be waited for. */
const HOPELESS_FRAMES = 4;
const HOPELESS_MS = 160;

/** Judges a machine by the times of its first frames, drawn with the medium preset; `null` while there are too few. */
export function qualityByFrameTimes(timesMs: readonly number[]): MeasuredQuality | null {
  const latest = timesMs.slice(WARM_UP_FRAMES).slice(-HOPELESS_FRAMES);
  if (latest.length === HOPELESS_FRAMES && latest.every((timeMs) => timeMs > HOPELESS_MS)) return 'low';
  if (timesMs.length < MEASURED_FRAMES) return null;
  const counted = timesMs.slice(WARM_UP_FRAMES).toSorted((a, b) => a - b);
  const median = counted[Math.floor(counted.length / 2)] ?? Number.POSITIVE_INFINITY;
  if (median <= HIGH_UP_TO_MS) return 'high';
  return median <= MEDIUM_UP_TO_MS ? 'medium' : 'low';
}
