import { SURENESS } from '../dig/axis-band.ts';
import type { GroundLevelAt } from '../dig/plane-ground.ts';
import { UTILITIES } from '../model/utility.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { BinaryChunk, glb } from '../tiling/glb.ts';
import { meshArrays, vertexMarks } from '../tiling/mesh-arrays.ts';
import { MeshBuilder } from '../tiling/mesh-builder.ts';
import { type PropertyColumn, propertyTable, schemaClass, schemaEnum } from '../tiling/property-table.ts';
import { gltfNodeMatrix, tileFrame } from '../tiling/tile-frame.ts';
import { linearBytes, vertexColour } from '../tiling/tile-materials.ts';
import type { TileLink } from '../tiling/tile-rows.ts';
import { ENVELOPE_OPACITY } from './envelope-opacity.ts';
import { addEnvelope, type Envelope, envelopeOf, halfWidthM } from './envelope-solid.ts';

/** Goes into every cache key and tag: raise it with any change to the bytes of a tile. */
export const ENVELOPE_TILER_VERSION = '1';

export interface EnvelopeTileOptions {
  /** Centre of the tile, degrees: origin of the vertices' frame. */
  readonly centre: readonly [lon: number, lat: number];
  /** Ellipsoidal height less level, metres. */
  readonly geoidOffsetM: number;
  /** Level in metres at which things without any known level are drawn. */
  readonly fallbackLevelM: number;
  /** By which digs are judged. */
  readonly rules: RuleSet;
  /** The ground that digs are judged with. */
  readonly ground: GroundLevelAt;
  /** `none` writes the same tile as it decodes, for readers without meshopt; `meshopt` unless told. */
  readonly compression?: 'meshopt' | 'none';
}

/** Feature numbers are 16 bits in the vertices. */
const MOST_FEATURES = 65535;

/** Of what is of unknown accuracy, whosever it is. */
const LOST_TONE = linearBytes([126, 112, 96]);

const CLASS = 'envelope';
const MILLIMETRE = -10;

/**
 * About each link the body in which its outer wall lies: translucent, with what it is worth among its attributes. A
 * function of rows, rules and ground: same ones, same bytes. Null when there is nothing to draw.
 *
 * @throws RangeError for more than 65,535 links.
 */
export function envelopeTile(links: readonly TileLink[], options: EnvelopeTileOptions): Uint8Array<ArrayBuffer> | null {
  const { rules, ground, fallbackLevelM, compression = 'meshopt' } = options;
  const drawn: { readonly row: TileLink; readonly envelope: Envelope }[] = [];
  for (const row of links.toSorted(byFeatureId)) {
    const envelope = envelopeOf(row, rules, ground);
    if (envelope !== null) drawn.push({ row, envelope });
  }
  if (drawn.length === 0) return null;
  if (drawn.length > MOST_FEATURES) {
    throw new RangeError(`A tile holds at most ${MOST_FEATURES} links; got ${drawn.length}.`);
  }
  const frame = tileFrame(options.centre[0], options.centre[1], fallbackLevelM, options.geoidOffsetM);
  const mesh = new MeshBuilder();
  for (const [feature, { row, envelope }] of drawn.entries()) {
    mesh.feature = feature;
    // Strips of many conduits lie over one another: in one tone they add up to one.
    mesh.colour = envelope.sureness === 'unknownAccuracy' ? LOST_TONE : vertexColour('pipe', row.link.utility);
    mesh.opacity = ENVELOPE_OPACITY[envelope.sureness];
    addEnvelope(row, envelope, frame, fallbackLevelM, mesh);
  }
  const binary = new BinaryChunk(compression);
  const accessors: Record<string, unknown>[] = [];
  const { attributes, indices } = meshArrays(mesh, 'tile', binary, accessors);
  const featureIds = [{ featureCount: drawn.length, attribute: 0, propertyTable: 0 }];
  const primitive = {
    attributes: { ...attributes, ...vertexMarks(mesh, binary, accessors) },
    indices,
    material: 0,
    extensions: { EXT_mesh_features: { featureIds } },
  };
  const columns = columnsOf(drawn);
  const table = propertyTable(CLASS, drawn.length, columns, binary);
  const packing = binary.isCompressed ? ['EXT_meshopt_compression'] : [];
  return glb(
    {
      asset: { version: '2.0', generator: `undercroft envelope tiler ${ENVELOPE_TILER_VERSION}` },
      extensionsUsed: ['EXT_mesh_features', 'EXT_structural_metadata', 'KHR_mesh_quantization', ...packing],
      extensionsRequired: ['KHR_mesh_quantization', ...packing],
      extensions: {
        EXT_structural_metadata: {
          schema: {
            id: 'undercroft_envelope',
            classes: { [CLASS]: schemaClass(CLASS, columns) },
            enums: { utility: schemaEnum(UTILITIES), sureness: schemaEnum(SURENESS) },
          },
          propertyTables: [table],
        },
      },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0, matrix: gltfNodeMatrix(frame.toEcef) }],
      meshes: [{ primitives: [primitive] }],
      materials: [MATERIAL],
      accessors,
    },
    binary,
  );
}

/** How much shows of it stands with the vertices. */
const MATERIAL = {
  name: 'envelope',
  pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 1 },
  doubleSided: true,
  alphaMode: 'BLEND',
};

/** Reaches are from the axis, at the widest place, metres; upright it is unknown where any depth is possible. */
function columnsOf(drawn: readonly { readonly row: TileLink; readonly envelope: Envelope }[]): PropertyColumn[] {
  const most = (of: (envelope: Envelope) => number) => Float64Array.from(drawn, ({ envelope }) => of(envelope));
  const upright = ({ bands, atAnyDepth }: Envelope): number =>
    atAnyDepth ? Number.NaN : Math.max(...bands.map((band) => band.outerHalfHeightM + (band.bandZM ?? 0)));
  return [
    { name: 'id', type: 'string', values: drawn.map(({ row }) => row.featureId) },
    enumOf(
      'utility',
      drawn.map(({ row }) => UTILITIES.indexOf(row.link.utility)),
    ),
    enumOf(
      'sureness',
      drawn.map(({ envelope }) => SURENESS.indexOf(envelope.sureness)),
    ),
    {
      name: 'reachXyM',
      type: 'float',
      exponent: MILLIMETRE,
      values: most(({ bands }) => Math.max(...bands.map(halfWidthM))),
    },
    { name: 'reachZM', type: 'float', exponent: MILLIMETRE, values: most(upright) },
  ];
}

function enumOf(name: string, places: readonly number[]): PropertyColumn {
  return { name, type: 'enum', enumName: name, values: Uint8Array.from(places) };
}

function byFeatureId(a: TileLink, b: TileLink): number {
  return a.featureId < b.featureId ? -1 : Number(a.featureId > b.featureId);
}
