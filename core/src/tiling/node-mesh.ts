import { ASSUMED_DEPTH_M, type DrawnAs, SHAFT_WALL_M } from './drawn-as.ts';
import { addForm, isStanding } from './form-mesh.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { hasShaft, shaftRadiusM } from './shaft.ts';
import { addBox, addRevolution, addSphere, type UprightBox } from './solids.ts';
import type { TileFrame } from './tile-frame.ts';
import type { Look } from './tile-materials.ts';
import type { IncidentEnd, TileNode } from './tile-rows.ts';
import { isWalkable } from './walkable.ts';

/** Conventions of the drawing, metres: a cover on its frame, the neck under it, the cone that widens to the body. */
const COVER_RADIUS_M = 0.35;
const COVER_PROUD_M = 0.012;
const COVER_SLAB_M = 0.1;
const NECK_RADIUS_M = 0.42;
const NECK_HEIGHT_M = 0.35;
const CONE_HEIGHT_M = 0.6;
const SHAFT_SIDES = 16;

/** A shaft of unknown depth is drawn in slices: metres drawn, metres left out. */
const SLICE_M = 0.35;
const SLICE_GAP_M = 0.25;

/** Where a shaft's top is unknown it is drawn this far above its highest conduit, metres. */
const ASSUMED_TOP_M = 1;

/** Hand holes have a square slab for a cover, proud of the ground as all covers are; half its side less than the shaft's, metres. */
const SLAB_INSET_M = 0.06;

/** Roof slab of a chamber, metres. */
const ROOF_M = 0.2;

/** The meshes a node may add to. */
export interface NodeMeshes {
  readonly body: MeshBuilder;
  readonly cover: MeshBuilder;
  of(look: Look): MeshBuilder;
}

export function nodeDrawnAs(row: TileNode): DrawnAs {
  const { node } = row;
  if (hasShaft(node)) {
    if (node.coverLevelM === null || node.sumpLevelM === null) return 'unknownLevel';
    return node.shaftDiameterMm === null ? 'unknownSize' : 'measured';
  }
  return incidentAxisM(row.incident) === null && node.sumpLevelM === null ? 'unknownLevel' : 'measured';
}

/** Adds a node under the builders' current feature. Levels not known are assumed for the drawing only. */
export function addNode(
  row: TileNode,
  turn: number,
  frame: TileFrame,
  fallbackLevelM: number,
  meshes: NodeMeshes,
): void {
  const { node } = row;
  const [lon, lat] = node.position;
  const place = new Float64Array(3);
  // Levels are heights above this place: the tile's up and the node's differ by less than a millimetre over a shaft.
  frame.place(lon, lat, fallbackLevelM, place, 0);
  const [x = 0, y = 0, base = 0] = place;
  const z = (levelM: number) => base + levelM - fallbackLevelM;
  if (hasShaft(node)) {
    addShaft(row, { x, y, turn, z, fallbackLevelM }, meshes);
    return;
  }
  const widthM = widestM(row.incident);
  const levelM = incidentAxisM(row.incident) ?? node.sumpLevelM ?? assumedAxisM(row, fallbackLevelM);
  switch (node.kind) {
    case 'outfall': {
      // The apron water falls onto, under the lowest invert.
      const floorM = lowestM(row.incident, 'invertM') ?? node.sumpLevelM ?? levelM;
      const radiusM = Math.max(0.6, widthM);
      addRevolution(
        meshes.body,
        x,
        y,
        [
          [0, z(floorM - 0.35)],
          [radiusM * 1.3, z(floorM - 0.35)],
          [radiusM, z(floorM - 0.05)],
          [0, z(floorM - 0.05)],
        ],
        SHAFT_SIDES,
      );
      return;
    }
    case 'appurtenance': {
      if (isStanding(node.form) && node.coverLevelM !== null) {
        addForm(node.form, { x, y, turn, ground: z(node.coverLevelM), pipe: z(levelM) }, (look) => meshes.of(look));
        if (node.form === 'gully') return;
      }
      addSphere(meshes.body, x, y, z(levelM), Math.max(0.12, widthM * 0.8));
      if (isStanding(node.form)) return;
      if (node.coverLevelM !== null && node.coverLevelM > levelM)
        addSpindle(x, y, z(levelM), z(node.coverLevelM), meshes);
      return;
    }
    case 'fitting':
    case 'junction':
    case 'divider':
      // A joint would wall up the passage.
      if (row.incident.some(({ heightMm }) => isWalkable(node.utility, heightMm))) return;
      addSphere(meshes.body, x, y, z(levelM), Math.max(0.05, widthM * 0.62));
      return;
    case 'manhole':
    case 'storage':
      return;
  }
}

/** The rod and the small cover over a buried valve. */
function addSpindle(x: number, y: number, from: number, to: number, meshes: NodeMeshes): void {
  addRevolution(
    meshes.body,
    x,
    y,
    [
      [0.04, from],
      [0.04, to],
    ],
    8,
  );
  addRevolution(
    meshes.cover,
    x,
    y,
    [
      [0.12, to - COVER_SLAB_M],
      [0.12, to + COVER_PROUD_M],
      [0, to + COVER_PROUD_M],
    ],
    12,
  );
}

interface ShaftPlace {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly z: (levelM: number) => number;
  readonly fallbackLevelM: number;
}

/**
 * ```
 *        __===__   cover (its own mesh), proud of the ground by 12 mm
 *        |     |   neck
 *       /       \  cone
 *      |         | body, outer radius = inner + wall
 *      |_________| floor 0.1 m under the sump
 * ```
 */
function addShaft(row: TileNode, place: ShaftPlace, meshes: NodeMeshes): void {
  const { x, y, turn, z, fallbackLevelM } = place;
  const { node, incident } = row;
  const sumpM =
    node.sumpLevelM ?? lowestM(incident, 'invertM') ?? (node.coverLevelM ?? fallbackLevelM) - 2 * ASSUMED_DEPTH_M;
  const highestM = highestOf(incident);
  const topM = node.coverLevelM ?? Math.max(highestM ?? sumpM, sumpM) + ASSUMED_TOP_M;
  const radiusM = shaftRadiusM(node, widestM(incident)) + SHAFT_WALL_M;
  if (node.coverLevelM === null || node.sumpLevelM === null) {
    addSlices(x, y, z(sumpM), z(topM), radiusM, meshes.body);
    return;
  }
  const floor = z(sumpM) - SHAFT_WALL_M;
  const top = z(topM);
  if (node.form === 'handhole' || node.form === 'chamber') {
    addWalled(node.form, { x, y, turn, bottom: floor, top, halfAlongM: radiusM, halfAcrossM: radiusM }, meshes);
    return;
  }
  const coned =
    radiusM > NECK_RADIUS_M + 0.1 && top - floor > NECK_HEIGHT_M + CONE_HEIGHT_M + 0.4 && node.kind !== 'storage';
  const upper: readonly (readonly [number, number])[] = coned
    ? [
        [radiusM, top - NECK_HEIGHT_M - CONE_HEIGHT_M],
        [NECK_RADIUS_M, top - NECK_HEIGHT_M],
        [NECK_RADIUS_M, top - COVER_SLAB_M / 2],
        [0, top - COVER_SLAB_M / 2],
      ]
    : [
        [radiusM, top - COVER_SLAB_M / 2],
        [0, top - COVER_SLAB_M / 2],
      ];
  addRevolution(meshes.body, x, y, [[0, floor], [radiusM, floor], ...upper], SHAFT_SIDES);
  addRevolution(
    meshes.cover,
    x,
    y,
    [
      [COVER_RADIUS_M, top - COVER_SLAB_M / 2],
      [COVER_RADIUS_M, top + COVER_PROUD_M],
      [0, top + COVER_PROUD_M],
    ],
    SHAFT_SIDES,
  );
}

/** A square shaft: of a hand hole up to its slab, of a chamber to its roof with a round neck and cover over it. */
function addWalled(form: 'handhole' | 'chamber', box: UprightBox, meshes: NodeMeshes): void {
  const { x, y, bottom, top, halfAlongM } = box;
  const slab = { ...box, bottom: top - COVER_SLAB_M / 2, top: top + COVER_PROUD_M };
  if (form === 'handhole' || top - bottom < NECK_HEIGHT_M + ROOF_M + 0.5) {
    addBox(meshes.body, { ...box, top: slab.bottom });
    const half = Math.max(0.2, halfAlongM - SLAB_INSET_M);
    addBox(meshes.cover, { ...slab, halfAlongM: half, halfAcrossM: half }, false);
    return;
  }
  addBox(meshes.body, { ...box, top: top - NECK_HEIGHT_M });
  addRevolution(
    meshes.body,
    x,
    y,
    [
      [NECK_RADIUS_M, top - NECK_HEIGHT_M],
      [NECK_RADIUS_M, slab.bottom],
      [0, slab.bottom],
    ],
    SHAFT_SIDES,
  );
  addRevolution(
    meshes.cover,
    x,
    y,
    [
      [COVER_RADIUS_M, slab.bottom],
      [COVER_RADIUS_M, slab.top],
      [0, slab.top],
    ],
    SHAFT_SIDES,
  );
}

function addSlices(x: number, y: number, from: number, to: number, radiusM: number, mesh: MeshBuilder): void {
  const count = Math.max(1, Math.round((to - from + SLICE_GAP_M) / (SLICE_M + SLICE_GAP_M)));
  const period = (to - from + SLICE_GAP_M) / count;
  for (let i = 0; i < count; i++) {
    const low = from + i * period;
    const high = Math.max(low + 0.05, low + period - SLICE_GAP_M);
    addRevolution(
      mesh,
      x,
      y,
      [
        [0, low],
        [radiusM, low],
        [radiusM, high],
        [0, high],
      ],
      SHAFT_SIDES,
    );
  }
}

/** Outside width of the widest conduit at a node, metres; walls unknown here are left out. */
export function widestM(incident: readonly IncidentEnd[]): number {
  let widest = 0;
  for (const end of incident) widest = Math.max(widest, (end.widthMm ?? 0) / 1000);
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
