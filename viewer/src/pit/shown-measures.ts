import type { PlanePoint } from '@undercroft/core/dig/dig-finding';
import type { DigVerdict } from '@undercroft/core/protocol/analysis/excavation';
import { fixed } from '../format/quantity.ts';
import type { Measure } from '../globe/pit-measures.ts';
import type { Place } from '../globe/ribbon-vertices.ts';
import type { DigLine, DigList } from './dig-list.ts';
import type { PlacedPit } from './pit-place.ts';

/** So many of the worst have their dimension in the picture; more would be read by nobody. */
const MOST_MEASURES = 3;

/** Of these the distance decides; of a hit there is none, of the unknown it says little. */
const IN_ZONES: readonly DigVerdict[] = ['inProtectionZone', 'insideUncertainty', 'inControlZone'];

/** What is nearer than this touches: there is nothing to draw between, metres. */
const LEAST_M = 0.02;

/** The dimensions that stand in the picture: of the worst that have one, and of what is pointed at. */
export function shownMeasures(
  { lines }: DigList,
  placed: PlacedPit,
  pointed: readonly (string | null)[],
): readonly Measure[] {
  const chosen: DigLine[] = [];
  for (const line of lines) {
    if (pointed.includes(line.id)) chosen.push(line);
    else if (IN_ZONES.includes(line.finding.verdict) && chosen.length < MOST_MEASURES && isLong(line))
      chosen.push(line);
  }
  return chosen.flatMap((line): Measure[] => {
    const { closest, verdict } = line.finding;
    if (closest === null || !isLong(line)) return [];
    const [from, to] = [placeOf(closest.dig, placed), placeOf(closest.feature, placed)];
    if (from === null || to === null) return [];
    return [{ from, to, text: figure(line), tone: verdict, pointed: pointed.includes(line.id) }];
  });
}

/** The figure is the one of the line: down where the feature lies under the floor, else aside. */
function figure({ finding: { horizontalM, verticalM, planM } }: DigLine): string {
  if (horizontalM === 0 && verticalM !== null && verticalM > 0) return `↧ ${fixed(verticalM, 2)} m`;
  return `↔ ${fixed(horizontalM ?? planM ?? 0, 2)} m`;
}

function isLong({ finding: { horizontalM, verticalM, planM, closest } }: DigLine): boolean {
  return closest !== null && Math.max(horizontalM ?? 0, verticalM ?? 0, planM ?? 0) > LEAST_M;
}

function placeOf([x, y, levelM]: PlanePoint, { pit }: PlacedPit): Place | null {
  if (levelM === null) return null;
  return [x - pit.centre[0], y - pit.centre[1], levelM - pit.floorLevelM];
}
