/** Where the values under a heading run, as far as the heading says. `degree` is east or north in degrees by its name. */
export interface HeadingAxis {
  readonly axis: 'east' | 'north';
  readonly isDegree: boolean;
}

const EAST = new Set(['e', 'east', 'easting', 'eastings', '东', '东坐标', '横坐标', 'dong', 'dzb', 'hzb', 'pointe']);
const NORTH = new Set(['n', 'north', 'northing', 'northings', '北', '北坐标', '纵坐标', 'bei', 'bzb', 'zzb', 'pointn']);
const LONGITUDE = new Set(['lon', 'lng', 'long', 'longitude', 'longitud', '经度', '东经', 'jd', 'jingdu', 'wgs84lon']);
const LATITUDE = new Set(['lat', 'latitude', 'latitud', '纬度', '北纬', 'wd', 'weidu', 'wgs84lat']);

/**
 * What a heading says of its axis; `null` where it says nothing. X and Y say nothing: in Chinese surveys X runs north, in
 * drawings and databases east.
 */
export function headingAxis(heading: string): HeadingAxis | null {
  const word = heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|[\s_.\-:/]|坐标$/gu, '');
  if (LONGITUDE.has(word)) return { axis: 'east', isDegree: true };
  if (LATITUDE.has(word)) return { axis: 'north', isDegree: true };
  if (EAST.has(word)) return { axis: 'east', isDegree: false };
  if (NORTH.has(word)) return { axis: 'north', isDegree: false };
  return null;
}

/** What the headings of a pair say of a way to read it: its order, and whether it is in degrees. */
export function headingsSay(
  headings: readonly [first: string, second: string] | null,
  axes: 'eastNorth' | 'northEast',
  isDegree: boolean,
): 'agree' | 'contradict' | 'nothing' {
  if (headings === null) return 'nothing';
  const first = headingAxis(headings[0]);
  const second = headingAxis(headings[1]);
  if (first === null && second === null) return 'nothing';
  const wantsFirst = axes === 'eastNorth' ? 'east' : 'north';
  const wantsSecond = axes === 'eastNorth' ? 'north' : 'east';
  const isOrdered = (first === null || first.axis === wantsFirst) && (second === null || second.axis === wantsSecond);
  const saysDegree = first?.isDegree === true || second?.isDegree === true;
  return isOrdered && (!saysDegree || isDegree) ? 'agree' : 'contradict';
}
