import { decodedFloats, packedFloats } from './fixed-point.ts';
import type { BinaryChunk } from './glb.ts';
import type { InstanceGroup } from './instance-group.ts';
import type { ColouredGroup } from './instanced-solids.ts';
import { meshArrays } from './mesh-arrays.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { decodedTurns } from './packed-turn.ts';
import type { Extent } from './unit-solid.ts';

const FLOAT = 5126;
const SHORT = 5122;
const UNSIGNED_SHORT = 5123;

/** Where the nodes and meshes of instances go. */
export interface InstanceDocument {
  readonly nodes: Record<string, unknown>[];
  readonly meshes: Record<string, unknown>[];
  readonly accessors: Record<string, unknown>[];
}

/**
 * Writes every group as a node with EXT_mesh_gpu_instancing and EXT_instance_features. The places of all groups share a
 * buffer view, and so do their turns, sizes and features: a view for each would be a tenth of the bytes of a tile.
 */
export function addInstanceNodes(
  groups: readonly ColouredGroup[],
  materialOf: (group: ColouredGroup) => number,
  featureCount: number,
  binary: BinaryChunk,
  { nodes, meshes, accessors }: InstanceDocument,
): void {
  if (groups.length === 0) return;
  const accessor = (value: Record<string, unknown>) => accessors.push(value) - 1;
  const fits = fitsOf(groups);
  const views = sharedViews(groups, fits, binary);
  const geometries = new Map<string, Geometry>();
  let begin = 0;
  let turned = 0;
  let sized = 0;
  for (const group of groups) {
    const { instances } = group;
    const { solid, count } = instances;
    const attributes: Record<string, number> = {
      TRANSLATION: accessor({
        bufferView: views.places,
        byteOffset: begin * 12,
        componentType: FLOAT,
        count,
        type: 'VEC3',
        // Cesium works the box of turned instances out by itself.
        ...(solid.isTurned ? {} : placeBounds(instances)),
      }),
      _FEATURE_ID_0: accessor({
        bufferView: views.features,
        byteOffset: begin * 2,
        componentType: UNSIGNED_SHORT,
        count,
        type: 'SCALAR',
      }),
    };
    if (solid.isTurned) {
      const at = { bufferView: views.turns, byteOffset: turned * 8, componentType: SHORT, normalized: true };
      attributes.ROTATION = accessor({ ...at, count, type: 'VEC4' });
      turned += count;
    }
    if (solid.size !== null) {
      const at = { bufferView: views.sizes, byteOffset: sized * 12, componentType: FLOAT };
      attributes.SCALE = accessor({ ...at, count, type: 'VEC3' });
      sized += count;
    }
    begin += count;
    nodes.push({
      mesh: meshes.push(solidMesh(group, materialOf(group), fits, geometries, binary, accessors)) - 1,
      extensions: {
        EXT_mesh_gpu_instancing: { attributes },
        EXT_instance_features: { featureIds: [{ featureCount, attribute: 0, propertyTable: 0 }] },
      },
    });
  }
}

interface SharedViews {
  readonly places: number;
  readonly turns: number;
  readonly sizes: number;
  readonly features: number;
}

/** One view for each attribute of all instances, group behind group. */
function sharedViews(groups: readonly ColouredGroup[], fits: Fits, binary: BinaryChunk): SharedViews {
  const all = groups.map(({ instances }) => instances);
  const turned = all.filter(({ solid }) => solid.isTurned);
  const sized = all.filter(({ solid }) => solid.size !== null);
  const count = sum(all);
  const places = new Int32Array(count * 3);
  const features = new Uint16Array(count);
  let begin = 0;
  for (const each of all) {
    places.set(packedFloats(each.places.subarray(0, each.count * 3), each.solid.placeSteps), begin * 3);
    features.set(each.features.subarray(0, each.count), begin);
    begin += each.count;
  }
  const mode = 'ATTRIBUTES' as const;
  return {
    places: binary.addPacked({ packed: places, count, byteStride: 12, mode, filter: 'EXPONENTIAL' }, () =>
      joined(all.map((each) => decodedFloats(each.places.subarray(0, each.count * 3), each.solid.placeSteps))),
    ),
    turns: turned.length === 0 ? -1 : turnsView(turned, binary),
    sizes: sized.length === 0 ? -1 : sizesView(sized, fits, binary),
    // Attributes of instances lie close, without padding: of two bytes each only the codec of numbers takes them.
    features: binary.addPacked({ packed: features, count, byteStride: 2, mode: 'INDICES' }, () => features),
  };
}

function turnsView(turned: readonly InstanceGroup[], binary: BinaryChunk): number {
  const count = sum(turned);
  const turns = new Int16Array(count * 4);
  let begin = 0;
  for (const each of turned) {
    turns.set(each.turns.subarray(0, each.count * 4), begin * 4);
    begin += each.count;
  }
  return binary.addPacked({ packed: turns, count, byteStride: 8, mode: 'ATTRIBUTES', filter: 'QUATERNION' }, () =>
    decodedTurns(turns),
  );
}

/** Shares of the size of each group's mesh. */
function sizesView(sized: readonly InstanceGroup[], fits: Fits, binary: BinaryChunk): number {
  const count = sum(sized);
  const packed = new Int32Array(count * 3);
  let begin = 0;
  for (const each of sized) {
    packed.set(packedFloats(each.sizes.subarray(0, each.count * 3), shareExponents(each, fits)), begin * 3);
    begin += each.count;
  }
  return binary.addPacked({ packed, count, byteStride: 12, mode: 'ATTRIBUTES', filter: 'EXPONENTIAL' }, () =>
    joined(sized.map((each) => decodedFloats(each.sizes.subarray(0, each.count * 3), shareExponents(each, fits)))),
  );
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let begin = 0;
  for (const part of parts) {
    out.set(part, begin);
    begin += part.length;
  }
  return out;
}

/** Steps of a size as a share of the mesh's own, as powers of two. */
function shareExponents({ solid }: InstanceGroup, fits: Fits): Extent {
  if (solid.size === null) return [0, 0, 0];
  const { exponents } = solid.size;
  const fit = fits.get(solid.key) ?? [0, 0, 0];
  return [exponents[0] - fit[0], exponents[1] - fit[1], exponents[2] - fit[2]];
}

/**
 * The half extents of the mesh of each solid as powers of two: no smaller than the largest instance, whose share is then
 * at most one. A reader that takes the box of the mesh for that of an instance, as Cesium does, takes it for too large and
 * never for too small.
 */
type Fits = ReadonlyMap<string, Extent>;

function fitsOf(groups: readonly ColouredGroup[]): Fits {
  const fits = new Map<string, Extent>();
  for (const { instances } of groups) {
    const { key, size } = instances.solid;
    if (size === null || !size.isFitted) continue;
    const known = fits.get(key);
    const fit = (axis: 0 | 1 | 2): number => {
      const own = Math.ceil(Math.log2(instances.largest(axis))) + size.exponents[axis];
      return known === undefined ? own : Math.max(own, known[axis]);
    };
    fits.set(key, [fit(0), fit(1), fit(2)]);
  }
  return fits;
}

type Geometry = ReturnType<typeof meshArrays>;

/** The mesh of a group; groups that differ in colour alone share its arrays. */
function solidMesh(
  { instances }: ColouredGroup,
  material: number,
  fits: Fits,
  geometries: Map<string, Geometry>,
  binary: BinaryChunk,
  accessors: Record<string, unknown>[],
): Record<string, unknown> {
  const { solid } = instances;
  const fit = fits.get(solid.key) ?? [0, 0, 0];
  let geometry = geometries.get(solid.key);
  if (geometry === undefined) {
    const mesh = new MeshBuilder();
    solid.build(mesh, [2 ** fit[0], 2 ** fit[1], 2 ** fit[2]]);
    geometry = meshArrays(mesh, 'solid', binary, accessors);
    geometries.set(solid.key, geometry);
  }
  return { primitives: [{ ...geometry, material }] };
}

/** Least and greatest place of a group, metres. */
function placeBounds({ places, count, solid }: InstanceGroup): { readonly min: number[]; readonly max: number[] } {
  const min: number[] = [];
  const max: number[] = [];
  for (let axis = 0; axis < 3; axis++) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = axis; i < count * 3; i += 3) {
      const value = places[i] ?? 0;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    const step = 2 ** (solid.placeSteps[axis] ?? 0);
    min.push(least * step);
    max.push(most * step);
  }
  return { min, max };
}

function sum(groups: readonly InstanceGroup[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}
