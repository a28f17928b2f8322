import type { CityFeature } from '@undercroft/core/model/city-feature';
import { sampleLink, sampleNode } from './sample-features.ts';

/** A node and a link for each number from `start`. */
export function importedFeatures(start: number, count: number): readonly CityFeature[] {
  const features: CityFeature[] = [];
  for (let i = start; i < start + count; i++) {
    const lon = 10 + (i % 1000) * 0.0002;
    const lat = 55 + Math.floor(i / 1000) * 0.0002;
    features.push(sampleNode(`N${i}`, { position: [lon, lat] }));
    features.push(
      sampleLink(`L${i}`, {
        fromNode: `N${i}`,
        toNode: `N${i + 1}`,
        path: Float64Array.of(lon, lat, lon + 0.0001, lat, lon + 0.0002, lat),
      }),
    );
  }
  return features;
}
