import { METADATA_COMPONENTS, METADATA_WIDTHS, type MetadataProperty, type MetadataSchema } from './metadata-schema.ts';
import type { MetadataEntity } from './tileset-schema.ts';

/** What is wrong in the metadata of a tileset, tile, group or content, in sentences. */
export function metadataEntityFaults(entity: MetadataEntity, schema: MetadataSchema | null): readonly string[] {
  if (schema === null) return [`There is metadata of the class "${entity.class}" and no schema.`];
  const properties = schema.classes[entity.class]?.properties;
  if (properties === undefined) return [`The schema has no class "${entity.class}".`];
  const missing = Object.entries(properties)
    .filter(
      ([name, { required, default: fallback }]) =>
        required && fallback === undefined && entity.properties[name] === undefined,
    )
    .map(([name]) => `The property "${name}" is required and not there.`);
  const wrong = Object.entries(entity.properties).flatMap(([name, value]) => {
    const property = properties[name];
    if (property === undefined) return [`The class "${entity.class}" has no property "${name}".`];
    return fits(value, property, schema) ? [] : [`The value of "${name}" is not of its type ${property.type}.`];
  });
  return [...missing, ...wrong];
}

function fits(value: unknown, property: MetadataProperty, schema: MetadataSchema): boolean {
  if (property.noData !== undefined && JSON.stringify(value) === JSON.stringify(property.noData)) return true;
  if (!property.array) return isOne(value, property, schema);
  if (!Array.isArray(value)) return false;
  return (
    (property.count === undefined || value.length === property.count) &&
    value.every((each) => isOne(each, property, schema))
  );
}

function isOne(value: unknown, property: MetadataProperty, schema: MetadataSchema): boolean {
  const { type, componentType = 'FLOAT32' } = property;
  switch (type) {
    case 'STRING':
      return typeof value === 'string';
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'ENUM':
      return schema.enums[property.enumType ?? '']?.values.some(({ name }) => name === value) ?? false;
    case 'SCALAR':
      return isNumber(value, componentType, property.normalized);
    case 'VEC2':
    case 'VEC3':
    case 'VEC4':
    case 'MAT2':
    case 'MAT3':
    case 'MAT4':
      return (
        Array.isArray(value) &&
        value.length === METADATA_WIDTHS[type] &&
        value.every((each) => isNumber(each, componentType, property.normalized))
      );
  }
}

function isNumber(value: unknown, component: keyof typeof METADATA_COMPONENTS, normalized: boolean): boolean {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  const { least, most } = METADATA_COMPONENTS[component];
  // Normalised integers stand in JSON as the numbers they mean.
  if (least === null || normalized) return true;
  return Number.isInteger(value) && BigInt(value) >= least && BigInt(value) <= most;
}
