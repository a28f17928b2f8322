import type { Tone } from '../building/building-tones.ts';
import type { FurnitureKind } from '../model/map-feature.ts';
import { MeshBuilder } from '../tiling/mesh-builder.ts';
import { addRevolution } from '../tiling/solids.ts';

/** One part of a mesh: what is added to it while it is open has its tone. */
export interface TonedMesh {
  readonly mesh: MeshBuilder;
  /** sRGB of each vertex's feature number. */
  readonly tones: readonly Tone[];
}

const BARK: Tone = [112, 92, 74];
const LEAF_SHADE: Tone = [98, 126, 86];
const LEAF_LIGHT: Tone = [130, 154, 108];
const NEEDLE_SHADE: Tone = [70, 98, 82];
const NEEDLE_LIGHT: Tone = [94, 122, 100];
const POLE: Tone = [150, 154, 160];
/** White and nothing else is: the shader of the page lights it at night. */
const LAMP_HEAD: Tone = [255, 255, 255];

/** Half the thickness of a trunk as a part of the crown's diameter, and of a pole in metres. */
const TRUNK = 0.03;
const POLE_M = 0.09;
const ARM_M = 1.7;

/**
 * The shape of a kind, z up. A tree is one metre high with a crown of one metre across, to be stretched to its sizes; a
 * lamp is one metre high and keeps its plan, its arm along y.
 */
export function furnitureMesh(kind: FurnitureKind): TonedMesh {
  switch (kind) {
    case 'tree':
      return broadLeaved();
    case 'conifer':
      return conifer();
    case 'lamp':
      return lamp();
  }
}

function broadLeaved(): TonedMesh {
  const mesh = new MeshBuilder();
  addRevolution(
    mesh,
    0,
    0,
    [
      [TRUNK, 0],
      [TRUNK * 0.8, 0.42],
    ],
    4,
  );
  mesh.feature = 1;
  addRevolution(
    mesh,
    0,
    0,
    [
      [0, 0.25],
      [0.38, 0.34],
      [0.5, 0.55],
    ],
    7,
  );
  mesh.feature = 2;
  addRevolution(
    mesh,
    0,
    0,
    [
      [0.5, 0.55],
      [0.43, 0.78],
      [0.2, 0.95],
      [0, 1],
    ],
    7,
  );
  return { mesh, tones: [BARK, LEAF_SHADE, LEAF_LIGHT] };
}

function conifer(): TonedMesh {
  const mesh = new MeshBuilder();
  addRevolution(
    mesh,
    0,
    0,
    [
      [TRUNK, 0],
      [TRUNK * 0.8, 0.3],
    ],
    4,
  );
  mesh.feature = 1;
  addRevolution(
    mesh,
    0,
    0,
    [
      [0, 0.2],
      [0.5, 0.24],
      [0.22, 0.6],
    ],
    7,
  );
  mesh.feature = 2;
  addRevolution(
    mesh,
    0,
    0,
    [
      [0.22, 0.6],
      [0.34, 0.6],
      [0, 1],
    ],
    7,
  );
  return { mesh, tones: [BARK, NEEDLE_SHADE, NEEDLE_LIGHT] };
}

/** A pole with an arm over the street and a flat head at its end. */
function lamp(): TonedMesh {
  const mesh = new MeshBuilder();
  addRevolution(
    mesh,
    0,
    0,
    [
      [POLE_M, 0],
      [POLE_M * 0.6, 1],
    ],
    5,
  );
  addBar(mesh, POLE_M * 0.5, 0, ARM_M, 0.975, 0.985);
  mesh.feature = 1;
  addBar(mesh, 0.24, ARM_M - 0.4, ARM_M + 0.8, 0.965, 0.985);
  return { mesh, tones: [POLE, LAMP_HEAD] };
}

/** A box along y about the plane x = 0. */
function addBar(mesh: MeshBuilder, halfM: number, y0: number, y1: number, z0: number, z1: number): void {
  const face = (
    corners: readonly (readonly [number, number, number])[],
    normal: readonly [number, number, number],
  ): void => {
    const [a = 0, b = 0, c = 0, d = 0] = corners.map(([x, y, z]) => mesh.vertex(x, y, z, ...normal));
    mesh.triangle(a, b, c);
    mesh.triangle(a, c, d);
  };
  const h = halfM;
  face(
    [
      [-h, y0, z1],
      [h, y0, z1],
      [h, y1, z1],
      [-h, y1, z1],
    ],
    [0, 0, 1],
  );
  face(
    [
      [-h, y0, z0],
      [-h, y1, z0],
      [h, y1, z0],
      [h, y0, z0],
    ],
    [0, 0, -1],
  );
  face(
    [
      [-h, y0, z0],
      [h, y0, z0],
      [h, y0, z1],
      [-h, y0, z1],
    ],
    [0, -1, 0],
  );
  face(
    [
      [h, y1, z0],
      [-h, y1, z0],
      [-h, y1, z1],
      [h, y1, z1],
    ],
    [0, 1, 0],
  );
  face(
    [
      [h, y0, z0],
      [h, y1, z0],
      [h, y1, z1],
      [h, y0, z1],
    ],
    [1, 0, 0],
  );
  face(
    [
      [-h, y1, z0],
      [-h, y0, z0],
      [-h, y0, z1],
      [-h, y1, z1],
    ],
    [-1, 0, 0],
  );
}
