import { fewestValves } from './fewest-valves.ts';
import { type NetworkGraph, roleOf } from './network-graph.ts';
import { type ValveReports, type ValveSections, valveSections } from './valve-sections.ts';

/** What is broken, or is to be worked on: edges and vertices of the graph. */
export interface Breaks {
  readonly edges: readonly number[];
  readonly vertices: readonly number[];
}

/** Valves are numbers of `sections`; vertices and edges those of the graph. */
export interface Isolation {
  readonly sections: ValveSections;
  /** 1 for every section that is shut off with the break. */
  readonly isBroken: Uint8Array;
  /** Edges that are shut off with it. */
  readonly isolatedEdges: readonly number[];
  /** Open valves round it. Closing all of them isolates it, whatever feeds the network. */
  readonly boundary: readonly number[];
  /** Of the boundary those behind which a source stands; null where no known source reaches the break, or one of several. */
  readonly needed: readonly number[] | null;
  /** Valves round it that are closed already, and must stay so. */
  readonly closedAlready: readonly number[];
  /** Valves that were asked for as part of what is shut off because they are known not to turn. */
  readonly inoperable: readonly number[];
  /** The fewest valves that part it from every source, wherever they are; null where `needed` is, or a source lies inside. */
  readonly fewest: readonly number[] | null;
  /** Sources that are shut off with it: no valve parts them from it. */
  readonly sourcesInside: readonly number[];
  /** Sources elsewhere that reach the break while nothing is closed. */
  readonly sourcesReaching: readonly number[];
  /** Customers shut off with it. */
  readonly customersInside: readonly number[];
  /** Customers elsewhere that had supply and lose it; null where no known source reaches the break. */
  readonly customersBeyond: readonly number[] | null;
  /** Customers without supply when the valves of `fewest` are closed instead. */
  readonly customersOutByFewest: readonly number[];
  /** Customers that keep supply only if a valve of unknown state is open. */
  readonly customersInDoubt: readonly number[];
}

/**
 * What to close so that nothing flows to a break, and who is then without supply.
 *
 * The section of the break reaches to the nearest valves that turn. Everything in it loses supply whatever is closed. The
 * valves of its boundary behind which a source stands (`needed`) are therefore the smallest set that costs nobody else
 * anything: a region that feeds the break through such a valve keeps its own supply, and one that is fed through the break
 * has none to give. `fewest` asks for fewer valves at the price of more customers.
 *
 * Where the data names no source that reaches the break, what is needed and who else is cut off cannot be told, and is null.
 */
export function isolate(graph: NetworkGraph, breaks: Breaks, reports: ValveReports): Isolation {
  const sections = valveSections(graph, outOfOrder(graph, breaks, reports));
  const isBroken = new Uint8Array(sections.sectionCount);
  for (const edge of breaks.edges) mark(isBroken, sections.ofEdge[edge] ?? -1);
  for (const vertex of breaks.vertices) mark(isBroken, sections.ofVertex[vertex] ?? -1);
  const { boundary, closedAlready } = rimOf(sections, isBroken);

  const sources = withRole(graph, 'source');
  const isSource = new Uint8Array(sections.sectionCount);
  for (const vertex of sources) mark(isSource, sections.ofVertex[vertex] ?? -1);
  const before = supplied(sections, isSource, null, sections.closed, null);
  const after = supplied(sections, isSource, isBroken, sections.closed, null);
  const reached = isBroken.every((broken, s) => broken === 0 || before[s] === 1);

  const needed = reached ? boundary.filter((valve) => touches(sections, valve, after)) : null;
  const fewest = needed === null ? null : fewestOf(sections, isBroken, isSource, needed);
  const customers = withRole(graph, 'customer');
  const sectionOf = (vertex: number): number => sections.ofVertex[vertex] ?? -1;
  const losing = (state: Uint8Array): readonly number[] =>
    customers.filter((vertex) => before[sectionOf(vertex)] === 1 && state[sectionOf(vertex)] !== 1);
  const inside = (vertex: number): boolean => isBroken[sectionOf(vertex)] === 1;
  const byFewest = fewest === null ? after : supplied(sections, isSource, null, sections.closed, fewest);
  const certain = supplied(sections, isSource, isBroken, notStatedOpen(sections), null);
  const region = supplied(sections, isBroken, null, sections.closed, null);
  return {
    sections,
    isBroken,
    isolatedEdges: edgesIn(sections, isBroken),
    boundary,
    needed,
    closedAlready,
    inoperable: inoperableIn(graph, sections, isBroken, reports),
    fewest,
    sourcesInside: sources.filter(inside),
    sourcesReaching: sources.filter((vertex) => !inside(vertex) && region[sectionOf(vertex)] === 1),
    customersInside: customers.filter(inside),
    customersBeyond: reached ? losing(after).filter((vertex) => !inside(vertex)) : null,
    customersOutByFewest: fewest === null ? [] : losing(byFewest),
    customersInDoubt: customers.filter(
      (vertex) => after[sectionOf(vertex)] === 1 && certain[sectionOf(vertex)] !== 1 && region[sectionOf(vertex)] === 1,
    ),
  };
}

/** Nothing is fewer than one, and where a source lies inside no valves part it from the break. */
function fewestOf(
  sections: ValveSections,
  isBroken: Uint8Array,
  isSource: Uint8Array,
  needed: readonly number[],
): readonly number[] | null {
  if (isBroken.some((broken, s) => broken === 1 && isSource[s] === 1)) return null;
  return needed.length <= 1 ? needed : fewestValves(sections, isBroken, isSource);
}

/** A valve or a closed pipe that is itself broken shuts nothing off. */
function outOfOrder(graph: NetworkGraph, breaks: Breaks, reports: ValveReports): ValveReports {
  const nodes = new Map(reports.nodes);
  const links = new Map(reports.links);
  for (const vertex of breaks.vertices) nodes.set(vertex, 'inoperable');
  for (const edge of breaks.edges) links.set(graph.link[edge] ?? -1, 'inoperable');
  return { nodes, links };
}

function mark(marks: Uint8Array, section: number): void {
  if (section >= 0) marks[section] = 1;
}

/** The valves round marked sections. A valve with both sides inside bounds nothing; one with nothing behind it does. */
function rimOf(
  sections: ValveSections,
  isBroken: Uint8Array,
): { readonly boundary: readonly number[]; readonly closedAlready: readonly number[] } {
  const boundary: number[] = [];
  const closedAlready: number[] = [];
  for (let w = 0; w < sections.valveCount; w++) {
    const first = sections.valveStarts[w] ?? 0;
    const past = sections.valveStarts[w + 1] ?? 0;
    let within = 0;
    for (let k = first; k < past; k++) if (isBroken[sections.sections[k] ?? 0] === 1) within += 1;
    if (within === 0 || (within === past - first && past - first > 1)) continue;
    (sections.closed[w] === 1 ? closedAlready : boundary).push(w);
  }
  return { boundary, closedAlready };
}

/**
 * The sections that are joined to marked ones: not through valves that hold, nor through those that are closed now, and
 * never into the sections that are out.
 */
function supplied(
  sections: ValveSections,
  isStart: Uint8Array,
  isOut: Uint8Array | null,
  holds: Uint8Array,
  closing: readonly number[] | null,
): Uint8Array {
  const { sectionCount, sectionStarts, valves, valveStarts } = sections;
  const reached = new Uint8Array(sectionCount);
  const passed = Uint8Array.from(holds);
  for (const valve of closing ?? []) passed[valve] = 1;
  if (isOut !== null) blockRim(sections, isOut, passed);
  const queue = new Int32Array(sectionCount);
  let tail = 0;
  for (let s = 0; s < sectionCount; s++) {
    if (isStart[s] !== 1 || isOut?.[s] === 1) continue;
    reached[s] = 1;
    queue[tail++] = s;
  }
  for (let head = 0; head < tail; head++) {
    const s = queue[head] ?? 0;
    for (let k = sectionStarts[s] ?? 0; k < (sectionStarts[s + 1] ?? 0); k++) {
      const w = valves[k] ?? 0;
      if (passed[w] === 1) continue;
      passed[w] = 1;
      for (let j = valveStarts[w] ?? 0; j < (valveStarts[w + 1] ?? 0); j++) {
        const next = sections.sections[j] ?? 0;
        if (reached[next] === 1) continue;
        reached[next] = 1;
        queue[tail++] = next;
      }
    }
  }
  return reached;
}

/** A valve of the rim that supply reaches is closed; so supply passes none of them, not even to a third side. */
function blockRim({ sectionCount, sectionStarts, valves }: ValveSections, isOut: Uint8Array, passed: Uint8Array): void {
  for (let s = 0; s < sectionCount; s++) {
    if (isOut[s] !== 1) continue;
    for (let k = sectionStarts[s] ?? 0; k < (sectionStarts[s + 1] ?? 0); k++) passed[valves[k] ?? 0] = 1;
  }
}

function touches({ valveStarts, sections }: ValveSections, valve: number, marks: Uint8Array): boolean {
  for (let k = valveStarts[valve] ?? 0; k < (valveStarts[valve + 1] ?? 0); k++) {
    if (marks[sections[k] ?? 0] === 1) return true;
  }
  return false;
}

function notStatedOpen({ closed, stateUnknown }: ValveSections): Uint8Array {
  return closed.map((isClosed, w) => (isClosed === 1 || stateUnknown[w] === 1 ? 1 : 0));
}

function edgesIn({ ofEdge }: ValveSections, isBroken: Uint8Array): readonly number[] {
  const edges: number[] = [];
  for (let e = 0; e < ofEdge.length; e++) if (isBroken[ofEdge[e] ?? -1] === 1) edges.push(e);
  return edges;
}

function withRole({ rows }: NetworkGraph, role: 'source' | 'customer'): readonly number[] {
  const vertices: number[] = [];
  for (let v = 0; v < rows.nodes.count; v++) if (roleOf(rows, v) === role) vertices.push(v);
  return vertices;
}

/** Vertices of valves within what is shut off that would have bounded it, did they turn. */
function inoperableIn(
  { rows }: NetworkGraph,
  sections: ValveSections,
  isBroken: Uint8Array,
  reports: ValveReports,
): readonly number[] {
  const vertices: number[] = [];
  for (let v = 0; v < rows.nodes.count; v++) {
    if (isBroken[sections.ofVertex[v] ?? -1] !== 1 || roleOf(rows, v) !== 'valve') continue;
    if ((reports.nodes.get(v) ?? rows.nodes.valveStates[v]) === 'inoperable') vertices.push(v);
  }
  return vertices;
}
