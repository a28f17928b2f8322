import { BUILDING_USES, type Building, ROOF_SHAPES, type RoofShape } from '../model/map-feature.ts';
import type { BinaryChunk } from '../tiling/glb.ts';
import { joinedStrings } from '../tiling/joined-strings.ts';
import { BUILDING_DRAWN_AS, type BuildingDrawnAs } from './building-height.ts';

/** A building as the tile encoder reads it. */
export interface TileBuilding {
  readonly featureId: string;
  readonly building: Omit<Building, 'raw'>;
}

/** The property table of a tile's buildings, and the class and enums that describe it. */
export interface BuildingTable {
  readonly table: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly enums: Readonly<Record<string, unknown>>;
}

const ENUMS = { buildingUse: BUILDING_USES, buildingDrawnAs: BUILDING_DRAWN_AS, roofShape: ROOF_SHAPES } as const;

/** What stands for "unknown" in a column of numbers: of bytes, and of floats. */
const BYTE_NO_DATA = 255;
const FLOAT_NO_DATA = -99999;

/**
 * Writes one value a row into the binary chunk. Unknown is noData; **a column that no building of the tile has anything in is
 * left out**: a reader takes a property that is not there for not known. `roofs` are the shapes drawn: a roof of unknown
 * shape is drawn flat, and both are told.
 */
export function buildingTable(
  placed: readonly { readonly row: TileBuilding; readonly drawnAs: BuildingDrawnAs }[],
  roofs: readonly RoofShape[],
  binary: BinaryChunk,
): BuildingTable {
  const rows = placed.map(({ row }) => row);
  const table: Record<string, unknown> = {};
  const properties: Record<string, Column['schema']> = {};
  const add = (name: string, column: Column | null): void => {
    if (column === null) return;
    table[name] = column.values;
    properties[name] = column.schema;
  };
  add(
    'id',
    textColumn(
      rows.map(({ featureId }) => featureId),
      binary,
      true,
    ),
  );
  add(
    'name',
    textColumn(
      rows.map(({ building }) => building.name.zh ?? building.name.en ?? ''),
      binary,
      false,
    ),
  );
  const uses = rows.map(({ building }) => BUILDING_USES.indexOf(building.use));
  add('use', enumColumn('buildingUse', uses, binary));
  add(
    'storeys',
    numberColumn(
      rows.map(({ building }) => building.storeys),
      binary,
    ),
  );
  add(
    'heightM',
    numberColumn(
      rows.map(({ building }) => building.heightM),
      binary,
    ),
  );
  add(
    'drawnAs',
    enumColumn(
      'buildingDrawnAs',
      placed.map(({ drawnAs }) => BUILDING_DRAWN_AS.indexOf(drawnAs)),
      binary,
    ),
  );
  if (rows.some(({ building }) => building.roof !== 'unknown')) {
    add(
      'roof',
      enumColumn(
        'roofShape',
        rows.map(({ building }) => ROOF_SHAPES.indexOf(building.roof)),
        binary,
      ),
    );
    add(
      'roofDrawn',
      enumColumn(
        'roofShape',
        roofs.map((shape) => ROOF_SHAPES.indexOf(shape)),
        binary,
      ),
    );
  }
  const used = Object.values(properties).map(({ enumType }) => enumType);
  const enums = Object.entries(ENUMS)
    .filter(([name]) => used.includes(name))
    .map(([name, names]) => [name, enumOf(names)]);
  return {
    table: { class: 'building', count: rows.length, properties: table },
    properties,
    enums: Object.fromEntries(enums),
  };
}

interface Column {
  /** Where the values are, as a property table wants it. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What they are, as the class wants it. */
  readonly schema: Readonly<Record<string, unknown>>;
}

function enumOf(names: readonly string[]): Record<string, unknown> {
  return { valueType: 'UINT8', values: names.map((name, value) => ({ name, value })) };
}

function enumColumn(enumType: string, values: readonly number[], binary: BinaryChunk): Column {
  return {
    values: { values: binary.add(Uint8Array.from(values)) },
    schema: { type: 'ENUM', enumType, required: true },
  };
}

/** Whole numbers below 255 as bytes, anything else as floats. */
function numberColumn(values: readonly (number | null)[], binary: BinaryChunk): Column | null {
  if (values.every((value) => value === null)) return null;
  const isByte = values.every(
    (value) => value === null || (Number.isInteger(value) && value >= 0 && value < BYTE_NO_DATA),
  );
  const array = isByte
    ? Uint8Array.from(values, (value) => value ?? BYTE_NO_DATA)
    : Float32Array.from(values, (value) => value ?? FLOAT_NO_DATA);
  const kind = isByte
    ? { componentType: 'UINT8', noData: BYTE_NO_DATA }
    : { componentType: 'FLOAT32', noData: FLOAT_NO_DATA };
  return { values: { values: binary.add(array) }, schema: { type: 'SCALAR', ...kind } };
}

/** UTF-8 behind one another. */
function textColumn(values: readonly string[], binary: BinaryChunk, required: boolean): Column | null {
  if (!required && values.every((value) => value === '')) return null;
  const { bytes, offsets } = joinedStrings(values);
  return {
    values: {
      values: binary.add(bytes),
      stringOffsets: binary.addPacked(
        { packed: offsets, count: offsets.length, byteStride: 4, mode: 'ATTRIBUTES' },
        () => offsets,
      ),
      stringOffsetType: 'UINT32',
    },
    schema: required ? { type: 'STRING', required: true } : { type: 'STRING', noData: '' },
  };
}
