/** Cities all over the world, in and out of reach of every family of systems, longitude and latitude in degrees. */
export const TEST_CITIES: readonly (readonly [lon: number, lat: number])[] = [
  [119.6, 39.93], // Qinhuangdao
  [125.1, 46.59], // Daqing
  [116.4, 39.9], // Beijing
  [114.06, 22.54], // Shenzhen
  [87.6, 43.8], // Urumqi
  [126.5, 45.8], // Harbin
  [121.47, 31.23], // Shanghai
  [114.17, 22.32], // Hong Kong
  [121.56, 25.04], // Taipei
  [139.69, 35.69], // Tokyo
  [141.35, 43.06], // Sapporo
  [127.68, 26.21], // Naha
  [4.9, 52.37], // Amsterdam
  [10.39, 55.4], // Odense
  [7.94, 48.47], // Offenburg
  [13.4, 52.52], // Berlin
  [2.35, 48.86], // Paris
  [-0.13, 51.51], // London
  [18.07, 59.33], // Stockholm
  [2.04, 41.35], // Sant Boi
  [71.43, 51.13], // Astana
  [-84.5, 38.04], // Lexington, Kentucky
  [-73.97, 40.78], // New York
  [174.76, -36.85], // Auckland
  [-58.4, -34.6], // Buenos Aires
  [36.82, -1.29], // Nairobi
  [103.82, 1.35], // Singapore
  [0.5, 0.4], // off the coast where both numbers of a pair look alike
];
