import { coveredEnds } from './covered-ends.ts';
import { linkDrawnAs } from './drawn-as.ts';
import { addFarShaft } from './far-shaft.ts';
import { BinaryChunk, glb } from './glb.ts';
import { addInstanceNodes } from './instance-nodes.ts';
import { type ColouredGroup, InstancedSolids, type MergedMesh } from './instanced-solids.ts';
import { addFarLink, addLink, FAR_LOOK, trunkLook } from './link-solids.ts';
import { meshArrays, vertexMarks } from './mesh-arrays.ts';
import { NETWORK_ENUMS, networkColumns, withoutFigures } from './network-columns.ts';
import { addNode, nodeDrawnAs } from './node-solids.ts';
import { nodeTurns } from './node-turns.ts';
import { type PropertyColumn, propertyTable, schemaClass, schemaEnum } from './property-table.ts';
import { isDrawnAfar, isShaftDrawnAfar, type TileDetail } from './tile-detail.ts';
import { gltfNodeMatrix, type TileFrame, tileFrame } from './tile-frame.ts';
import { type Surface, surfaceMaterial } from './tile-materials.ts';
import type { TileRows } from './tile-rows.ts';
import { FAR_TUBE, TRUNK_TUBE } from './unit-solid.ts';

/**
 * Goes into every cache key, on disk as well: raise it with any change to the bytes of a tile, by what reads its rows too.
 * Otherwise the files of yesterday are answered.
 */
export const TILER_VERSION = '8';

/** Feature numbers are 16 bits in the vertices. */
const MOST_FEATURES = 65535;

/** The error of the lowest contents of trunks, metres; unless told. */
const LEAST_TRUNKS_ERROR_M = 12;

export interface NetworkTileOptions {
  /** Centre of the tile, degrees: origin of the vertices' frame. */
  readonly centre: readonly [lon: number, lat: number];
  /** Ellipsoidal height less level, metres. */
  readonly geoidOffsetM: number;
  /** Level in metres at which things without any known level are drawn (as unknown). */
  readonly fallbackLevelM: number;
  /** How finely it is drawn; `full` unless told. */
  readonly detail?: TileDetail;
  /** Of a content of trunks the geometric error it stands for, metres: axes may leave their bends by a tenth of it. */
  readonly errorM?: number | undefined;
  /** `none` writes the same tile as it decodes, for readers without meshopt; `meshopt` unless told. */
  readonly compression?: 'meshopt' | 'none';
  /** Where the schema of the attributes (`networkSchema`) is found, from the tile; it stands in the tile itself unless told. */
  readonly schemaUri?: string | undefined;
}

/**
 * The solid tile of a network: links as tubes, nodes as shafts and joints, each with its attributes, as a glb with
 * EXT_mesh_features and EXT_structural_metadata. A function of its rows: same rows, in any order, same bytes. Null when
 * the rows have nothing to draw.
 *
 * CONTRIBUTOR NOTES. Processor microseconds a conduit with its node, tiles of 1,134 of a made-up city, in full and as
 * lines: 11.4 and 4.5 with turns by places spelled as texts, `Math.hypot`, typed arrays taken apart as if they were lists,
 * powers worked out for every vertex and keys made for every end; 9.1 and 4.1 without any of these, to the same bytes. What
 * is left is spread thin: meshopt 7 %, the order of rows 5 %, no line of the rest above 3 %.
 */
export function networkTile(rows: TileRows, options: NetworkTileOptions): Uint8Array<ArrayBuffer> | null {
  const frame = tileFrame(options.centre[0], options.centre[1], options.fallbackLevelM, options.geoidOffsetM);
  const { fallbackLevelM, detail = 'full', compression = 'meshopt', schemaUri } = options;
  const links = rows.links.filter((row) => isDrawnAfar(row, detail)).toSorted(byFeatureId);
  const nodes = rows.nodes.filter((row) => isShaftDrawnAfar(row, detail)).toSorted(byFeatureId);
  const count = links.length + nodes.length;
  if (count > MOST_FEATURES) {
    throw new RangeError(
      `A tile holds at most ${MOST_FEATURES} links and nodes; got ${links.length} and ${nodes.length}.`,
    );
  }
  const isFar = detail !== 'full';
  const trunksErrorM = detail === 'trunks' ? (options.errorM ?? LEAST_TRUNKS_ERROR_M) : null;
  const solids = new InstancedSolids(isFar ? (trunksErrorM === null ? FAR_TUBE : TRUNK_TUBE) : null);
  const farLook = trunksErrorM === null ? FAR_LOOK : trunkLook(trunksErrorM);
  const coveredOf = coveredEnds(isFar ? [] : links);
  const linksDrawn = links.map((row, i) => {
    const drawnAs = linkDrawnAs(row.link);
    solids.feature = i;
    solids.utility = row.link.utility;
    if (isFar) addFarLink(row, drawnAs, frame, fallbackLevelM, solids, farLook);
    else addLink(row, { drawnAs, covered: coveredOf(row) }, frame, fallbackLevelM, solids);
    return drawnAs;
  });
  const turnAt = nodeTurns(links);
  const nodesDrawn = nodes.map((row, i) => {
    solids.feature = links.length + i;
    solids.utility = row.node.utility;
    if (isFar) addFarShaft(row, frame, fallbackLevelM, solids);
    else addNode(row, turnAt(row), frame, fallbackLevelM, solids);
    return nodeDrawnAs(row);
  });
  const groups = solids.groups();
  const meshes = solids.meshes();
  if (groups.length + meshes.length === 0) return null;
  const columns = networkColumns({ links, linksDrawn, nodes, nodesDrawn });
  return assemble({ groups, meshes }, frame, count, isFar ? withoutFigures(columns) : columns, {
    compression,
    schemaUri,
  });
}

interface Drawn {
  readonly groups: readonly ColouredGroup[];
  readonly meshes: readonly MergedMesh[];
}

/** Name of the metadata class, and of the one property table. */
const CLASS = 'feature';

/** The schema of the attributes, the same for every tile: a tile without figures leaves columns out. */
export function networkSchema(): Record<string, unknown> {
  const columns = networkColumns({ links: [], linksDrawn: [], nodes: [], nodesDrawn: [] });
  return {
    id: 'undercroft_network',
    classes: { [CLASS]: schemaClass(CLASS, columns) },
    enums: Object.fromEntries(Object.entries(NETWORK_ENUMS).map(([name, names]) => [name, schemaEnum(names)])),
  };
}

const EXTENSIONS = ['EXT_mesh_features', 'EXT_structural_metadata', 'KHR_mesh_quantization'];
const INSTANCE_EXTENSIONS = ['EXT_mesh_gpu_instancing', 'EXT_instance_features'];

function assemble(
  drawn: Drawn,
  frame: TileFrame,
  count: number,
  columns: readonly PropertyColumn[],
  { compression, schemaUri }: { readonly compression: 'meshopt' | 'none'; readonly schemaUri: string | undefined },
): Uint8Array<ArrayBuffer> {
  const binary = new BinaryChunk(compression);
  const accessors: Record<string, unknown>[] = [];
  const nodes: Record<string, unknown>[] = [];
  const meshes: Record<string, unknown>[] = [];
  const materials = new Map<string, number>();
  const materialList: Record<string, unknown>[] = [];
  const materialOf = (surface: Surface, colour?: readonly [number, number, number]): number => {
    const key = `${surface} ${colour?.join(' ')}`;
    const known = materials.get(key);
    if (known !== undefined) return known;
    materials.set(key, materialList.length);
    return materialList.push(surfaceMaterial(surface, colour)) - 1;
  };
  if (drawn.meshes.length > 0) {
    const featureIds = [{ featureCount: count, attribute: 0, propertyTable: 0 }];
    const primitives = drawn.meshes.map(({ surface, mesh }) => {
      const { attributes, indices } = meshArrays(mesh, 'tile', binary, accessors);
      return {
        attributes: { ...attributes, ...vertexMarks(mesh, binary, accessors) },
        indices,
        material: materialOf(surface),
        extensions: { EXT_mesh_features: { featureIds } },
      };
    });
    nodes.push({ mesh: meshes.push({ primitives }) - 1 });
  }
  const materialOfGroup = ({ surface, colour }: ColouredGroup): number => materialOf(surface, colour);
  addInstanceNodes(drawn.groups, materialOfGroup, count, binary, { nodes, meshes, accessors });
  const table = propertyTable(CLASS, count, columns, binary);
  const required = [
    'KHR_mesh_quantization',
    ...(drawn.groups.length > 0 ? ['EXT_mesh_gpu_instancing'] : []),
    ...(binary.isCompressed ? ['EXT_meshopt_compression'] : []),
  ];
  return glb(
    {
      asset: { version: '2.0', generator: `undercroft tiler ${TILER_VERSION}` },
      extensionsUsed: [
        ...EXTENSIONS,
        ...(drawn.groups.length > 0 ? INSTANCE_EXTENSIONS : []),
        ...(binary.isCompressed ? ['EXT_meshopt_compression'] : []),
      ],
      extensionsRequired: required,
      extensions: {
        EXT_structural_metadata: {
          ...(schemaUri === undefined ? { schema: networkSchema() } : { schemaUri }),
          propertyTables: [table],
        },
      },
      scene: 0,
      scenes: [{ nodes: [nodes.length] }],
      nodes: [...nodes, { matrix: gltfNodeMatrix(frame.toEcef), children: nodes.map((_, i) => i) }],
      meshes,
      materials: materialList,
      accessors,
    },
    binary,
  );
}

function byFeatureId(a: { readonly featureId: string }, b: { readonly featureId: string }): number {
  return a.featureId < b.featureId ? -1 : Number(a.featureId > b.featureId);
}
