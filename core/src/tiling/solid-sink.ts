import type { StandingForm } from './form-mesh.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import type { UprightBox } from './solids.ts';
import type { Look } from './tile-materials.ts';

/** An upright solid of revolution about x, y between two heights in a tile's frame, metres. */
export interface Column {
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly top: number;
  readonly radiusM: number;
}

/** What narrows a shaft to its cover: a cone and a neck of fixed heights that begin at `bottom` on the body's radius. */
export interface ShaftTop {
  readonly x: number;
  readonly y: number;
  readonly bottom: number;
  readonly radiusM: number;
}

/** A device at or over the ground; `turn` in radians anticlockwise from east, `ground` its height in the frame, metres. */
export interface StandingPlace {
  readonly x: number;
  readonly y: number;
  readonly turn: number;
  readonly ground: number;
}

/**
 * What links and nodes are drawn into: simple solids, which a tile keeps once and places many times, and a mesh for what
 * is no simple solid. All positions are metres east, north, up in the frame of the tile.
 */
export interface SolidSink {
  /** A round tube along an axis of distinct points (flat x, y, z), with flat ends or open ones. */
  tube(look: Look, axis: Float64Array, radiusM: number, isOpen: boolean): void;
  /** A closed upright cylinder. */
  column(look: Look, column: Column): void;
  shaftTop(look: Look, top: ShaftTop): void;
  box(look: Look, box: UprightBox): void;
  ball(look: Look, x: number, y: number, z: number, radiusM: number): void;
  /** The octahedron that marks a device between two nodes. */
  mark(look: Look, x: number, y: number, z: number, radiusM: number): void;
  form(form: StandingForm, place: StandingPlace): void;
  mesh(look: Look): MeshBuilder;
}
