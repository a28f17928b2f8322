import type { Utility } from '../model/utility.ts';
import { type DrawnAs, linkDrawnAs } from './drawn-as.ts';
import { addFarShaft } from './far-shaft.ts';
import { BinaryChunk, glb } from './glb.ts';
import { addFarLink, addLink } from './link-mesh.ts';
import { MeshBuilder } from './mesh-builder.ts';
import { NETWORK_ENUMS, networkColumns, withoutFigures } from './network-columns.ts';
import { addNode, nodeDrawnAs } from './node-mesh.ts';
import { type NodeTurns, nodeTurns } from './node-turns.ts';
import { type PropertyColumn, propertyTable, schemaClass, schemaEnum } from './property-table.ts';
import { isDrawnAfar, isShaftDrawnAfar, type TileDetail } from './tile-detail.ts';
import { gltfNodeMatrix, type TileFrame, tileFrame } from './tile-frame.ts';
import { type Look, type Surface, surfaceMaterial, surfaceOf, vertexColour } from './tile-materials.ts';
import { tilePrimitive } from './tile-primitive.ts';
import type { TileLink, TileNode, TileRows } from './tile-rows.ts';
import { isWalkable } from './walkable.ts';

/** Goes into every cache key and tag: raise it with any change to the bytes of a tile. */
export const TILER_VERSION = '3';

/** Feature numbers are 16 bits in the vertices. */
const MOST_FEATURES = 65535;

export interface NetworkTileOptions {
  /** Centre of the tile, degrees: origin of the vertices' frame. */
  readonly centre: readonly [lon: number, lat: number];
  /** Ellipsoidal height less level, metres. */
  readonly geoidOffsetM: number;
  /** Level in metres at which things without any known level are drawn (as unknown). */
  readonly fallbackLevelM: number;
  /** How finely it is drawn; `full` unless told. */
  readonly detail?: TileDetail;
}

interface Part {
  readonly family: 'link' | 'node';
  readonly surface: Surface;
  readonly mesh: MeshBuilder;
}

/**
 * The solid tile of a network: links as tubes, nodes as shafts and joints, each with its attributes, as a glb with
 * EXT_mesh_features and EXT_structural_metadata. A function of its rows: same rows, in any order, same bytes. Null when
 * the rows have nothing to draw.
 */
export function networkTile(rows: TileRows, options: NetworkTileOptions): Uint8Array<ArrayBuffer> | null {
  const frame = tileFrame(options.centre[0], options.centre[1], options.fallbackLevelM, options.geoidOffsetM);
  const { fallbackLevelM, detail = 'full' } = options;
  const links = rows.links.filter((row) => isDrawnAfar(row, detail)).toSorted(byFeatureId);
  const nodes = rows.nodes.filter((row) => isShaftDrawnAfar(row, detail)).toSorted(byFeatureId);
  const count = links.length + nodes.length;
  if (count > MOST_FEATURES) {
    throw new RangeError(
      `A tile holds at most ${MOST_FEATURES} links and nodes; got ${links.length} and ${nodes.length}.`,
    );
  }
  const parts = new Map<string, Part>();
  const part = (family: Part['family'], look: Look, utility: Utility): MeshBuilder => {
    const surface = surfaceOf(look);
    const key = `${family} ${surface}`;
    let found = parts.get(key);
    if (found === undefined) {
      found = { family, surface, mesh: new MeshBuilder() };
      parts.set(key, found);
    }
    found.mesh.colour = vertexColour(look, utility);
    return found.mesh;
  };
  const drawing: Drawing = { frame, fallbackLevelM, detail, part, turnAt: nodeTurns(links) };
  const linksDrawn = links.map((row, i) => drawLink(row, i, drawing));
  const nodesDrawn = nodes.map((row, i) => drawNode(row, links.length + i, drawing));
  const drawn = [...parts.values()].filter((each) => each.mesh.indexCount > 0);
  if (drawn.length === 0) return null;
  const columns = networkColumns({ links, linksDrawn, nodes, nodesDrawn });
  return assemble(drawn, frame, count, detail === 'full' ? columns : withoutFigures(columns));
}

type PartOf = (family: Part['family'], look: Look, utility: Utility) => MeshBuilder;

interface Drawing {
  readonly frame: TileFrame;
  readonly fallbackLevelM: number;
  readonly detail: TileDetail;
  readonly part: PartOf;
  readonly turnAt: NodeTurns;
}

function drawLink(row: TileLink, feature: number, { frame, fallbackLevelM, detail, part }: Drawing): DrawnAs {
  const drawnAs = linkDrawnAs(row.link);
  const mesh = part('link', linkLook(drawnAs, row), row.link.utility);
  mesh.feature = feature;
  const add = detail === 'full' ? addLink : addFarLink;
  add(row, drawnAs, frame, fallbackLevelM, mesh);
  return drawnAs;
}

function linkLook(drawnAs: DrawnAs, { link }: TileLink): Look {
  switch (drawnAs) {
    case 'measured':
      return isWalkable(link.utility, link.section?.heightMm ?? null) ? 'tunnel' : 'pipe';
    case 'unknownSize':
    case 'unknownLevel':
      return 'pipeAssumed';
    case 'device':
      return 'device';
  }
}

function drawNode(row: TileNode, feature: number, { frame, fallbackLevelM, detail, part, turnAt }: Drawing): DrawnAs {
  const drawnAs = nodeDrawnAs(row);
  const { utility } = row.node;
  const bodyLook = drawnAs === 'unknownLevel' ? 'shaftAssumed' : 'shaft';
  if (detail !== 'full') {
    const mesh = part('node', bodyLook, utility);
    mesh.feature = feature;
    addFarShaft(row, frame, fallbackLevelM, mesh);
    return drawnAs;
  }
  // Body and cover may be one mesh: its colour is set as each is added to.
  const of = (look: Look): MeshBuilder => {
    const mesh = part('node', look, utility);
    mesh.feature = feature;
    return mesh;
  };
  addNode(row, turnAt(row.node.position), frame, fallbackLevelM, {
    get body() {
      return of(bodyLook);
    },
    get cover() {
      return of('cover');
    },
    of,
  });
  return drawnAs;
}

/** Name of the metadata class, and of the one property table. */
const CLASS = 'feature';

function assemble(
  parts: readonly Part[],
  frame: TileFrame,
  count: number,
  columns: readonly PropertyColumn[],
): Uint8Array<ArrayBuffer> {
  const binary = new BinaryChunk();
  const accessors: Record<string, unknown>[] = [];
  const primitives = parts.map((each, material) =>
    tilePrimitive(each.mesh, { material, propertyTable: 0, featureCount: count }, binary, accessors),
  );
  const table = propertyTable(CLASS, count, columns, binary);
  return glb(
    {
      asset: { version: '2.0', generator: `undercroft tiler ${TILER_VERSION}` },
      extensionsUsed: ['EXT_mesh_features', 'EXT_structural_metadata', 'KHR_mesh_quantization'],
      extensionsRequired: ['KHR_mesh_quantization'],
      extensions: {
        EXT_structural_metadata: {
          schema: {
            id: 'undercroft_network',
            classes: { [CLASS]: schemaClass(CLASS, columns) },
            enums: Object.fromEntries(Object.entries(NETWORK_ENUMS).map(([name, names]) => [name, schemaEnum(names)])),
          },
          propertyTables: [table],
        },
      },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0, matrix: gltfNodeMatrix(frame.toEcef) }],
      meshes: [{ primitives }],
      materials: parts.map(({ surface }) => surfaceMaterial(surface)),
      accessors,
    },
    binary,
  );
}

function byFeatureId(a: { readonly featureId: string }, b: { readonly featureId: string }): number {
  return a.featureId < b.featureId ? -1 : Number(a.featureId > b.featureId);
}
