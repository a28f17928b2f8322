import { describe, expect, it } from 'vitest';
import { isInChina } from './china-outline.ts';

/** Towns, longitude and latitude. */
const INSIDE: Readonly<Record<string, readonly [number, number]>> = {
  Qinhuangdao: [119.6, 39.935],
  Dandong: [124.36, 40.13],
  Yanji: [129.51, 42.89],
  Hunchun: [130.36, 42.86],
  Suifenhe: [131.15, 44.4],
  Fuyuan: [134.29, 48.36],
  Mohe: [122.54, 52.97],
  Hailar: [119.74, 49.21],
  Manzhouli: [117.44, 49.58],
  Erenhot: [111.98, 43.65],
  Altay: [88.14, 47.85],
  Yining: [81.32, 43.91],
  Kashgar: [75.99, 39.47],
  Lhasa: [91.11, 29.65],
  Ruili: [97.86, 24.01],
  Jinghong: [100.8, 22.01],
  Dongxing: [107.97, 21.55],
  Sanya: [109.51, 18.25],
  Shenzhen: [114.06, 22.54],
  Xiamen: [118.09, 24.48],
  Shanghai: [121.47, 31.23],
  Rongcheng: [122.49, 37.16],
};

const OUTSIDE: Readonly<Record<string, readonly [number, number]>> = {
  Seoul: [126.978, 37.566],
  Pyongyang: [125.75, 39.03],
  Chongjin: [129.78, 41.79],
  Vladivostok: [131.89, 43.12],
  Khabarovsk: [135.07, 48.48],
  Chita: [113.5, 52.03],
  Ulaanbaatar: [106.92, 47.92],
  Almaty: [76.89, 43.24],
  Bishkek: [74.59, 42.87],
  Kathmandu: [85.32, 27.71],
  Thimphu: [89.64, 27.47],
  Delhi: [77.21, 28.61],
  Dhaka: [90.41, 23.81],
  Mandalay: [96.08, 21.98],
  Hanoi: [105.85, 21.03],
  Bangkok: [100.5, 13.76],
  Manila: [120.98, 14.6],
  Fukuoka: [130.4, 33.59],
};

describe('isInChina', () => {
  it.each(Object.entries(INSIDE))('holds %s', (_name, [lon, lat]) => {
    expect(isInChina(lon, lat)).toBe(true);
  });

  it.each(Object.entries(OUTSIDE))('leaves %s out, though it lies in the box of the formula', (_name, [lon, lat]) => {
    expect(isInChina(lon, lat)).toBe(false);
  });
});
