/** Words of Latin headings that mean the same, by the one they are brought to. */
const SAME_WORDS: Readonly<Record<string, string>> = {
  from: 'from start begin us up upstream s node1 frm st',
  to: 'to end ds down downstream e node2 finish',
  node: 'node manhole mh mhole junction pt point pnt structure struct str vertex',
  id: 'id no num number code ident identifier facilityid fid key ref',
  invert: 'invert inv',
  level: 'level lvl elev elevation el lev',
  ground: 'ground grnd grd gnd surface surf rim cover cvr lid',
  depth: 'depth deep dep dpt dp',
  diameter: 'diameter dia diam dn size psize',
  outer: 'outer outside ext external o',
  material: 'material mat matl mtrl materials',
  length: 'length len lngth leng',
  built: 'built install installed inst installation construction const constructed construct commissioned laid',
  year: 'year yr date dt',
  utility: 'utility util system sys network theme commodity service',
  type: 'type kind typ category class',
  count: 'count cnt n total qty',
  used: 'used occupied',
  duct: 'duct ducts hole holes',
  cable: 'cable cables',
  direction: 'direction dir',
  maintain: 'maintain maintained maintainer maint maintainedby operator operated operations munit',
  owner: 'owner own owned ownedby belong ownership',
  remark: 'remark remarks comment comments note notes rmk memo',
  road: 'road rd street st_name address addr location',
  x: 'x xcoord coordx pointx',
  y: 'y ycoord coordy pointy',
  east: 'east easting eastings',
  north: 'north northing northings',
  longitude: 'longitude lon lng long',
  latitude: 'latitude lat',
  pressure: 'pressure press pres',
  voltage: 'voltage volt volts',
  temperature: 'temperature temp',
  thickness: 'thickness thick thk wallthick',
  shape: 'shape xsect xsection',
  quality: 'quality qual',
  survey: 'survey surveyed surveyor',
  status: 'status state stat lifecycle',
  embedding: 'embedding embed laying installationmethod lay',
  building: 'building bldg bld',
  storey: 'storey storeys story stories floor floors levels',
  name: 'name nm title',
  camera: 'camera cam cctv',
  grid: 'grid cell',
  heading: 'heading azimuth bearing',
  mount: 'mount mounting mounted pole',
  manager: 'manager mgr',
};

const CANONICAL = new Map(
  Object.entries(SAME_WORDS).flatMap(([canonical, words]) =>
    words.split(' ').map((word) => [word, canonical] as const),
  ),
);

/** Letters that stand for two words. */
const SHORT_FOR: Readonly<Record<string, readonly string[]>> = {
  il: ['invert', 'level'],
  cl: ['ground', 'level'],
  gl: ['ground', 'level'],
  rl: ['ground', 'level'],
};

/** Words that stand in headings run together (`RIMELEV`, `COVERSIZE`) and are no other word's like. */
const OTHER_WORDS = [
  'size',
  'wall',
  'shaft',
  'joint',
  'slope',
  'height',
  'width',
  'top',
  'of',
  'pipe',
  'hydrant',
  'valve',
];
const SHORTEST_PART = 2;
const SHORTEST_TOGETHER = 5;

/** Words that say little: they neither join nor part two headings. */
const FILLERS = new Set([
  'of',
  'the',
  'by',
  'and',
  'coord',
  'coordinate',
  'coordinates',
  'coordinats',
  'pipe',
  'pipes',
  'asset',
  'main',
  'sect',
  'cross',
  'section',
  'pt',
]);

/** The words of a Latin heading in their common form: `US_InvertLevel` is from, invert, level. */
export function headingTokens(text: string): readonly string[] {
  const written = text
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]/gu, ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+|(?<=[a-z])(?=\d)/u)
    .filter((part) => part !== '');
  const parts = written.flatMap((part) => (CANONICAL.has(part) ? [part] : (runTogether(part) ?? [part])));
  const words = parts.flatMap((part) => SHORT_FOR[part] ?? [CANONICAL.get(part) ?? part]);
  // DN is a nominal size, or "down" beside a word for an end of a line.
  const isEnd = words.some((word) => word === 'invert' || word === 'node' || word === 'level' || word === 'depth');
  return isEnd && parts.includes('dn') ? words.map((word) => (word === 'diameter' ? 'to' : word)) : words;
}

function runTogether(word: string): readonly string[] | null {
  return word.length >= SHORTEST_TOGETHER && /^[a-z]+$/.test(word) && !OTHER_WORDS.includes(word)
    ? partsOf(word)
    : null;
}

/** A word taken apart into known ones, the longest first; `null` where a rest stays. */
function partsOf(word: string): readonly string[] | null {
  if (word === '') return [];
  for (let length = word.length; length >= SHORTEST_PART; length--) {
    const head = word.slice(0, length);
    if (!CANONICAL.has(head) && !OTHER_WORDS.includes(head)) continue;
    const rest = partsOf(word.slice(length));
    if (rest !== null) return [head, ...rest];
  }
  return null;
}

/** How alike two lists of words are, 0 to 1 (Dice, fillers counted a quarter). */
export function tokenLikeness(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const weight = (word: string) => (FILLERS.has(word) ? 0.25 : 1);
  const rest = [...b];
  let shared = 0;
  for (const word of a) {
    const at = rest.indexOf(word);
    if (at < 0) continue;
    rest.splice(at, 1);
    shared += weight(word);
  }
  const total = a.reduce((sum, word) => sum + weight(word), 0) + b.reduce((sum, word) => sum + weight(word), 0);
  const opposed = (a.includes('from') && b.includes('to')) || (a.includes('to') && b.includes('from'));
  return opposed ? 0 : (2 * shared) / total;
}
