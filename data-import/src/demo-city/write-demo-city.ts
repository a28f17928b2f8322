import { join } from 'node:path';
import { type DemoDistrict, demoDistrict } from '@undercroft/core/demo-city/demo-district';
import { surveyDistrict } from '@undercroft/core/demo-city/survey/survey-district';
import { SYNTHETIC } from '@undercroft/core/demo-city/survey/survey-words';
import { BUILDINGS_FILE, ROADS_FILE, TRUTH_FILE } from './survey-file-names.ts';
import { addBuildings, addRoads, geoJsonWriter } from './write-geojson.ts';
import { surveyFilesWriter } from './write-survey.ts';
import { truthWriter } from './write-truth.ts';

/** Which city, and where to. */
export interface DemoCityJob {
  readonly seed: number;
  /** Conduits wanted at least; null: those of one district. */
  readonly segments: number | null;
  readonly folder: string;
}

/** What was written. */
export interface DemoCityCounts {
  readonly sites: number;
  readonly conduits: number;
  readonly nodes: number;
  readonly buildings: number;
}

/**
 * Writes the files of a made-up city into a folder that exists: the survey, buildings and roads, and last the truth. One
 * district after the other is made and forgotten, as many as the conduits wanted need; `onDistrict` sees each.
 */
export function writeDemoCity(
  { seed, segments, folder }: DemoCityJob,
  onProgress: (progress: { readonly conduits: number; readonly wanted: number }) => void,
  onDistrict: (district: DemoDistrict) => void = () => undefined,
): DemoCityCounts {
  const survey = surveyFilesWriter(folder);
  const buildings = geoJsonWriter(join(folder, BUILDINGS_FILE));
  const roads = geoJsonWriter(join(folder, ROADS_FILE));
  const truth = truthWriter(join(folder, TRUTH_FILE), { seed, note: SYNTHETIC });
  const counts = { sites: 0, conduits: 0, nodes: 0, buildings: 0 };
  // A function of its own, so that nothing of a district is held while the next is made.
  const writeSite = () => {
    const district = demoDistrict(counts.sites, seed);
    onDistrict(district);
    const surveyed = surveyDistrict(district);
    survey.add(surveyed.rows);
    addBuildings(district, buildings);
    addRoads(district, roads);
    truth.add(surveyed.truth);
    counts.sites++;
    counts.conduits += surveyed.network.conduits.length;
    counts.nodes += surveyed.network.nodes.length;
    counts.buildings += district.buildings.length;
    onProgress({ conduits: counts.conduits, wanted: segments ?? counts.conduits });
  };
  do writeSite();
  while (counts.conduits < (segments ?? 0));
  for (const writer of [survey, buildings, roads]) writer.close();
  truth.close(counts);
  return counts;
}
