/**
 * Where the frames of Chinese web maps are shifted: mainland China and its coastal waters, drawn by hand from its border
 * towns and within some 30 km of the border elsewhere. The box of the published formula reaches as far as Seoul and Hanoi,
 * where the maps that use these frames do not shift.
 */
/** Pairs of longitude and latitude, a stretch of the border a line. */
const RING: readonly number[] = [
  // From the mouth of the Ussuri up the Amur and the Argun.
  '134.8 48.5 134.0 48.42 132.5 47.85 131.0 47.85 130.9 48.9 129.5 49.4 127.7 50.3 127.4 51.3 126.1 52.8 123.6 53.6',
  '121.0 53.4 120.7 52.5 119.9 51.4 119.1 50.2 117.7 49.6 116.7 49.9',
  // Mongolia.
  '115.5 48.1 115.9 47.7 117.4 47.6 118.5 47.9 119.8 47.1 119.7 46.7 117.4 46.4 116.3 45.8 114.5 45.4',
  '113.6 44.7 111.9 45.1 111.4 44.4 111.9 43.7 110.4 42.65 107.3 42.4 105.0 41.6 101.8 42.5 99.5 42.6',
  '96.4 42.8 95.4 44.3 93.5 45.0 91.0 45.2 90.7 46.9 90.0 47.9 87.8 49.2',
  // Central Asia and the Karakoram.
  '87.3 49.1 85.7 48.4 85.5 47.1 83.0 47.2 82.3 45.5 80.0 44.9 80.8 43.2 80.2 42.1 76.9 41.0 74.9 40.5',
  '73.8 39.8 73.5 39.3 73.7 38.5 74.9 37.3 76.2 35.8 77.8 35.5 78.2 34.5 79.0 33.0 78.5 32.0',
  // The Himalaya and Yunnan.
  '79.0 31.3 81.0 30.2 82.1 30.3 83.5 29.2 84.2 28.8 85.1 28.3 86.0 27.9 88.1 27.85 88.9 27.3 89.6 28.2',
  '91.7 27.7 93.0 27.5 97.4 28.2 98.6 27.5 98.7 26.0 97.5 24.0 98.9 23.2 99.2 22.1 100.2 21.4 101.7 21.1',
  '101.8 22.3 102.5 22.7 103.0 22.4 104.0 22.45 105.3 23.3 106.7 22.8 106.6 22.0 107.9 21.45',
  // Round Hainan and along the coast.
  '108.0 20.0 108.3 18.0 110.0 17.5 112.0 19.0 115.0 21.5 117.5 22.5 119.3 24.3 120.6 25.8 123.5 27.5',
  '123.8 31.5 122.8 35.0 123.9 37.5 124.2 39.6',
  // The Yalu, the Tumen and the Ussuri.
  '124.45 40.15 125.3 40.75 126.2 41.08 126.95 41.75 128.2 41.38 128.1 42.0 129.7 42.4 129.9 42.95 130.55 42.4',
  '131.1 42.9 131.3 43.5 131.25 44.8 132.0 45.2 133.1 45.1 133.5 45.9 134.1 47.2',
].flatMap((stretch) => stretch.split(' ').map(Number));

/** True inside the outline; longitude and latitude in degrees. */
export function isInChina(lon: number, lat: number): boolean {
  let isInside = false;
  for (let i = 0, j = RING.length - 2; i < RING.length; j = i, i += 2) {
    const [lonA = 0, latA = 0, lonB = 0, latB = 0] = [RING[i], RING[i + 1], RING[j], RING[j + 1]];
    if (latA > lat !== latB > lat && lon < lonA + ((lat - latA) * (lonB - lonA)) / (latB - latA)) isInside = !isInside;
  }
  return isInside;
}
