import type { ConduitTable } from '../analysis/conduit-table.ts';
import type { Embedding } from '../model/embedding.ts';

/**
 * Why two conduits are no conflict however near they are. `sharedNode`: they are joined. `joined`: a third of their
 * utility joins them, so short that they can be no farther apart. `device`: one is a pump or a
 * weir, not a pipe. `aboveGround`: one hangs or lies above the ground, where the tables do not speak. `within`: one says
 * that it lies in something (casing, duct, trench, tunnel) and the other is what it lies in. `sameTunnel`: both lie in a
 * tunnel or passage and run along each other.
 */
export const EXEMPTIONS = ['sharedNode', 'joined', 'device', 'aboveGround', 'within', 'sameTunnel'] as const;

export type Exemption = (typeof EXEMPTIONS)[number];

const ABOVE: ReadonlySet<Embedding> = new Set<Embedding>(['overhead', 'onGround']);
const WALKED: ReadonlySet<Embedding> = new Set<Embedding>(['tunnel', 'passage', 'civilDefence']);
const HOLDING: ReadonlySet<Embedding> = new Set<Embedding>([
  'duct',
  'ductBank',
  'trench',
  'tunnel',
  'passage',
  'civilDefence',
  'casing',
]);

/** Lines that turn less than this against each other run along one another: sine of 10 degrees. */
const ALONG_SINE = 0.174;

/** True for a conduit that, before any distance is known, only a node shared with another could exempt. */
export function isPlainConduit({ kind, embedding }: ConduitTable['facts'][number]): boolean {
  return kind === 'conduit' && !isIn(ABOVE, embedding) && !isIn(WALKED, embedding);
}

/**
 * True where one of the two lies in a tunnel or passage and the other does not: the tunnel's own wall keeps the distances
 * of the tables, so that no row speaks of the two; that they must not meet still holds.
 */
export function isThroughTunnelWall(a: ConduitTable, i: number, b: ConduitTable, j: number): boolean {
  return isIn(WALKED, a.facts[i]?.embedding) !== isIn(WALKED, b.facts[j]?.embedding);
}

/** What exempts a pair before any distance is known. */
export function plainExemption(a: ConduitTable, i: number, b: ConduitTable, j: number): Exemption | null {
  const [one, other] = [a.facts[i], b.facts[j]];
  if (one === undefined || other === undefined) throw new RangeError(`plainExemption: no conduit ${i} or ${j}`);
  if (one.kind !== 'conduit' || other.kind !== 'conduit') return 'device';
  if (isOneOf(one.fromNode, other) || isOneOf(one.toNode, other)) return 'sharedNode';
  if (isIn(ABOVE, one.embedding) || isIn(ABOVE, other.embedding)) return 'aboveGround';
  if (one.embedding === other.embedding && isIn(WALKED, one.embedding) && runAlong(a, i, b, j)) return 'sameTunnel';
  return null;
}

/** What exempts a pair whose walls meet: one that lies in something, and the other holds all of it. */
export function meetingExemption(a: ConduitTable, i: number, b: ConduitTable, j: number): Exemption | null {
  const inA = isIn(HOLDING, a.facts[i]?.embedding) && holds(b, j, a, i);
  const inB = isIn(HOLDING, b.facts[j]?.embedding) && holds(a, i, b, j);
  return inA || inB ? 'within' : null;
}

function isOneOf(node: string | null, { fromNode, toNode }: ConduitTable['facts'][number]): boolean {
  return node !== null && (node === fromNode || node === toNode);
}

function isIn(set: ReadonlySet<Embedding>, embedding: Embedding | null | undefined): boolean {
  return embedding !== null && embedding !== undefined && set.has(embedding);
}

function runAlong(a: ConduitTable, i: number, b: ConduitTable, j: number): boolean {
  const p = (a.starts[i] ?? 0) * 3;
  const q = (b.starts[j] ?? 0) * 3;
  const [ux, uy] = [at(a.axes, p + 3) - at(a.axes, p), at(a.axes, p + 4) - at(a.axes, p + 1)];
  const [vx, vy] = [at(b.axes, q + 3) - at(b.axes, q), at(b.axes, q + 4) - at(b.axes, q + 1)];
  return Math.abs(ux * vy - uy * vx) <= ALONG_SINE * Math.hypot(ux, uy) * Math.hypot(vx, vy);
}

/**
 * True when both ends of the inner that lie beside the holder, and its middle, lie in the rectangle about the holder's
 * outer wall with all of their own: the inner does not pass through the holder's wall.
 */
function holds(holder: ConduitTable, j: number, inner: ConduitTable, i: number): boolean {
  if (holder.levelKnown[j] !== 1 || inner.levelKnown[i] !== 1) return false;
  const roomXM = (holder.halfWidthM[j] ?? Number.NaN) - (inner.halfWidthM[i] ?? Number.NaN);
  const roomZM = (holder.halfHeightM[j] ?? Number.NaN) - (inner.halfHeightM[i] ?? Number.NaN);
  if (!(roomXM >= 0 && roomZM >= 0) || !runAlong(holder, j, inner, i)) return false;
  let seen = 0;
  const first = inner.starts[i] ?? 0;
  const last = (inner.starts[i + 1] ?? 0) - 1;
  for (let half = first * 2; half <= last * 2; half++) {
    const p = (half >> 1) * 3;
    const q = half % 2 === 0 ? p : p + 3;
    const mean = (axis: number) => (at(inner.axes, p + axis) + at(inner.axes, q + axis)) / 2;
    const place = beside(holder, j, mean(0), mean(1));
    if (place === null) continue;
    seen++;
    if (place.acrossM > roomXM || Math.abs(place.levelM - mean(2)) > roomZM) return false;
  }
  return seen > 0;
}

/** How far off a conduit's axis a place lies in plan, and the level of the axis there; null beyond its ends. */
function beside(
  { axes, starts }: ConduitTable,
  j: number,
  x: number,
  y: number,
): { readonly acrossM: number; readonly levelM: number } | null {
  let best: { acrossM: number; levelM: number } | null = null;
  for (let k = starts[j] ?? 0; k + 1 < (starts[j + 1] ?? 0); k++) {
    const p = k * 3;
    const [ux, uy] = [at(axes, p + 3) - at(axes, p), at(axes, p + 4) - at(axes, p + 1)];
    const run = ux * ux + uy * uy;
    if (run === 0) continue;
    const share = ((x - at(axes, p)) * ux + (y - at(axes, p + 1)) * uy) / run;
    if (share < 0 || share > 1) continue;
    const acrossM = Math.hypot(at(axes, p) + ux * share - x, at(axes, p + 1) + uy * share - y);
    if (best !== null && best.acrossM <= acrossM) continue;
    best = { acrossM, levelM: at(axes, p + 2) + (at(axes, p + 5) - at(axes, p + 2)) * share };
  }
  return best;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
