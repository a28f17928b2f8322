import { ASSUMED_DEPTH_M, type DrawnAs, SHAFT_WALL_M } from './drawn-as.ts';
import { addFitting } from './fitting-solids.ts';
import { GRATE, isStanding, type StandingForm } from './form-mesh.ts';
import { addBed, addJoint } from './joint.ts';
import { outerWidthM } from './outer-width.ts';
import { hasShaft, shaftRadiusM } from './shaft.ts';
import { CONE_HEIGHT_M, NECK_HEIGHT_M, NECK_RADIUS_M } from './shaft-top.ts';
import { columnSides } from './solid-sides.ts';
import type { SolidSink } from './solid-sink.ts';
import { addRevolution, type UprightBox } from './solids.ts';
import type { TileFrame } from './tile-frame.ts';
import { abandonedLook, type Look } from './tile-materials.ts';
import type { IncidentEnd, TileNode } from './tile-rows.ts';
import { isWalkable } from './walkable.ts';

/** Conventions of the drawing, metres: a cover on its frame. */
const COVER_RADIUS_M = 0.35;
const COVER_PROUD_M = 0.012;
const COVER_SLAB_M = 0.1;

/** A shaft of unknown depth is drawn in slices: metres drawn, metres left out. */
const SLICE_M = 0.35;
const SLICE_GAP_M = 0.25;

/** Where a shaft's top is unknown it is drawn this far above its highest conduit, metres. */
const ASSUMED_TOP_M = 1;

/** Hand holes have a square slab for a cover, proud of the ground as all covers are; half its side less than the shaft's, metres. */
const SLAB_INSET_M = 0.06;

/** Roof slab of a chamber, metres. */
const ROOF_M = 0.2;

/** The rod from a buried valve to its small cover, and the riser from a conduit to what stands over it, metres. */
const SPINDLE_RADIUS_M = 0.04;
const SPINDLE_COVER_RADIUS_M = 0.12;
const RISER_RADIUS_M = 0.05;

/** A single gully under its grate, metres; it reaches no deeper than twice its depth. */
const GULLY = { halfAlongM: 0.34, halfAcrossM: 0.19, depthM: 0.9 } as const;

export function nodeDrawnAs(row: TileNode): DrawnAs {
  const { node } = row;
  if (hasShaft(node)) {
    if (!hasKnownLevels(node)) return 'unknownLevel';
    return node.shaftDiameterMm === null ? 'unknownSize' : 'measured';
  }
  return incidentAxisM(row.incident) === null && node.sumpLevelM === null ? 'unknownLevel' : 'measured';
}

/** A sump above its cover is as good as none: nobody knows which of the two is wrong. */
function hasKnownLevels({ coverLevelM, sumpLevelM }: TileNode['node']): boolean {
  return coverLevelM !== null && sumpLevelM !== null && sumpLevelM <= coverLevelM;
}

/** Adds a node under the sink's current feature. Levels not known are assumed for the drawing only. */
export function addNode(row: TileNode, turn: number, frame: TileFrame, fallbackLevelM: number, sink: SolidSink): void {
  const { node } = row;
  const [lon, lat] = node.position;
  // Levels are heights above this place: the tile's up and the node's differ by less than a millimetre over a shaft.
  frame.place(lon, lat, fallbackLevelM, scratch, 0);
  const [x = 0, y = 0, base = 0] = scratch;
  const body = shaftLook(row);
  const place: NodePlace = { x, y, turn, base: base - fallbackLevelM, fallbackLevelM, body };
  if (hasShaft(node)) {
    addShaft(row, place, sink);
    return;
  }
  const widthM = widestM(row.incident);
  const levelM = incidentAxisM(row.incident) ?? node.sumpLevelM ?? assumedAxisM(row, fallbackLevelM);
  const pipe = place.base + levelM;
  switch (node.kind) {
    case 'outfall': {
      // The apron water falls onto, under the lowest invert.
      const floor = place.base + (lowestM(row.incident, 'invertM') ?? node.sumpLevelM ?? levelM);
      const radiusM = Math.max(0.6, widestOuterM(row.incident));
      addRevolution(
        sink.mesh(body),
        x,
        y,
        [
          [0, floor - 0.35],
          [radiusM * 1.3, floor - 0.35],
          [radiusM, floor - 0.05],
          [0, floor - 0.05],
        ],
        columnSides(radiusM),
      );
      return;
    }
    case 'appurtenance': {
      const ground = node.coverLevelM === null ? null : place.base + node.coverLevelM;
      if (isStanding(node.form) && ground !== null) {
        addStanding(node.form, place, ground, pipe, sink);
        if (node.form === 'gully') return;
      }
      addFitting(node.form ?? null, { x, y, turn, z: pipe }, Math.max(0.12, widthM * 0.8), ground, body, sink);
      if (!isStanding(node.form) && ground !== null && ground > pipe) addSpindle(place, pipe, ground, sink);
      return;
    }
    case 'fitting':
    case 'junction':
    case 'divider':
      // A joint would wall up the passage.
      if (row.incident.some(({ heightMm }) => isWalkable(node.utility, heightMm))) {
        addBed(row.incident, jointLook(row), { x, y, z: pipe, turn }, sink);
      } else addJoint(row.incident, jointLook(row), { x, y, z: pipe, turn }, frame, sink);
      return;
    case 'manhole':
    case 'storage':
      return;
  }
}

/** The look of a shaft or of what stands at a node. */
export function shaftLook(row: TileNode): Look {
  const look = nodeDrawnAs(row) === 'unknownLevel' ? 'shaftAssumed' : 'shaft';
  return row.node.status === 'abandoned' ? abandonedLook(look) : look;
}

function jointLook(row: TileNode): Look {
  const look = nodeDrawnAs(row) === 'unknownLevel' ? 'pipeAssumed' : 'pipe';
  return row.node.status === 'abandoned' ? abandonedLook(look) : look;
}

/** Where a node stands in the frame of its tile, metres; a height is `base` and a level. */
interface NodePlace {
  readonly x: number;
  readonly y: number;
  /** Radians anticlockwise from east. */
  readonly turn: number;
  readonly base: number;
  readonly fallbackLevelM: number;
  readonly body: Look;
}

const scratch = new Float64Array(3);

/** What stands at the ground, and what joins it to the conduit. */
function addStanding(form: StandingForm, place: NodePlace, ground: number, pipe: number, sink: SolidSink): void {
  const { x, y, turn } = place;
  sink.form(form, { x, y, turn, ground });
  if (form !== 'gully') {
    if (pipe < ground) sink.column('shaft', { x, y, bottom: pipe, top: ground, radiusM: RISER_RADIUS_M });
    return;
  }
  const { halfAlongM, halfAcrossM, depthM } = GULLY;
  const bottom = Math.max(Math.min(pipe, ground) - 0.15, ground - 2 * depthM);
  const top = ground - GRATE.thickM;
  if (bottom < top) sink.box('shaft', { x, y, turn, bottom, top, halfAlongM, halfAcrossM });
}

function addSpindle({ x, y, body }: NodePlace, pipe: number, ground: number, sink: SolidSink): void {
  sink.column(body, { x, y, bottom: pipe, top: ground, radiusM: SPINDLE_RADIUS_M });
  const cover = { bottom: ground - COVER_SLAB_M, top: ground + COVER_PROUD_M, radiusM: SPINDLE_COVER_RADIUS_M };
  sink.column('cover', { x, y, ...cover });
}

/**
 * ```
 *        __===__   cover (its own look), proud of the ground by 12 mm
 *        |     |   neck
 *       /       \  cone
 *      |         | body, outer radius = inner + wall
 *      |_________| floor 0.1 m under the sump
 * ```
 */
function addShaft(row: TileNode, place: NodePlace, sink: SolidSink): void {
  const { x, y, turn, base, fallbackLevelM, body } = place;
  const { node, incident } = row;
  const statedM =
    node.sumpLevelM ?? lowestM(incident, 'invertM') ?? (node.coverLevelM ?? fallbackLevelM) - 2 * ASSUMED_DEPTH_M;
  const highestM = highestOf(incident);
  const topM = node.coverLevelM ?? Math.max(highestM ?? statedM, statedM) + ASSUMED_TOP_M;
  const sumpM = statedM <= topM ? statedM : topM - 2 * ASSUMED_DEPTH_M;
  const radiusM = shaftRadiusM(node, widestOuterM(incident)) + SHAFT_WALL_M;
  if (!hasKnownLevels(node)) {
    addSlices(place, base + sumpM, base + topM, radiusM, sink);
    return;
  }
  const floor = base + sumpM - SHAFT_WALL_M;
  const top = base + topM;
  if (node.form === 'handhole' || node.form === 'chamber') {
    const box = { x, y, turn, bottom: floor, top, halfAlongM: radiusM, halfAcrossM: radiusM };
    addWalled(node.form, box, body, sink);
    return;
  }
  const cone = top - NECK_HEIGHT_M - CONE_HEIGHT_M;
  const isConed = radiusM > NECK_RADIUS_M + 0.1 && cone > floor + 0.4 && node.kind !== 'storage';
  sink.column(body, { x, y, bottom: floor, top: isConed ? cone : top - COVER_SLAB_M / 2, radiusM });
  if (isConed) sink.shaftTop(body, { x, y, bottom: cone, radiusM });
  addCover(x, y, top, sink);
}

function addCover(x: number, y: number, top: number, sink: SolidSink): void {
  const slab = { bottom: top - COVER_SLAB_M / 2, top: top + COVER_PROUD_M };
  sink.column('cover', { x, y, ...slab, radiusM: COVER_RADIUS_M });
}

/** A square shaft: of a hand hole up to its slab, of a chamber to its roof with a round neck and cover over it. */
function addWalled(form: 'handhole' | 'chamber', box: UprightBox, body: Look, sink: SolidSink): void {
  const { x, y, bottom, top, halfAlongM } = box;
  const slab = { bottom: top - COVER_SLAB_M / 2, top: top + COVER_PROUD_M };
  if (form === 'handhole' || top - bottom < NECK_HEIGHT_M + ROOF_M + 0.5) {
    sink.box(body, { ...box, top: slab.bottom });
    const half = Math.max(0.2, halfAlongM - SLAB_INSET_M);
    sink.box('cover', { ...box, ...slab, halfAlongM: half, halfAcrossM: half });
    return;
  }
  sink.box(body, { ...box, top: top - NECK_HEIGHT_M });
  sink.column(body, { x, y, bottom: top - NECK_HEIGHT_M, top: slab.bottom, radiusM: NECK_RADIUS_M });
  addCover(x, y, top, sink);
}

function addSlices({ x, y, body }: NodePlace, from: number, to: number, radiusM: number, sink: SolidSink): void {
  const count = Math.max(1, Math.round((to - from + SLICE_GAP_M) / (SLICE_M + SLICE_GAP_M)));
  const period = (to - from + SLICE_GAP_M) / count;
  for (let i = 0; i < count; i++) {
    const bottom = from + i * period;
    const top = Math.max(bottom + 0.05, bottom + period - SLICE_GAP_M);
    sink.column(body, { x, y, bottom, top, radiusM });
  }
}

/** Width of the widest conduit at a node, one barrel without its wall, metres; 0 where none is known. */
function widestM(incident: readonly IncidentEnd[]): number {
  let widest = 0;
  for (const end of incident) widest = Math.max(widest, (end.widthMm ?? 0) / 1000);
  return widest;
}

/** Outside width of the widest conduit at a node as conduits are drawn (`linkAxis` cuts them back by it), metres. */
export function widestOuterM(incident: readonly IncidentEnd[]): number {
  let widest = 0;
  for (const end of incident) widest = Math.max(widest, outerWidthM(end));
  return widest;
}

function incidentAxisM(incident: readonly IncidentEnd[]): number | null {
  let sum = 0;
  let known = 0;
  for (const { axisM } of incident) {
    if (axisM === null) continue;
    sum += axisM;
    known++;
  }
  return known === 0 ? null : sum / known;
}

function lowestM(incident: readonly IncidentEnd[], level: 'invertM' | 'axisM'): number | null {
  let lowest: number | null = null;
  for (const end of incident) {
    const value = end[level];
    if (value !== null && (lowest === null || value < lowest)) lowest = value;
  }
  return lowest;
}

function highestOf(incident: readonly IncidentEnd[]): number | null {
  let highest: number | null = null;
  for (const { outerTopM } of incident) {
    if (outerTopM !== null && (highest === null || outerTopM > highest)) highest = outerTopM;
  }
  return highest;
}

function assumedAxisM(row: TileNode, fallbackLevelM: number): number {
  return row.node.coverLevelM === null ? fallbackLevelM : row.node.coverLevelM - ASSUMED_DEPTH_M;
}
