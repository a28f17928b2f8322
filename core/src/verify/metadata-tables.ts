import { z } from 'zod';
import type { FindingLog } from './finding-log.ts';
import type { ContentFiles, DecodedViews } from './gltf-buffers.ts';
import type { Gltf } from './gltf-schema.ts';
import { type MetadataValue, readMetadataColumn } from './metadata-column.ts';
import { type MetadataSchema, metadataSchema } from './metadata-schema.ts';
import { jsonOf, parsePart } from './parse-part.ts';

/** A property table read back. */
export interface MetadataTable {
  readonly className: string;
  readonly count: number;
  readonly columns: ReadonlyMap<string, readonly MetadataValue[]>;
  /** The column that says whose row it is: of the semantic ID, else a required text named `id`; null without one. */
  readonly ids: readonly MetadataValue[] | null;
}

const EXTENSION = 'EXT_structural_metadata';
const index = z.int().min(0);
const offsetType = z.enum(['UINT8', 'UINT16', 'UINT32', 'UINT64']).default('UINT32');

export const tableSchema = z.object({
  class: z.string(),
  count: z.int().min(1),
  properties: z
    .record(
      z.string(),
      z.object({
        values: index,
        arrayOffsets: index.optional(),
        stringOffsets: index.optional(),
        arrayOffsetType: offsetType,
        stringOffsetType: offsetType,
      }),
    )
    .default({}),
});

type Table = z.infer<typeof tableSchema>;

const extensionSchema = z
  .object({
    schema: z.json().optional(),
    schemaUri: z.string().optional(),
    propertyTables: z.array(tableSchema).default([]),
  })
  .refine(({ schema, schemaUri }) => (schema === undefined) !== (schemaUri === undefined), {
    message: 'either a schema or a schemaUri was wanted',
  });

/** Reads the property tables of a glTF; a table that cannot be read is null, with findings. */
export function readMetadataTables(
  gltf: Gltf,
  views: DecodedViews,
  files: ContentFiles,
  log: FindingLog,
  place: string,
): readonly (MetadataTable | null)[] {
  const extension = gltf.extensions[EXTENSION];
  if (extension === undefined) return [];
  const at = `${place} ${EXTENSION}`;
  const metadata = parsePart(extensionSchema, extension, log, 'METADATA_SCHEMA', at);
  if (metadata === null) return [];
  const file = metadata.schemaUri === undefined ? undefined : files.get(metadata.schemaUri);
  // A schema that is missing has been said by whoever looked for it.
  if (metadata.schemaUri !== undefined && file === undefined) return metadata.propertyTables.map(() => null);
  const schema = parsePart(
    metadataSchema,
    file === undefined ? metadata.schema : jsonOf(file),
    log,
    'METADATA_SCHEMA',
    at,
  );
  if (schema === null) return metadata.propertyTables.map(() => null);
  return metadata.propertyTables.map((table, i) => {
    checkAlignment(table, gltf, log, `${at} propertyTables/${i}`);
    return readMetadataTable(table, schema, views, log, `${at} propertyTables/${i}`);
  });
}

/** Reads one property table out of its views; null with a finding when its class is not there. */
export function readMetadataTable(
  table: Table,
  schema: MetadataSchema,
  views: DecodedViews,
  log: FindingLog,
  place: string,
): MetadataTable | null {
  const properties = schema.classes[table.class]?.properties;
  if (properties === undefined) {
    log.add('METADATA_CLASS', place, `The schema has no class "${table.class}".`);
    return null;
  }
  for (const [name, { required, default: fallback }] of Object.entries(properties)) {
    if (!required || fallback !== undefined || table.properties[name] !== undefined) continue;
    log.add('METADATA_PROPERTY', place, `The property "${name}" is required and the table does not have it.`);
  }
  const columns = new Map<string, readonly MetadataValue[]>();
  for (const [name, column] of Object.entries(table.properties)) {
    const property = properties[name];
    if (property === undefined) {
      log.add('METADATA_PROPERTY', place, `The class "${table.class}" has no property "${name}".`);
      continue;
    }
    const bytes = {
      values: viewOf(column.values, views),
      arrayOffsets: viewOf(column.arrayOffsets, views),
      stringOffsets: viewOf(column.stringOffsets, views),
    };
    const missing = [column.values, column.arrayOffsets, column.stringOffsets].find(
      (view) => view !== undefined && view >= views.length,
    );
    if (missing !== undefined) {
      log.add('METADATA_LENGTH', `${place} ${name}`, `There is no buffer view ${missing}.`);
      continue;
    }
    // A view that could not be decoded has been said where it lies.
    const { values } = bytes;
    if (values === null) continue;
    const known = property.enumType === undefined ? null : (schema.enums[property.enumType] ?? null);
    const { arrayOffsetType, stringOffsetType } = column;
    const read = readMetadataColumn(
      property,
      known,
      { ...bytes, values, arrayOffsetType, stringOffsetType },
      table.count,
      log,
      `${place} ${name}`,
    );
    if (read !== null) columns.set(name, read);
  }
  const idName =
    Object.keys(properties).find((name) => properties[name]?.semantic === 'ID') ??
    (properties.id?.type === 'STRING' && properties.id.required ? 'id' : '');
  return { className: table.class, count: table.count, columns, ids: columns.get(idName) ?? null };
}

/** Views of property tables begin on 8 bytes (EXT_structural_metadata, "Binary Table Format"). */
function checkAlignment(table: Table, gltf: Gltf, log: FindingLog, place: string): void {
  for (const [name, column] of Object.entries(table.properties)) {
    for (const view of [column.values, column.arrayOffsets, column.stringOffsets]) {
      const offset = view === undefined ? 0 : (gltf.bufferViews[view]?.byteOffset ?? 0);
      if (offset % 8 === 0) continue;
      log.add(
        'METADATA_ALIGNMENT',
        `${place} ${name}`,
        `Its view begins at byte ${offset}; a multiple of 8 was wanted.`,
      );
    }
  }
}

function viewOf(index_: number | undefined, views: DecodedViews): Uint8Array | null {
  return index_ === undefined ? null : (views[index_] ?? null);
}
