import type { CityPoint } from '../../model/city-point.ts';
import { seededRandom } from '../../random/seeded-random.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import type { CameraSite } from './cameras/camera-site.ts';
import { districtCameraSites } from './cameras/district-camera-sites.ts';
import { scenicCameraSites, townCameraSites } from './cameras/outer-camera-sites.ts';
import { cityPoint } from './city-point-maker.ts';
import type { ManagementGrid } from './management-grid.ts';

/** Cameras of the city. */
export const CAMERAS = 2000;
/** At most so many of them in the detailed district. */
const IN_DISTRICT = 1050;

/** Network camera (网络摄像机), digits 11 to 13 of GB/T 28181 appendix D, and the surveillance network, digit 14. */
const TYPE_AND_NETWORK = '1320';

/** The plan's x axis runs this far north of east, degrees. */
const TURN_DEG = 18;

/** Exactly `CAMERAS` camera points with ids of 20 digits: scenic areas and the detailed district first, towns the rest. */
export function cameras(
  plan: DistrictPlan,
  grid: ManagementGrid,
  groundLevelM: (at: PlanPoint) => number,
  seed: number,
): readonly CityPoint[] {
  const random = seededRandom(seed ^ 0xca3e);
  const serials = new Map<string, number>();
  const made = (sites: readonly CameraSite[]): CityPoint[] =>
    sites
      .flatMap((site) => {
        const point = cityPoint(grid, {
          kind: 'camera',
          sourceId: '',
          name: { zh: site.zh, en: site.en },
          at: site.at,
          groundLevelM: groundLevelM(site.at),
          heightM: site.make.heightM,
          category: site.make.zh,
          headingDeg: headingDeg(site.looks),
          fieldOfViewDeg: site.make.fieldOfViewDeg,
          rangeM: site.make.rangeM,
          owner: site.owner,
          ...(site.raw === undefined ? {} : { raw: site.raw }),
        });
        return point === null ? [] : [{ point, industry: site.industry }];
      })
      .map(({ point, industry }) => {
        const group = `${point.gridCell?.slice(0, 6) ?? ''}00${industry}${TYPE_AND_NETWORK}`;
        const serial = (serials.get(group) ?? 0) + 1;
        serials.set(group, serial);
        const code = group + String(serial).padStart(6, '0');
        return { ...point, sourceId: code, code, raw: { ...point.raw, 编号: code } };
      });
  const scenic = made(scenicCameraSites());
  const district = made(thinned(districtCameraSites(plan), IN_DISTRICT));
  const rest = CAMERAS - scenic.length - district.length;
  return [...scenic, ...district, ...made(townCameraSites(grid.cells, rest, random))];
}

/** So many of a list at most, evenly taken. */
function thinned<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return list.filter((_, i) => Math.floor(((i + 1) * most) / list.length) > Math.floor((i * most) / list.length));
}

/** Clockwise from north of an angle counter-clockwise from the plan's x axis. */
function headingDeg(radians: number): number {
  const degrees = 90 - (radians * 180) / Math.PI - TURN_DEG;
  return Math.round(((degrees % 360) + 360) % 360) % 360;
}
