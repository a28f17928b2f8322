import type { DigLine } from '../pit/dig-list.ts';

/** True where a line reads the same as before, though it was found anew: a drag finds all lines anew for each frame. */
export function sameLine(before: DigLine, now: DigLine): boolean {
  if (before === now) return true;
  const [a, b] = [before.finding, now.finding];
  return (
    before.of.row === now.of.row &&
    a.verdict === b.verdict &&
    a.part === b.part &&
    a.relation === b.relation &&
    a.binding === b.binding &&
    a.needsPerson === b.needsPerson &&
    a.rule === b.rule &&
    a.zone?.protectionM === b.zone?.protectionM &&
    a.zone?.controlM === b.zone?.controlM &&
    a.assumed.join() === b.assumed.join() &&
    sameCentimetre(a.horizontalM, b.horizontalM) &&
    sameCentimetre(a.verticalM, b.verticalM) &&
    sameCentimetre(a.planM, b.planM) &&
    sameCentimetre(a.coverDepthM, b.coverDepthM) &&
    sameCentimetre(a.insideM, b.insideM) &&
    sameCentimetre(a.sigmaM, b.sigmaM) &&
    sameCentimetre(a.sigmaXyM, b.sigmaXyM) &&
    samePercent(a.strikeProbability, b.strikeProbability) &&
    // Where the camera goes to when the line is opened.
    Math.hypot(a.at[0] - b.at[0], a.at[1] - b.at[1]) < 1
  );
}

function sameCentimetre(a: number | null, b: number | null): boolean {
  // A touch is told apart from a small distance.
  return a === null || b === null ? a === b : Math.round(a * 100) === Math.round(b * 100) && (a === 0) === (b === 0);
}

function samePercent(a: number | null, b: number | null): boolean {
  return a === null || b === null ? a === b : Math.round(a * 100) === Math.round(b * 100);
}
