import type { BuildingStatistics } from './building-statistics.ts';

/**
 * What `buildingStatistics` says of the buildings of Astana: 32,026 footprints of at least 6 m2, each once, as
 * OpenStreetMap contributors had drawn them in 2017 (Open Database License; these are statistics of it, no part of it).
 * A city built on a plan, with blocks of flats beside quarters of small houses, and the largest public set that states
 * storeys. Sizes of the made-up district are drawn from this table.
 */
export const ASTANA: BuildingStatistics = {
  count: 32_026,
  classCounts: { low: 17_123, middle: 1828, high: 1289 },
  classes: {
    low: {
      areaM2: [97, 122, 164, 248, 536],
      elongation: [1.06, 1.14, 1.33, 1.69, 2.36],
      rectangularity: [1, 1, 1, 1, 1],
      corners: [4, 4, 4, 4, 4],
      storeys: [1, 1, 1, 1, 1],
    },
    middle: {
      areaM2: [419, 631, 920, 1352, 2641],
      elongation: [1.14, 1.6, 2.82, 5.19, 6.93],
      rectangularity: [0.58, 0.79, 1, 1, 1],
      corners: [4, 4, 4, 8, 16],
      storeys: [3, 4, 5, 5, 5],
    },
    high: {
      areaM2: [432, 627, 1037, 1932, 3319],
      elongation: [1.04, 1.2, 1.68, 2.91, 4.72],
      rectangularity: [0.41, 0.55, 0.86, 1, 1],
      corners: [4, 4, 6, 12, 24],
      storeys: [9, 9, 10, 14, 18],
    },
  },
  turnDeg: [0.25, 0.77, 2.41, 7.05, 18.1],
};
