import type { Utility } from '../model/utility.ts';
import type { StandingForm } from './form-mesh.ts';
import { FORM_LOOKS } from './form-mesh.ts';
import { InstanceGroup } from './instance-group.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { packFlatTurn, packTurn } from './packed-turn.ts';
import { neckShare } from './shaft-top.ts';
import { columnSides, pipeSides } from './solid-sides.ts';
import type { Column, ShaftTop, SolidSink, StandingPlace } from './solid-sink.ts';
import type { UprightBox } from './solids.ts';
import { type Look, type Surface, surfaceOf, vertexColour } from './tile-materials.ts';
import {
  FAR_COLUMN,
  UNIT_BALL,
  UNIT_BOX,
  UNIT_MARK,
  type UnitSolid,
  unitColumn,
  unitForm,
  unitShaftTop,
  unitTube,
} from './unit-solid.ts';

type Rgb = readonly [number, number, number];

/** Instances of one solid and colour. */
export interface ColouredGroup {
  readonly surface: Surface;
  /** Linear shares of 255. */
  readonly colour: Rgb;
  readonly instances: InstanceGroup;
}

/** What is no simple solid: one mesh a surface and family, its colours with its vertices. */
export interface MergedMesh {
  readonly surface: Surface;
  readonly mesh: MeshBuilder;
}

/**
 * Slight bends are closed by lengthening both tubes up to their mitre, as long as the end of neither axis then lies more
 * than this off the other, metres; at sharper ones a ball of the tubes' radius stands.
 */
const MOST_ASIDE_M = 0.002;

/** A bend this slight leaves a gap below a tenth of a millimetre at a radius of half a metre. */
const STRAIGHT_COSINE = Math.cos(2e-4);

/** Collects the solids of a tile, each under the current `feature` and in the colour of the current `utility`. */
export class InstancedSolids implements SolidSink {
  feature = 0;
  utility: Utility = 'unknown';
  readonly #farTube: UnitSolid | null;
  readonly #groups = new Map<string, ColouredGroup>();
  readonly #meshes = new Map<Surface, MergedMesh>();
  /** Groups by what is asked for, so that no key is put together for each solid. */
  readonly #known = new Map<Look, Map<Utility, Map<string | number, InstanceGroup>>>();

  /** `farTube`: what every tube of a tile is that is seen from afar; null near by. */
  constructor(farTube: UnitSolid | null) {
    this.#farTube = farTube;
  }

  /** Groups in an order that does not depend on that of the rows. */
  groups(): readonly ColouredGroup[] {
    return [...this.#groups].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, group]) => group);
  }

  meshes(): readonly MergedMesh[] {
    return [...this.#meshes.values()]
      .filter(({ mesh }) => mesh.indexCount > 0)
      .toSorted((a, b) => (a.surface < b.surface ? -1 : 1));
  }

  mesh(look: Look): MeshBuilder {
    const surface = surfaceOf(look);
    let found = this.#meshes.get(surface);
    if (found === undefined) {
      found = { surface, mesh: new MeshBuilder() };
      this.#meshes.set(surface, found);
    }
    found.mesh.feature = this.feature;
    found.mesh.colour = vertexColour(look, this.utility);
    return found.mesh;
  }

  tube(look: Look, axis: Float64Array, radiusM: number, isOpen: boolean): void {
    const last = axis.length / 3 - 2;
    const farTube = this.#farTube;
    if (farTube !== null) {
      const far = this.#group(look, 'tube', () => farTube);
      for (let segment = 0; segment <= last; segment++) addSegment(far, this.feature, axis, segment, 0, 0, radiusM);
      return;
    }
    const sides = pipeSides(radiusM);
    const group = this.#group(look, isOpen ? sides : -sides, () => unitTube(sides, isOpen));
    for (let segment = 0; segment <= last; segment++) {
      const before = this.#bend(look, axis, segment, radiusM);
      const after = segment === last ? 0 : reach(axis, segment + 1, radiusM);
      addSegment(group, this.feature, axis, segment, before, after, radiusM);
    }
  }

  /** How far a segment's start is drawn on, and the ball where its bend is too sharp for that. */
  #bend(look: Look, axis: Float64Array, segment: number, radiusM: number): number {
    if (segment === 0) return 0;
    const length = reach(axis, segment, radiusM);
    if (length < 0)
      this.ball(look, at(axis, segment * 3), at(axis, segment * 3 + 1), at(axis, segment * 3 + 2), radiusM);
    return length;
  }

  column(look: Look, { x, y, bottom, top, radiusM }: Column): void {
    const sides = columnSides(radiusM);
    const group =
      this.#farTube !== null
        ? this.#group(look, 'column', () => FAR_COLUMN)
        : this.#group(look, `column ${sides}`, () => unitColumn(sides));
    group.add(this.feature, x, y, (bottom + top) / 2, radiusM, (top - bottom) / 2, radiusM);
  }

  shaftTop(look: Look, { x, y, bottom, radiusM }: ShaftTop): void {
    const share = neckShare(radiusM);
    const group = this.#group(look, `shaftTop ${share}`, () => unitShaftTop(share, columnSides(radiusM)));
    group.add(this.feature, x, y, bottom, radiusM, 1, radiusM);
  }

  box(look: Look, { x, y, bottom, top, halfAlongM, halfAcrossM, turn }: UprightBox): void {
    const group = this.#group(look, 'box', () => UNIT_BOX);
    const i = group.add(this.feature, x, y, (bottom + top) / 2, halfAlongM, (top - bottom) / 2, halfAcrossM);
    packTurn(0, Math.sin(turn / 2), 0, Math.cos(turn / 2), group.turns, i * 4);
  }

  ball(look: Look, x: number, y: number, z: number, radiusM: number): void {
    const group = this.#group(look, 'ball', () => UNIT_BALL);
    group.add(this.feature, x, y, z, radiusM, radiusM, radiusM);
  }

  mark(look: Look, x: number, y: number, z: number, radiusM: number): void {
    const group = this.#group(look, 'mark', () => UNIT_MARK);
    group.add(this.feature, x, y, z, radiusM, radiusM, radiusM);
  }

  form(form: StandingForm, { x, y, turn, ground }: StandingPlace): void {
    for (const look of FORM_LOOKS[form]) {
      const group = this.#group(look, `form ${form}`, () => unitForm(form, look));
      const i = group.add(this.feature, x, y, ground, 1, 1, 1);
      packTurn(0, Math.sin(turn / 2), 0, Math.cos(turn / 2), group.turns, i * 4);
    }
  }

  #group(look: Look, kind: string | number, solid: () => UnitSolid): InstanceGroup {
    let ofLook = this.#known.get(look);
    if (ofLook === undefined) {
      ofLook = new Map();
      this.#known.set(look, ofLook);
    }
    let ofUtility = ofLook.get(this.utility);
    if (ofUtility === undefined) {
      ofUtility = new Map();
      ofLook.set(this.utility, ofUtility);
    }
    let found = ofUtility.get(kind);
    if (found === undefined) {
      found = this.#coloured(look, solid());
      ofUtility.set(kind, found);
    }
    return found;
  }

  /** Covers of all utilities have one colour, and so one group. */
  #coloured(look: Look, solid: UnitSolid): InstanceGroup {
    const surface = surfaceOf(look);
    const colour = vertexColour(look, this.utility);
    const key = `${surface} ${colour.join(' ')} ${solid.key}`;
    let found = this.#groups.get(key);
    if (found === undefined) {
      found = { surface, colour, instances: new InstanceGroup(solid) };
      this.#groups.set(key, found);
    }
    return found.instances;
  }
}

/** How far beyond vertex k of an axis tubes reach to close the bend there; negative where it is too sharp. */
function reach(axis: Float64Array, k: number, radiusM: number): number {
  const ax = at(axis, k * 3) - at(axis, k * 3 - 3);
  const ay = at(axis, k * 3 + 1) - at(axis, k * 3 - 2);
  const az = at(axis, k * 3 + 2) - at(axis, k * 3 - 1);
  const bx = at(axis, k * 3 + 3) - at(axis, k * 3);
  const by = at(axis, k * 3 + 4) - at(axis, k * 3 + 1);
  const bz = at(axis, k * 3 + 5) - at(axis, k * 3 + 2);
  const a = Math.sqrt(ax * ax + ay * ay + az * az);
  const b = Math.sqrt(bx * bx + by * by + bz * bz);
  const cosine = (ax * bx + ay * by + az * bz) / (a * b);
  if (cosine >= STRAIGHT_COSINE) return 0;
  const mitreM = radiusM * Math.sqrt((1 - cosine) / (1 + cosine));
  const asideM = mitreM * Math.sqrt(1 - cosine * cosine);
  return asideM < MOST_ASIDE_M && mitreM < Math.min(a, b) ? mitreM : -1;
}

/** Adds the tube of one segment, drawn on by `before` and `after` metres where these are positive. */
function addSegment(
  group: InstanceGroup,
  feature: number,
  axis: Float64Array,
  segment: number,
  before: number,
  after: number,
  radiusM: number,
): void {
  const o = segment * 3;
  let dx = at(axis, o + 3) - at(axis, o);
  let dy = at(axis, o + 4) - at(axis, o + 1);
  let dz = at(axis, o + 5) - at(axis, o + 2);
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  dx /= length;
  dy /= length;
  dz /= length;
  const from = Math.max(0, before);
  const to = length + Math.max(0, after);
  const middle = (to - from) / 2;
  const i = group.add(
    feature,
    at(axis, o) + dx * middle,
    at(axis, o + 1) + dy * middle,
    at(axis, o + 2) + dz * middle,
    (to + from) / 2,
    radiusM,
    radiusM,
  );
  // Both ends are alike: the direction is the one within a right angle of east, and w the greatest of its quaternion.
  const sign = dx < 0 ? -1 : 1;
  const w = 1 + dx * sign;
  const size = Math.sqrt(w * w + dy * dy + dz * dz);
  // From x of glTF to (dx, dz, -dy): about their cross product.
  packFlatTurn(0, (dy * sign) / size, (dz * sign) / size, group.solid.turnBits, group.turns, i * 4);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
