import type { NodeForm } from '../model/network-node.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import type { StandingPlace } from './solid-sink.ts';
import { addBox, addRevolution } from './solids.ts';
import type { Look } from './tile-materials.ts';

/** Sizes of what is drawn of a form, metres: conventions of the drawing after usual makes, never an answer. */
const HYDRANT_RADIUS_M = 0.11;
const HYDRANT_HEIGHT_M = 0.82;
const POST_RADIUS_M = 0.06;
const POST_HEIGHT_M = 0.9;
const POLE = { footM: 0.15, topM: 0.08, heightM: 5, armM: 0.6 } as const;
const CABINET = { alongM: 1.2, acrossM: 0.5, heightM: 1.35 } as const;
const STATION = { alongM: 2.6, acrossM: 1.8, heightM: 2.4 } as const;
const PLINTH_M = 0.12;

/** The grate of a gully (750 x 450 mm) and its bars. */
export const GRATE = { halfAlongM: 0.375, halfAcrossM: 0.225, thickM: 0.06 } as const;
const BARS = 6;

/** Forms that stand at the ground beside the conduit's own joint. */
export type StandingForm = Exclude<NodeForm, 'handhole' | 'chamber' | 'valve' | 'meter'>;

export function isStanding(form: NodeForm | null | undefined): form is StandingForm {
  return form !== null && form !== undefined && form in FORM_LOOKS;
}

/** The looks of the parts of each form. */
export const FORM_LOOKS: Readonly<Record<StandingForm, readonly Look[]>> = {
  hydrant: ['hydrant'],
  gully: ['cover'],
  cabinet: ['shaft', 'cabinet', 'cover'],
  station: ['shaft', 'cabinet', 'cover'],
  post: ['cabinet'],
  pole: ['shaft'],
};

/** Adds what stands at the ground; parts of a look without a mesh are left out. */
export function addForm(form: StandingForm, place: StandingPlace, meshOf: (look: Look) => MeshBuilder | null): void {
  const { x, y, ground } = place;
  switch (form) {
    case 'hydrant':
      addRound(meshOf('hydrant'), x, y, [
        [HYDRANT_RADIUS_M * 1.6, ground],
        [HYDRANT_RADIUS_M * 1.6, ground + 0.06],
        [HYDRANT_RADIUS_M, ground + 0.06],
        [HYDRANT_RADIUS_M, ground + HYDRANT_HEIGHT_M * 0.72],
        [HYDRANT_RADIUS_M * 1.35, ground + HYDRANT_HEIGHT_M * 0.76],
        [HYDRANT_RADIUS_M * 1.35, ground + HYDRANT_HEIGHT_M * 0.86],
        [0, ground + HYDRANT_HEIGHT_M],
      ]);
      return;
    case 'gully':
      addGrate(place, meshOf('cover'));
      return;
    case 'cabinet':
      addCabinet(place, CABINET, meshOf);
      return;
    case 'station':
      addCabinet(place, STATION, meshOf);
      return;
    case 'post':
      addRound(meshOf('cabinet'), x, y, [
        [POST_RADIUS_M, ground],
        [POST_RADIUS_M, ground + POST_HEIGHT_M],
        [0, ground + POST_HEIGHT_M],
      ]);
      return;
    case 'pole':
      addPole(place, meshOf('shaft'));
  }
}

/** Facets of what is a hand's breadth wide. */
const SLENDER_SIDES = 12;

function addRound(
  mesh: MeshBuilder | null,
  x: number,
  y: number,
  profile: readonly (readonly [radiusM: number, z: number])[],
): void {
  if (mesh !== null) addRevolution(mesh, x, y, profile, SLENDER_SIDES);
}

/** A pole that tapers, with an arm across its top. */
function addPole({ x, y, turn, ground }: StandingPlace, mesh: MeshBuilder | null): void {
  if (mesh === null) return;
  const { footM, topM, heightM, armM } = POLE;
  addRound(mesh, x, y, [
    [footM, ground],
    [topM, ground + heightM],
    [0, ground + heightM],
  ]);
  const arm = { bottom: ground + heightM - 0.45, top: ground + heightM - 0.33, halfAlongM: armM, halfAcrossM: 0.06 };
  addBox(mesh, { x, y, turn, ...arm }, false);
}

/** A slab of bars with gaps between them, level with the ground. */
function addGrate({ x, y, turn, ground }: StandingPlace, mesh: MeshBuilder | null): void {
  if (mesh === null) return;
  const { halfAlongM, halfAcrossM, thickM } = GRATE;
  const pitch = (2 * halfAlongM) / BARS;
  for (let i = 0; i < BARS; i++) {
    const along = (i + 0.5) * pitch - halfAlongM;
    const bar = {
      x: x + along * Math.cos(turn),
      y: y + along * Math.sin(turn),
      turn,
      bottom: ground - thickM,
      top: ground + 0.012,
      halfAlongM: pitch * 0.34,
      halfAcrossM,
    };
    addBox(mesh, bar, false);
  }
}

function addCabinet(
  { x, y, turn, ground }: StandingPlace,
  size: typeof CABINET | typeof STATION,
  meshOf: (look: Look) => MeshBuilder | null,
): void {
  const halfAlongM = size.alongM / 2;
  const halfAcrossM = size.acrossM / 2;
  const wall = ground + PLINTH_M;
  const roof = wall + size.heightM;
  const part = (look: Look, bottom: number, top: number, proudM: number): void => {
    const mesh = meshOf(look);
    if (mesh === null) return;
    const sides = { halfAlongM: halfAlongM + proudM, halfAcrossM: halfAcrossM + proudM };
    addBox(mesh, { x, y, turn, bottom, top, ...sides }, false);
  };
  part('shaft', ground - 0.1, wall, 0.06);
  part('cabinet', wall, roof, 0);
  part('cover', roof, roof + 0.06, 0.05);
}
