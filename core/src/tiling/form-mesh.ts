import type { NodeForm } from '../model/network-node.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { addBox, addRevolution } from './solids.ts';
import type { Look } from './tile-materials.ts';

/** Sizes of what is drawn of a form, metres: conventions of the drawing after usual makes, never an answer. */
const RISER_RADIUS_M = 0.05;
const HYDRANT_RADIUS_M = 0.11;
const HYDRANT_HEIGHT_M = 0.82;
const POST_RADIUS_M = 0.06;
const POST_HEIGHT_M = 0.9;
const CABINET = { alongM: 1.2, acrossM: 0.5, heightM: 1.35 } as const;
const STATION = { alongM: 2.6, acrossM: 1.8, heightM: 2.4 } as const;
const PLINTH_M = 0.12;

/** A single gully and its grate (750 x 450 mm), and the bars of the latter. */
const GULLY = { halfAlongM: 0.34, halfAcrossM: 0.19, depthM: 0.9 } as const;
const GRATE = { halfAlongM: 0.375, halfAcrossM: 0.225, thickM: 0.06 } as const;
const BARS = 6;

/** Where a form stands: its middle, which way it faces, the ground over it and the conduit it belongs to, metres. */
export interface FormPlace {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly ground: number;
  readonly pipe: number;
}

/** Forms that stand at the ground beside the conduit's own joint. */
export type StandingForm = Exclude<NodeForm, 'handhole' | 'chamber'>;

export function isStanding(form: NodeForm | null | undefined): form is StandingForm {
  return form !== null && form !== undefined && form !== 'handhole' && form !== 'chamber';
}

/** Adds what stands at, or just under, the ground, and the riser from the conduit up to it. */
export function addForm(form: StandingForm, place: FormPlace, meshOf: (look: Look) => MeshBuilder): void {
  const { x, y, turn, ground } = place;
  switch (form) {
    case 'hydrant':
      addRiser(place, meshOf('shaft'));
      addRevolution(
        meshOf('hydrant'),
        x,
        y,
        [
          [HYDRANT_RADIUS_M * 1.6, ground],
          [HYDRANT_RADIUS_M * 1.6, ground + 0.06],
          [HYDRANT_RADIUS_M, ground + 0.06],
          [HYDRANT_RADIUS_M, ground + HYDRANT_HEIGHT_M * 0.72],
          [HYDRANT_RADIUS_M * 1.35, ground + HYDRANT_HEIGHT_M * 0.76],
          [HYDRANT_RADIUS_M * 1.35, ground + HYDRANT_HEIGHT_M * 0.86],
          [0, ground + HYDRANT_HEIGHT_M],
        ],
        12,
      );
      return;
    case 'gully': {
      const { halfAlongM, halfAcrossM, depthM } = GULLY;
      const bottom = Math.min(place.pipe, ground) - 0.15;
      const top = ground - GRATE.thickM;
      const box = { x, y, turn, bottom: Math.max(bottom, ground - 2 * depthM), top };
      if (box.bottom < top) addBox(meshOf('shaft'), { ...box, halfAlongM, halfAcrossM });
      addGrate(place, meshOf('cover'));
      return;
    }
    case 'cabinet':
      addRiser(place, meshOf('shaft'));
      addCabinet(place, CABINET, meshOf);
      return;
    case 'station':
      addRiser(place, meshOf('shaft'));
      addCabinet(place, STATION, meshOf);
      return;
    case 'post':
      addRiser(place, meshOf('shaft'));
      addRevolution(
        meshOf('cabinet'),
        x,
        y,
        [
          [POST_RADIUS_M, ground],
          [POST_RADIUS_M, ground + POST_HEIGHT_M],
          [0, ground + POST_HEIGHT_M],
        ],
        8,
      );
  }
}

function addRiser({ x, y, ground, pipe }: FormPlace, mesh: MeshBuilder): void {
  if (pipe >= ground) return;
  addRevolution(
    mesh,
    x,
    y,
    [
      [RISER_RADIUS_M, pipe],
      [RISER_RADIUS_M, ground],
    ],
    8,
  );
}

/** A slab of bars with gaps between them, level with the ground. */
function addGrate({ x, y, turn, ground }: FormPlace, mesh: MeshBuilder): void {
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
  { x, y, turn, ground }: FormPlace,
  size: typeof CABINET | typeof STATION,
  meshOf: (look: Look) => MeshBuilder,
): void {
  const halfAlongM = size.alongM / 2;
  const halfAcrossM = size.acrossM / 2;
  const at = { x, y, turn };
  const wall = ground + PLINTH_M;
  addBox(
    meshOf('shaft'),
    { ...at, bottom: ground - 0.1, top: wall, halfAlongM: halfAlongM + 0.06, halfAcrossM: halfAcrossM + 0.06 },
    false,
  );
  addBox(meshOf('cabinet'), { ...at, bottom: wall, top: wall + size.heightM, halfAlongM, halfAcrossM }, false);
  const roof = { bottom: wall + size.heightM, top: wall + size.heightM + 0.06 };
  addBox(meshOf('cover'), { ...at, ...roof, halfAlongM: halfAlongM + 0.05, halfAcrossM: halfAcrossM + 0.05 });
}
