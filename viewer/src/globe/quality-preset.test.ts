import { describe, expect, it } from 'vitest';
import {
  bytesPerPixel,
  FRAMEBUFFER_BUDGET,
  fitted,
  MEASURED_FRAMES,
  QUALITY_NAMES,
  QUALITY_PRESETS,
  qualityByFrameTimes,
} from './quality-preset.ts';

const FULL_HD = 1920 * 1080;
const UHD = 3840 * 2160;

describe('quality', () => {
  it('takes 64 bytes a pixel with four samples and 32 with one', () => {
    expect(bytesPerPixel(QUALITY_PRESETS.wall)).toBe(64);
    expect(bytesPerPixel(QUALITY_PRESETS.test)).toBe(32);
  });

  it('keeps four samples at full HD and takes one at 4K, whatever the preset', () => {
    expect(fitted(QUALITY_PRESETS.high, FULL_HD)).toEqual(QUALITY_PRESETS.high);
    for (const name of QUALITY_NAMES) expect(fitted(QUALITY_PRESETS[name], UHD).msaaSamples).toBe(1);
  });

  it('stays within its budget at 4K', () => {
    for (const name of QUALITY_NAMES) {
      expect(UHD * bytesPerPixel(fitted(QUALITY_PRESETS[name], UHD))).toBeLessThanOrEqual(FRAMEBUFFER_BUDGET);
    }
  });

  it('is judged by the median frame: one hitch does not lower it', () => {
    const quick = Array.from({ length: MEASURED_FRAMES }, (_, i) => (i === 12 ? 900 : 16.7));
    expect(qualityByFrameTimes(quick)).toBe('high');
    expect(qualityByFrameTimes(quick.map(() => 33))).toBe('medium');
    expect(qualityByFrameTimes(quick.map(() => 200))).toBe('low');
  });

  it('is judged by four frames in a row after the start where all of them are far too slow', () => {
    expect(qualityByFrameTimes(Array.from({ length: 10 }, () => 1200))).toBe('low');
    expect(qualityByFrameTimes(Array.from({ length: 9 }, () => 1200))).toBeNull();
    expect(qualityByFrameTimes(Array.from({ length: 12 }, (_, i) => (i % 4 === 1 ? 30 : 1200)))).toBeNull();
  });

  it('is not judged by the slow frames of the start, nor by too few', () => {
    const start = Array.from({ length: MEASURED_FRAMES }, (_, i) => (i < 6 ? 500 : 17));
    expect(qualityByFrameTimes(start)).toBe('high');
    expect(qualityByFrameTimes(start.slice(0, MEASURED_FRAMES - 1))).toBeNull();
  });
});
