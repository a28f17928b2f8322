import { z } from 'zod';

/** Component types of metadata with their bytes, and whether they are signed integers, unsigned or floats. */
export const METADATA_COMPONENTS = {
  INT8: { bytes: 1, most: 127n, least: -128n },
  UINT8: { bytes: 1, most: 255n, least: 0n },
  INT16: { bytes: 2, most: 32_767n, least: -32_768n },
  UINT16: { bytes: 2, most: 65_535n, least: 0n },
  INT32: { bytes: 4, most: 2_147_483_647n, least: -2_147_483_648n },
  UINT32: { bytes: 4, most: 4_294_967_295n, least: 0n },
  INT64: { bytes: 8, most: 9_223_372_036_854_775_807n, least: -9_223_372_036_854_775_808n },
  UINT64: { bytes: 8, most: 18_446_744_073_709_551_615n, least: 0n },
  FLOAT32: { bytes: 4, most: null, least: null },
  FLOAT64: { bytes: 8, most: null, least: null },
} as const;

export type MetadataComponent = keyof typeof METADATA_COMPONENTS;

const componentType = z.enum(Object.keys(METADATA_COMPONENTS) as [MetadataComponent, ...MetadataComponent[]]);

/** Numbers that one value of a type has. */
export const METADATA_WIDTHS = {
  SCALAR: 1,
  VEC2: 2,
  VEC3: 3,
  VEC4: 4,
  MAT2: 4,
  MAT3: 9,
  MAT4: 16,
  STRING: 1,
  BOOLEAN: 1,
  ENUM: 1,
} as const;

/** Numbers and their multiples carry a component type; the others none. */
const NUMERIC = ['SCALAR', 'VEC2', 'VEC3', 'VEC4', 'MAT2', 'MAT3', 'MAT4'];

const identifier = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'an identifier was wanted');

const propertySchema = z
  .object({
    type: z.enum(Object.keys(METADATA_WIDTHS) as [keyof typeof METADATA_WIDTHS, ...(keyof typeof METADATA_WIDTHS)[]]),
    componentType: componentType.optional(),
    enumType: z.string().optional(),
    array: z.boolean().default(false),
    count: z.int().min(2).optional(),
    normalized: z.boolean().default(false),
    required: z.boolean().default(false),
    noData: z.json().optional(),
    default: z.json().optional(),
    semantic: z.string().optional(),
  })
  .refine(({ type, componentType: component }) => NUMERIC.includes(type) === (component !== undefined), {
    message: 'numbers have a componentType, and nothing else has one',
  })
  .refine(({ type, enumType }) => (type === 'ENUM') === (enumType !== undefined), {
    message: 'an ENUM has an enumType, and nothing else has one',
  })
  .refine(({ required, noData }) => !required || noData === undefined, {
    message: 'a required property has no noData',
  });

/** The schema of 3D metadata (3D Metadata Specification 1.0), as in a tileset and in EXT_structural_metadata. */
export const metadataSchema = z
  .object({
    id: identifier,
    classes: z
      .record(identifier, z.object({ properties: z.record(identifier, propertySchema).default({}) }))
      .default({}),
    enums: z
      .record(
        identifier,
        z.object({
          valueType: z
            .enum(['INT8', 'UINT8', 'INT16', 'UINT16', 'INT32', 'UINT32', 'INT64', 'UINT64'])
            .default('UINT16'),
          values: z.array(z.object({ name: z.string(), value: z.int() })).min(1),
        }),
      )
      .default({}),
  })
  .superRefine((schema, context) => {
    for (const [name, { properties }] of Object.entries(schema.classes)) {
      for (const [key, { enumType }] of Object.entries(properties)) {
        if (enumType === undefined || schema.enums[enumType] !== undefined) continue;
        context.addIssue({
          code: 'custom',
          message: `${name}.${key} is of the enum "${enumType}", which is not there`,
        });
      }
    }
  });

export type MetadataSchema = z.infer<typeof metadataSchema>;
export type MetadataProperty = z.infer<typeof propertySchema>;
