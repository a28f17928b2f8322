import type { SeededRandom } from '../../../random/seeded-random.ts';
import type { PlanPoint } from '../../place/plan-geometry.ts';
import { ringCentre } from '../../plan/ring-geometry.ts';
import { placeInCell } from '../grid/place-in-cell.ts';
import type { LivingCell } from '../management-grid.ts';
import { SCENIC_AREAS } from '../scenic-areas.ts';
import { CAMERA_MAKES, type CameraSite, POLICE } from './camera-site.ts';

/** Cameras of the scenic areas: a ring around the middle and another at the paths farther out; the first is a lookout. */
export function scenicCameraSites(): readonly CameraSite[] {
  return SCENIC_AREAS.flatMap(({ id, zh, en, at, reachM, cameras }) =>
    Array.from({ length: cameras }, (_, i): CameraSite => {
      const angle = i * 2.399_963; // The golden angle spreads them evenly over the disc.
      const apart = reachM * Math.sqrt((i + 0.5) / cameras);
      const place: PlanPoint = [at[0] + apart * Math.cos(angle), at[1] + apart * Math.sin(angle)];
      return {
        at: place,
        looks: i % 2 === 0 ? angle : angle + Math.PI,
        make: i === 0 ? CAMERA_MAKES.lookout : i % 3 === 0 ? CAMERA_MAKES.bullet : CAMERA_MAKES.dome,
        zh: `${zh}${i + 1}号`,
        en: `${en} ${i + 1}`,
        industry: '08',
        owner: '文化和旅游局(模拟)',
        raw: { 景区: id },
      };
    }),
  );
}

/** One camera in every `step`th cell outside the detailed district, beginning with the busiest kinds of cells. */
export function townCameraSites(
  cells: readonly LivingCell[],
  count: number,
  random: SeededRandom,
): readonly CameraSite[] {
  const wanted = cells.filter(({ isDetailed, character }) => !isDetailed && BUSY.has(character));
  return Array.from({ length: count }, (_, i): CameraSite[] => {
    const cell = wanted[Math.floor(((i + 0.5) * wanted.length) / count)];
    if (cell === undefined) return [];
    const at = placeInCell(cell.ring, random);
    const centre = ringCentre(cell.ring);
    const { communityName } = cell;
    return [
      {
        at,
        looks: Math.atan2(centre[1] - at[1], centre[0] - at[0]) + random.between(-0.5, 0.5),
        make: i % 4 === 0 ? CAMERA_MAKES.bullet : CAMERA_MAKES.dome,
        zh: `${communityName.zh}第${cell.code.slice(12)}网格`,
        en: `Grid ${cell.code.slice(12)}, ${communityName.en}`,
        industry: '01',
        owner: POLICE,
      },
    ];
  }).flat();
}

const BUSY: ReadonlySet<string> = new Set(['street', 'centre', 'market', 'housing', 'oldQuarter', 'beach', 'port']);
