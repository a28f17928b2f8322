/** Datums of the systems in our table, and those that are known and are not in it. */
export type DatumFamily =
  | 'CGCS2000'
  | 'WGS 84'
  | 'ETRS89'
  | 'NAD83'
  | 'NSRS2007'
  | 'JGD2011'
  | 'DHDN'
  | 'Amersfoort'
  | 'RGF93'
  | 'OSGB36'
  | 'Hong Kong 1980'
  | 'TWD97'
  | 'NZGD2000'
  | 'SWEREF99';

/** Words by which programs name a datum; separators are taken out first. The order matters where one holds another. */
const WORDS: readonly (readonly [RegExp, DatumFamily])[] = [
  [/cgcs2000|china(?:geodeticcoordinatesystem)?2000/, 'CGCS2000'],
  [/wgs(?:19)?84|worldgeodeticsystem1984/, 'WGS 84'],
  [/etrs(?:19)?89|europeanterrestrialreferencesystem/, 'ETRS89'],
  [/nsrs2007/, 'NSRS2007'],
  [/nad(?:19)?83|northamerican(?:datum)?1983/, 'NAD83'],
  [/jgd2011|japanesegeodeticdatum2011/, 'JGD2011'],
  [/dhdn|deutscheshauptdreiecksnetz/, 'DHDN'],
  [/amersfoort/, 'Amersfoort'],
  [/rgf(?:19)?93|reseaugeodesiquefrancais/, 'RGF93'],
  [/osgb(?:19)?36/, 'OSGB36'],
  [/hongkong(?:19)?80/, 'Hong Kong 1980'],
  [/twd(?:19)?97|taiwandatum1997/, 'TWD97'],
  [/nzgd2000|newzealandgeodeticdatum2000/, 'NZGD2000'],
  [/sweref(?:19)?99/, 'SWEREF99'],
];

/** The family of a datum by any of the names given for it; `null` for one whose systems are not in our table. */
export function datumFamily(...names: readonly string[]): DatumFamily | null {
  for (const name of names) {
    const plain = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const found = WORDS.find(([pattern]) => pattern.test(plain));
    if (found !== undefined) return found[1];
  }
  return null;
}
