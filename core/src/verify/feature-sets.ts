import { z } from 'zod';
import type { AccessorReader } from './accessor-values.ts';
import type { FindingLog } from './finding-log.ts';
import type { MetadataTable } from './metadata-tables.ts';
import { parsePart } from './parse-part.ts';

const index = z.int().min(0);

const setsSchema = z.object({
  featureIds: z
    .array(
      z.object({
        featureCount: z.int().min(1),
        nullFeatureId: index.optional(),
        attribute: index.optional(),
        texture: z.json().optional(),
        propertyTable: index.optional(),
      }),
    )
    .min(1),
});

/** Which feature each vertex, or each instance, belongs to. */
export interface FeatureSet {
  /** A feature number for each; -1 for those that belong to none. */
  readonly ids: Int32Array;
  /** Property table that the numbers are rows of; null without one. */
  readonly table: number | null;
}

/** Where feature ids stand: EXT_mesh_features on a primitive, EXT_instance_features on a node. */
export interface FeatureHolder {
  readonly extension: unknown;
  /** Accessors by attribute name. */
  readonly attributes: Readonly<Record<string, number>>;
  /** How many vertices, or instances, there are. */
  readonly count: number;
  readonly place: string;
}

/**
 * Reads every set of feature ids of a primitive or of instances and checks each; resolves to the first that names rows
 * of a property table, else to the first, else to null.
 */
export function readFeatureSets(
  holder: FeatureHolder,
  accessors: AccessorReader,
  tables: readonly (MetadataTable | null)[],
  log: FindingLog,
): FeatureSet | null {
  if (holder.extension === undefined) return null;
  const sets = parsePart(setsSchema, holder.extension, log, 'FEATURE_SET', holder.place);
  if (sets === null) return null;
  const read = sets.featureIds.map((set, i): FeatureSet | null => {
    const place = `${holder.place} featureIds/${i}`;
    if (set.texture !== undefined) {
      log.add('FEATURE_TEXTURE', place, 'Feature ids in a texture are not looked into.');
      return null;
    }
    const ids = idsOf(holder, set.attribute, set.nullFeatureId, accessors, log, place);
    if (ids === null) return null;
    const distinct = new Set(ids);
    distinct.delete(-1);
    if (distinct.size > set.featureCount) {
      log.add('FEATURE_COUNT', place, `featureCount says ${set.featureCount} features and there are ${distinct.size}.`);
    }
    const table = set.propertyTable ?? null;
    if (table !== null) checkRows(ids, table, tables, log, place);
    return { ids, table };
  });
  return read.find((set) => set !== null && set.table !== null) ?? read.find((set) => set !== null) ?? null;
}

function idsOf(
  { attributes, count }: FeatureHolder,
  attribute: number | undefined,
  nullId: number | undefined,
  accessors: AccessorReader,
  log: FindingLog,
  place: string,
): Int32Array | null {
  if (attribute === undefined) return Int32Array.from({ length: count }, (_, i) => (i === nullId ? -1 : i));
  const accessor = attributes[`_FEATURE_ID_${attribute}`];
  if (accessor === undefined) {
    log.add('FEATURE_SET', place, `There is no attribute _FEATURE_ID_${attribute}.`);
    return null;
  }
  const read = accessors.read(accessor, place);
  if (read === null) return null;
  if (read.width !== 1 || read.accessor.normalized) {
    log.add('FEATURE_SET', place, 'Feature ids are single numbers that are not normalised; these are not.');
    return null;
  }
  const broken = read.values.findIndex((id) => !Number.isInteger(id) || id < 0 || id > 0x7fffffff);
  if (broken >= 0) {
    log.add(
      'FEATURE_RANGE',
      place,
      `Element ${broken} has the feature ${read.values[broken]}; a whole number was wanted.`,
    );
    return null;
  }
  return Int32Array.from(read.values, (id) => (id === nullId ? -1 : id));
}

function checkRows(
  ids: Int32Array,
  table: number,
  tables: readonly (MetadataTable | null)[],
  log: FindingLog,
  place: string,
): void {
  const rows = tables[table];
  if (rows === undefined) {
    log.add('FEATURE_TABLE', place, `There is no property table ${table}; there are ${tables.length}.`);
    return;
  }
  // A table that cannot be read has been said where it lies.
  if (rows === null) return;
  const beyond = ids.findIndex((id) => id >= rows.count);
  if (beyond < 0) return;
  log.add(
    'FEATURE_RANGE',
    place,
    `Element ${beyond} has the feature ${ids[beyond]} and its table has ${rows.count} rows.`,
  );
}
