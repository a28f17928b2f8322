import { sectionOutline } from '../geometry/section-outline.ts';
import { sweep } from '../geometry/sweep.ts';
import { addForm, type StandingForm } from './form-mesh.ts';
import type { MeshBuilder } from './mesh-builder.ts';
import { shaftTopProfile } from './shaft-top.ts';
import { columnSides, pipeSides } from './solid-sides.ts';
import type { Column, ShaftTop, SolidSink, StandingPlace } from './solid-sink.ts';
import { addBox, addOctahedron, addRevolution, addSphere, type UprightBox } from './solids.ts';
import type { Look } from './tile-materials.ts';

/** Draws solids into one mesh, or a mesh for each look: where a single feature is wanted and not a tile of many. */
export class SolidMesh implements SolidSink {
  readonly #meshOf: (look: Look) => MeshBuilder;

  constructor(meshOf: (look: Look) => MeshBuilder) {
    this.#meshOf = meshOf;
  }

  mesh(look: Look): MeshBuilder {
    return this.#meshOf(look);
  }

  tube(look: Look, axis: Float64Array, radiusM: number, isOpen: boolean): void {
    const sizeMm = radiusM * 2000;
    const round = { shape: 'circular', widthMm: sizeMm, heightMm: sizeMm, wallMm: 0 } as const;
    const outline = sectionOutline({ ...round, floorWidthMm: null, open: false, barrels: 1 }, pipeSides(radiusM));
    if (outline === null) return;
    sweep(axis, outline, this.#meshOf(look), { capStart: !isOpen, capEnd: !isOpen });
  }

  column(look: Look, { x, y, bottom, top, radiusM }: Column): void {
    addRevolution(
      this.#meshOf(look),
      x,
      y,
      [
        [0, bottom],
        [radiusM, bottom],
        [radiusM, top],
        [0, top],
      ],
      columnSides(radiusM),
    );
  }

  shaftTop(look: Look, top: ShaftTop): void {
    addRevolution(this.#meshOf(look), top.x, top.y, shaftTopProfile(top), columnSides(top.radiusM));
  }

  box(look: Look, box: UprightBox): void {
    addBox(this.#meshOf(look), box);
  }

  ball(look: Look, x: number, y: number, z: number, radiusM: number): void {
    addSphere(this.#meshOf(look), x, y, z, radiusM);
  }

  mark(look: Look, x: number, y: number, z: number, radiusM: number): void {
    addOctahedron(this.#meshOf(look), x, y, z, radiusM);
  }

  form(form: StandingForm, place: StandingPlace): void {
    addForm(form, place, (look) => this.#meshOf(look));
  }
}
