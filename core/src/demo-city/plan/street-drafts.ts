import { distance, type PlanLine, type PlanPoint } from '../place/plan-geometry.ts';
import type { Border, Junction } from './border.ts';
import type { MainStreet } from './main-streets.ts';
import type { StreetClass } from './street.ts';

/** A street before it has a name: its line and the junctions on it. */
export interface StreetDraft {
  readonly kind: StreetClass;
  readonly line: PlanLine;
  /** Hand-drawn streets bring their name and year. */
  readonly main: MainStreet | null;
  readonly junctions: readonly Junction[];
}

/** Two streets that meet head on across a road, turned less than this against each other, are one. */
const STRAIGHT_ON = Math.cos((24 * Math.PI) / 180);

/**
 * The streets among the borders. Stretches of one class that go on straight across a road are joined to one street, so
 * that it keeps its name.
 */
export function streetDrafts(
  borders: readonly Border[],
  mains: ReadonlyMap<number, MainStreet>,
  junctions: readonly Junction[],
): readonly StreetDraft[] {
  const onTag = new Map<number, Junction[]>();
  for (const junction of junctions) {
    for (const tag of junction.tags) onTag.set(tag, [...(onTag.get(tag) ?? []), junction]);
  }
  const drafts = new Map<number, StreetDraft>();
  for (const [tag, { street, line }] of borders.entries()) {
    if (street) drafts.set(tag, { kind: street, line, main: mains.get(tag) ?? null, junctions: onTag.get(tag) ?? [] });
  }
  // Where a stretch went when it was joined to another.
  const joinedTo = new Map<number, number>();
  const now = (tag: number): number => {
    let at = tag;
    for (let next = joinedTo.get(at); next !== undefined; next = joinedTo.get(at)) at = next;
    return at;
  };
  for (const { at, tags } of junctions) {
    for (const [i, first] of tags.entries()) {
      for (const second of tags.slice(i + 1)) {
        const [a, b] = [now(first), now(second)];
        const one = drafts.get(a);
        const other = drafts.get(b);
        if (a === b || !one || !other || one.main || other.main || one.kind !== other.kind) continue;
        const line = joined(one.line, other.line, at);
        if (!line) continue;
        drafts.set(a, { ...one, line, junctions: [...new Set([...one.junctions, ...other.junctions])] });
        drafts.delete(b);
        joinedTo.set(b, a);
      }
    }
  }
  return [...drafts.values()];
}

/** Two lines that both end at a point as one, when they go on straight there. */
function joined(first: PlanLine, second: PlanLine, at: PlanPoint): PlanLine | null {
  const a = endingAt(first, at);
  const b = endingAt(second, at)?.toReversed();
  if (!a || !b) return null;
  const back = a.at(-2);
  const ahead = b[1];
  if (!back || !ahead) return null;
  const cosine =
    ((at[0] - back[0]) * (ahead[0] - at[0]) + (at[1] - back[1]) * (ahead[1] - at[1])) /
    (distance(back, at) * distance(at, ahead));
  return cosine > STRAIGHT_ON ? [...a, ...b.slice(1)] : null;
}

function endingAt(line: PlanLine, at: PlanPoint): PlanLine | null {
  const [first] = line;
  const last = line.at(-1);
  if (last && distance(last, at) < 0.5) return line;
  return first && distance(first, at) < 0.5 ? line.toReversed() : null;
}
