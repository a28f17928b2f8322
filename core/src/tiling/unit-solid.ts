import { sectionOutline } from '../geometry/section-outline.ts';
import { sweep } from '../geometry/sweep.ts';
import { addForm, type StandingForm } from './form-mesh.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { NECK_RADIUS_M, shaftTopProfile } from './shaft-top.ts';
import { FAR_COLUMN_SIDES, FAR_SIDES } from './solid-sides.ts';
import { addBox, addOctahedron, addRevolution, addSphere } from './solids.ts';
import type { Look } from './tile-materials.ts';

/** Half extents along x, y, z of glTF (east, up, south), metres. */
export type Extent = readonly [number, number, number];

/** How the sizes of the instances of a solid are kept: as steps of `2^exponents` of `unit`, for each axis. */
export interface SizeGrid {
  readonly exponents: Extent;
  /** Size of an instance of scale one, metres. */
  readonly unit: Extent;
  /** True where the mesh is made as large as the largest instance, so that its box holds them all turned anyhow. */
  readonly isFitted: boolean;
}

/** A solid that a tile holds once and places many times. */
export interface UnitSolid {
  readonly key: string;
  readonly isTurned: boolean;
  /** Steps of the places of its instances, powers of two of a metre. */
  readonly placeSteps: Extent;
  /** Bits of the components of a turn. */
  readonly turnBits: number;
  /** Null where every instance has the size of the mesh. */
  readonly size: SizeGrid | null;
  /** Draws it about the origin, x east, y north, z up, as large as `extent`. */
  build(mesh: MeshBuilder, extent: Extent): void;
}

/** Steps of radii, 0.12 mm, of half lengths, 4 mm, and of half heights, 0.5 mm, as powers of two of a metre. */
const RADIUS_STEP = -13;
const LENGTH_STEP = -8;
const HEIGHT_STEP = -11;

/** Steps of the places of tubes, 0.5 mm, and of what stands at nodes: 1 mm in plan, 0.5 mm in height. */
const TUBE_STEPS: Extent = [-11, -11, -11];
const NODE_STEPS: Extent = [-10, -11, -10];

/** Seen from afar: places and half lengths to 3 cm, radii to 4 mm. */
const FAR_STEP = -5;
const FAR_STEPS: Extent = [FAR_STEP, FAR_STEP, FAR_STEP];
const FAR_RADIUS_STEP = -8;

/** Bits of the components of a turn, and of one that is seen from afar: off by a centimetre at the end of 30 m. */
const TURN_BITS = 16;
const FAR_TURN_BITS = 12;

const METRE: Extent = [1, 1, 1];

/** A tube along x: half length, radius, radius. */
export function unitTube(sides: number, isOpen: boolean): UnitSolid {
  return {
    key: `tube ${sides}${isOpen ? ' open' : ''}`,
    isTurned: true,
    turnBits: TURN_BITS,
    placeSteps: TUBE_STEPS,
    size: { exponents: [LENGTH_STEP, RADIUS_STEP, RADIUS_STEP], unit: METRE, isFitted: true },
    build(mesh, [halfM, radiusM]) {
      const round = { shape: 'circular', widthMm: radiusM * 2000, heightMm: radiusM * 2000, wallMm: 0 } as const;
      const outline = sectionOutline({ ...round, floorWidthMm: null, open: false, barrels: 1 }, sides);
      if (outline === null) return;
      const ends = { capStart: !isOpen, capEnd: !isOpen };
      sweep(Float64Array.of(-halfM, 0, 0, halfM, 0, 0), outline, mesh, ends);
    },
  };
}

/** A tube seen from afar, open at both ends. */
export const FAR_TUBE: UnitSolid = {
  ...unitTube(FAR_SIDES, true),
  key: 'far tube',
  placeSteps: FAR_STEPS,
  turnBits: FAR_TURN_BITS,
  size: { exponents: [FAR_STEP, FAR_RADIUS_STEP, FAR_RADIUS_STEP], unit: METRE, isFitted: true },
};

/**
 * A tube of a content of trunks: places and half lengths to 25 cm, radii, which a viewer widens to a pixel, to 6 cm. No
 * coarser: tiles have half a metre of room about what lies in them.
 */
const TRUNK_STEP = -2;
const TRUNK_RADIUS_STEP = -4;
export const TRUNK_TUBE: UnitSolid = {
  ...FAR_TUBE,
  key: 'trunk tube',
  placeSteps: [TRUNK_STEP, TRUNK_STEP, TRUNK_STEP],
  size: { exponents: [TRUNK_STEP, TRUNK_RADIUS_STEP, TRUNK_RADIUS_STEP], unit: METRE, isFitted: true },
};

/** An upright closed cylinder: radius, half height, radius. */
export function unitColumn(sides: number): UnitSolid {
  return {
    key: `column ${sides}`,
    isTurned: false,
    turnBits: TURN_BITS,
    placeSteps: NODE_STEPS,
    size: { exponents: [RADIUS_STEP, HEIGHT_STEP, RADIUS_STEP], unit: METRE, isFitted: true },
    build(mesh, [radiusM, halfM]) {
      const profile = [
        [0, -halfM],
        [radiusM, -halfM],
        [radiusM, halfM],
        [0, halfM],
      ] as const;
      addRevolution(mesh, 0, 0, profile, sides);
    },
  };
}

/** A shaft seen from afar. */
export const FAR_COLUMN: UnitSolid = {
  ...unitColumn(FAR_COLUMN_SIDES),
  key: 'far column',
  placeSteps: FAR_STEPS,
  size: { exponents: [FAR_RADIUS_STEP, FAR_STEP, FAR_RADIUS_STEP], unit: METRE, isFitted: true },
};

/** The cone and the neck over a shaft's body whose neck has this share of its radius; its foot lies at the origin. */
export function unitShaftTop(share: number, sides: number): UnitSolid {
  const radiusM = NECK_RADIUS_M / share;
  return {
    key: `shaftTop ${share}`,
    isTurned: false,
    turnBits: TURN_BITS,
    placeSteps: NODE_STEPS,
    // Heights are the same for all: only the radius differs, and by little, or the normals of the cone would be wrong.
    size: { exponents: [RADIUS_STEP, RADIUS_STEP, RADIUS_STEP], unit: [radiusM, 1, radiusM], isFitted: false },
    build(mesh) {
      addRevolution(mesh, 0, 0, shaftTopProfile({ bottom: 0, radiusM }), sides);
    },
  };
}

/** An upright box: half along, half height, half across. */
export const UNIT_BOX: UnitSolid = {
  key: 'box',
  isTurned: true,
  turnBits: TURN_BITS,
  placeSteps: NODE_STEPS,
  size: { exponents: [HEIGHT_STEP, HEIGHT_STEP, HEIGHT_STEP], unit: METRE, isFitted: true },
  build(mesh, [halfAlongM, halfM, halfAcrossM]) {
    addBox(mesh, { x: 0, y: 0, bottom: -halfM, top: halfM, halfAlongM, halfAcrossM, turn: 0 });
  },
};

export const UNIT_BALL: UnitSolid = {
  key: 'ball',
  isTurned: false,
  turnBits: TURN_BITS,
  placeSteps: NODE_STEPS,
  size: { exponents: [RADIUS_STEP, RADIUS_STEP, RADIUS_STEP], unit: METRE, isFitted: true },
  build(mesh, [radiusM]) {
    addSphere(mesh, 0, 0, 0, radiusM);
  },
};

export const UNIT_MARK: UnitSolid = {
  key: 'mark',
  isTurned: false,
  turnBits: TURN_BITS,
  placeSteps: NODE_STEPS,
  size: { exponents: [RADIUS_STEP, RADIUS_STEP, RADIUS_STEP], unit: METRE, isFitted: true },
  build(mesh, [radiusM]) {
    addOctahedron(mesh, 0, 0, 0, radiusM);
  },
};

/** What of a standing form has one look, its foot at the origin. */
export function unitForm(form: StandingForm, look: Look): UnitSolid {
  return {
    key: `form ${form} ${look}`,
    isTurned: true,
    turnBits: TURN_BITS,
    placeSteps: NODE_STEPS,
    size: null,
    build(mesh) {
      addForm(form, { x: 0, y: 0, turn: 0, ground: 0 }, (part) => (part === look ? mesh : null));
    },
  };
}
