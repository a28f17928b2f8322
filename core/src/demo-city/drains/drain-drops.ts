import { type DrainNode, type DrainPipe, floorMm, obvertM } from './drain-draft.ts';
import { STEEPEST } from './drain-levels.ts';

/** Water may drop this far between obverts within an ordinary manhole, metres (survey checks allow 0.20 m). */
const MOST_DROP_M = 0.19;
/** Where a drain is lowered so that it drops less, this much is left, metres. */
const LEFT_DROP_M = 0.1;

/** Drains whose lower ends come down to what leaves the manhole, where that needs no slope beyond the steepest. */
export function withoutDrops(pipes: readonly DrainPipe[]): readonly DrainPipe[] {
  const leaving = new Map(pipes.map((pipe) => [pipe.from, pipe]));
  return pipes.map((pipe) => {
    const out = leaving.get(pipe.to);
    if (out === undefined || dropM(pipe, out) <= MOST_DROP_M) return pipe;
    const toLevelM = Math.max(out.fromLevelM, floorMm(pipe.toLevelM - dropM(pipe, out) + LEFT_DROP_M));
    return (pipe.fromLevelM - toLevelM) / pipe.lengthM > STEEPEST ? pipe : { ...pipe, toLevelM };
  });
}

/** Manholes in which water still drops farther: they are built as drop manholes (跌水井). */
export function dropManholes(pipes: readonly DrainPipe[]): ReadonlySet<DrainNode> {
  const leaving = new Map(pipes.map((pipe) => [pipe.from, pipe]));
  const found = new Set<DrainNode>();
  for (const pipe of pipes) {
    const out = leaving.get(pipe.to);
    if (out !== undefined && dropM(pipe, out) > MOST_DROP_M) found.add(pipe.to);
  }
  return found;
}

function dropM(into: DrainPipe, out: DrainPipe): number {
  return obvertM(into.toLevelM, into.make) - obvertM(out.fromLevelM, out.make);
}
