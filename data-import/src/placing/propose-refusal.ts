import { CRS_TABLE } from '@undercroft/core/geodesy/crs-table';
import type { DeclaredCrs } from '../tables/table-format.ts';
import { coordinateHint } from './place-hint.ts';
import { distanceKm, fitsOf, type ScenePlace } from './propose-fits.ts';

/** Units that plan coordinates are found in though their system is not, and how many of the system's units they hold. */
const MISTAKEN_UNITS = [
  { name: 'feet', factor: 0.3048, of: 'metre' },
  { name: 'millimetres', factor: 0.001, of: 'metre' },
  { name: 'metres', factor: 3937 / 1200, of: 'usSurveyFoot' },
] as const;
/** Share of the pairs that must fit for another unit to be suggested. */
const MOST = 0.9;

/** Why nothing fits, and what would help: one or a few sentences. */
export function refusalOf(pairs: Float64Array, place: ScenePlace | null, declared: DeclaredCrs | null): string {
  const x = pairs[0] ?? Number.NaN;
  const y = pairs[1] ?? Number.NaN;
  const came = `(${x}, ${y}) fits no known system${place === null ? '' : ' near the scene'}.`;
  const said = declared === null ? '' : ` The file declares ${declared.code ?? `"${declared.text.slice(0, 60)}"`}.`;
  return `${came}${said} ${unitHint(pairs, place) ?? farHint(pairs, place) ?? schematicHint(x, y)}`;
}

/** The coordinates are right but for their unit. Looked at only near a scene: without one, something always fits. */
function unitHint(pairs: Float64Array, place: ScenePlace | null): string | null {
  if (place === null) return null;
  for (const { name, factor, of } of MISTAKEN_UNITS) {
    const systems = CRS_TABLE.filter(({ unit }) => unit === of);
    const scaled = pairs.map((value) => value * factor);
    const fit = fitsOf(scaled, place, {}, systems).find(({ inScene }) => inScene >= MOST);
    if (fit === undefined) continue;
    const wanted = of === 'metre' ? 'metres' : 'US survey feet';
    return `They would fit ${fit.crs.code} (${fit.crs.name}) if they were ${name}, whose unit is ${wanted}: convert them first.`;
  }
  return null;
}

/** Degrees of another place, or a schematic drawing that happens to have such numbers. */
function farHint(pairs: Float64Array, place: ScenePlace | null): string | null {
  if (place === null) return null;
  const systems = CRS_TABLE.filter(({ code }) => code === 'EPSG:4326');
  const fit = fitsOf(pairs, null, {}, systems).find(({ inReach }) => inReach === 1);
  const [first] = fit?.places ?? [];
  if (fit === undefined || first === undefined) return null;
  const km = Math.round(distanceKm(first, place.origin));
  return (
    `As longitude and latitude they would lie ${km} km from the scene's origin. They belong to another place, or they are ` +
    'schematic: georeference the file first, or name the system it was surveyed in.'
  );
}

function schematicHint(x: number, y: number): string {
  return `${coordinateHint(x, y)} A city's own grid needs its parameters in the installation's local grids.`;
}
