import type { ValveSections } from './valve-sections.ts';

/**
 * The fewest valves that part the sections of a break from every source: a minimum cut in which a valve costs 1 and a
 * section cannot be cut (Ford and Fulkerson 1956; the shortest augmenting path of Edmonds and Karp 1972). Of several such
 * cuts the one nearest to the break, which leaves the least without supply. No source may lie in a broken section.
 *
 * A valve is split into a way in and a way out, between which one unit may flow, so the flow is the number of ways from a
 * source to the break that share no valve, and the search runs that often and once more over the whole network.
 */
export function fewestValves(sections: ValveSections, isBroken: Uint8Array, isSource: Uint8Array): readonly number[] {
  const flow: Flow = {
    into: new Int32Array(sections.valveCount).fill(-1),
    outOf: new Int32Array(sections.valveCount).fill(-1),
  };
  while (augment(sections, isBroken, isSource, flow));
  return cutNearestToBreak(sections, isBroken, flow);
}

/** The sections between which valve w carries its unit; -1 where it carries none. */
interface Flow {
  readonly into: Int32Array;
  readonly outOf: Int32Array;
}

/*
 * States of the search: section s, then the way into valve w, then the way out of it.
 *
 *     s --> in(w)         always               in(w) --> s     takes back a unit that came from s
 *     in(w) --> out(w)    while it is free     out(w) --> in(w) takes back its unit
 *     out(w) --> s        always               s --> out(w)    takes back a unit that went to s
 */
function augment(sections: ValveSections, isBroken: Uint8Array, isSource: Uint8Array, flow: Flow): boolean {
  const { sectionCount, valveCount, sectionStarts, valves, valveStarts, closed } = sections;
  const stateCount = sectionCount + 2 * valveCount;
  const before = new Int32Array(stateCount).fill(-2);
  const queue = new Int32Array(stateCount);
  let tail = 0;
  const visit = (state: number, parent: number): void => {
    if (before[state] !== -2) return;
    before[state] = parent;
    queue[tail++] = state;
  };
  for (let s = 0; s < sectionCount; s++) if (isSource[s] === 1) visit(s, -1);
  for (let head = 0; head < tail; head++) {
    const state = queue[head] ?? 0;
    if (state < sectionCount) {
      if (isBroken[state] === 1) {
        push(sections, before, state, flow);
        return true;
      }
      for (let k = sectionStarts[state] ?? 0; k < (sectionStarts[state + 1] ?? 0); k++) {
        const w = valves[k] ?? 0;
        if (closed[w] === 1) continue;
        visit(sectionCount + w, state);
        if (flow.outOf[w] === state) visit(sectionCount + valveCount + w, state);
      }
    } else if (state < sectionCount + valveCount) {
      const w = state - sectionCount;
      if ((flow.into[w] ?? -1) < 0) visit(state + valveCount, state);
      else visit(flow.into[w] ?? 0, state);
    } else {
      const w = state - sectionCount - valveCount;
      if ((flow.into[w] ?? -1) >= 0) visit(state - valveCount, state);
      for (let k = valveStarts[w] ?? 0; k < (valveStarts[w + 1] ?? 0); k++) visit(sections.sections[k] ?? 0, state);
    }
  }
  return false;
}

/** Lays one more unit along the way that the search found, back from the break. */
function push({ sectionCount, valveCount }: ValveSections, before: Int32Array, end: number, flow: Flow): void {
  const firstOut = sectionCount + valveCount;
  // New ends of units, set after those that are taken back, for a way may do both at one valve.
  const into: number[] = [];
  const outOf: number[] = [];
  let state = end;
  for (let parent = before[state] ?? -1; parent >= 0; parent = before[state] ?? -1) {
    if (parent < sectionCount && state < firstOut) into.push(state - sectionCount, parent);
    else if (parent >= firstOut && state < sectionCount) outOf.push(parent - firstOut, state);
    else if (parent >= sectionCount && parent < firstOut && state < sectionCount) flow.into[parent - sectionCount] = -1;
    else if (parent < sectionCount && state >= firstOut) flow.outOf[state - firstOut] = -1;
    state = parent;
  }
  for (let k = 0; k < into.length; k += 2) flow.into[into[k] ?? 0] = into[k + 1] ?? -1;
  for (let k = 0; k < outOf.length; k += 2) flow.outOf[outOf[k] ?? 0] = outOf[k + 1] ?? -1;
}

/** The valves between what can still send a unit to the break and what cannot. */
function cutNearestToBreak(sections: ValveSections, isBroken: Uint8Array, flow: Flow): readonly number[] {
  const { sectionCount, valveCount, sectionStarts, valves, valveStarts, closed } = sections;
  const firstOut = sectionCount + valveCount;
  const reaches = new Uint8Array(firstOut + valveCount);
  const queue = new Int32Array(firstOut + valveCount);
  let tail = 0;
  const visit = (state: number): void => {
    if (reaches[state] === 1) return;
    reaches[state] = 1;
    queue[tail++] = state;
  };
  for (let s = 0; s < sectionCount; s++) if (isBroken[s] === 1) visit(s);
  for (let head = 0; head < tail; head++) {
    const state = queue[head] ?? 0;
    if (state < sectionCount) {
      // Who can send to a section: the way out of a valve, always; the way into it, by taking back.
      for (let k = sectionStarts[state] ?? 0; k < (sectionStarts[state + 1] ?? 0); k++) {
        const w = valves[k] ?? 0;
        if (closed[w] === 1) continue;
        visit(firstOut + w);
        if (flow.into[w] === state) visit(sectionCount + w);
      }
    } else if (state < firstOut) {
      const w = state - sectionCount;
      for (let k = valveStarts[w] ?? 0; k < (valveStarts[w + 1] ?? 0); k++) visit(sections.sections[k] ?? 0);
      if ((flow.into[w] ?? -1) >= 0) visit(firstOut + w);
    } else {
      const w = state - firstOut;
      if ((flow.into[w] ?? -1) < 0) visit(sectionCount + w);
      else visit(flow.outOf[w] ?? 0);
    }
  }
  const cut: number[] = [];
  for (let w = 0; w < valveCount; w++) {
    if (reaches[firstOut + w] === 1 && reaches[sectionCount + w] === 0) cut.push(w);
  }
  return cut;
}
