import { outerHalfWidthM, outerHeightM } from '../network/pipe-make.ts';
import { AIM, LEVELS } from './level-grid.ts';
import { type LevelProfile, levelProfile, type ProfileTask } from './level-profile.ts';
import { levelTask } from './level-task.ts';
import type { LayingRules } from './line-choice.ts';
import type { MainsWorld } from './mains-world.ts';
import { placeStops } from './place-stops.ts';
import { type Run, type RunPoint, runPoints } from './run.ts';

/** A run while its levels are sought. */
export interface OpenRun {
  readonly run: Run;
  readonly points: readonly RunPoint[];
  readonly profile: LevelProfile;
  readonly cut: number;
  cutLevel: number;
  /** Level numbers by station, filled from both ends. */
  readonly levels: number[];
  isLaid: boolean;
}

export function openRun(run: Run, choice: LayingRules, world: MainsWorld): OpenRun {
  const points = runPoints(run.base, placeStops(run, choice, world));
  const task = runTask(run, points, choice, world);
  const profile = levelProfile(task);
  const { cut, cutLevel } = cutOf(profile);
  return {
    run,
    points,
    profile,
    cut,
    cutLevel,
    levels: task.stationsM.map(() => -1),
    isLaid: true,
  };
}

/** What the levels of a run have to keep, by the rules given. */
export function runTask(run: Run, points: readonly RunPoint[], choice: LayingRules, world: MainsWorld): ProfileTask {
  const { make, kind } = run.laying;
  return levelTask(
    {
      points,
      size: { kind, halfWidthM: outerHalfWidthM(make), heightM: outerHeightM(make) },
      isOwn: ({ network }) => network === run.network,
      groundM: world.groundM,
      isOverWater: world.isOverWater,
      aimCoverM: choice.aimCoverM,
      leastCoverM: choice.leastCoverM,
      mostCoverM: choice.mostCoverM,
      startAimM: null,
    },
    world.cells,
  );
}

/** The station near the middle at which the line lies nearest to its aim, and its level there; -1 where none is open. */
function cutOf({ stationsM, open, lanes }: LevelProfile): { cut: number; cutLevel: number } {
  const lengthM = stationsM.at(-1) ?? 0;
  const last = stationsM.length - 1;
  let best = { cut: last >> 1, cutLevel: -1 };
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= last; i++) {
    const offMiddle = Math.abs((stationsM[i] ?? 0) / lengthM - 0.5);
    // The ends belong to the junctions; only a line of two stations has no other.
    if ((i === 0 || i === last) && last > 1) continue;
    for (let k = 0; k < LEVELS; k++) {
      if (open[i * LEVELS + k] !== 1) continue;
      if (i > 0 && lanes[(i - 1) * LEVELS + k] === 0) continue;
      if (i < last && lanes[i * LEVELS + k] === 0) continue;
      const cost = Math.abs(k - AIM) * 0.1 + offMiddle * 4;
      if (cost >= least) continue;
      least = cost;
      best = { cut: i, cutLevel: k };
    }
  }
  return best;
}
