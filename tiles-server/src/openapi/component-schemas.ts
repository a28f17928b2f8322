import { z } from 'zod';

/** A schema as it stands in the document: JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const PLACE = '#/components/schemas/';
/** Where zod puts what recurs in itself: here the one schema of any JSON value. */
const SHARED = '__shared';
const JSON_VALUE = 'JsonValue';

/**
 * Named schemas for `components.schemas`, each made from the zod schema that requests are parsed with or answers typed by.
 * Requests are described as callers write them, so what has a default may be left out; answers as they come.
 */
export function componentSchemas(
  requests: ReadonlyMap<string, z.ZodType>,
  answers: ReadonlyMap<string, z.ZodType>,
): Readonly<Record<string, JsonSchema>> {
  return { ...schemasOf(requests, 'input'), ...schemasOf(answers, 'output') };
}

/** The schema of one value that has no name of its own. */
export function plainSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, override: simplified(io) });
  return rest;
}

function schemasOf(named: ReadonlyMap<string, z.ZodType>, io: 'input' | 'output'): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of named) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { io, uri: (id) => `${PLACE}${id}`, override: simplified(io) });
  const made: Record<string, JsonSchema> = {};
  for (const [id, schema] of Object.entries(schemas)) {
    if (id === SHARED) made[JSON_VALUE] = renamed(sharedJsonValue(schema)) as JsonSchema;
    else made[id] = renamed(withoutIdentity(schema as JsonSchema)) as JsonSchema;
  }
  return made;
}

/** Patterns repeat a format in a thousand characters; bounds of whole numbers are those of the language. */
function simplified(io: 'input' | 'output') {
  return ({ jsonSchema }: { jsonSchema: Record<string, unknown> }): void => {
    if (jsonSchema.format === 'date-time' || jsonSchema.format === 'date') delete jsonSchema.pattern;
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    // An answer may gain a field; a client that refuses what it does not know would break then.
    if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  };
}

/** Throws when zod shares anything but the one recursive schema in use: it would need a name. */
function sharedJsonValue(shared: unknown): JsonSchema {
  const definitions = (shared as { $defs: Record<string, JsonSchema> }).$defs;
  const [only, ...others] = Object.values(definitions);
  if (only === undefined || others.some((other) => JSON.stringify(other) !== JSON.stringify(renamedTo(only, other)))) {
    throw new TypeError('openapi: one recursive schema, any JSON value, was wanted; another kind came.');
  }
  return only;
}

/** Any two definitions of a JSON value differ by the name they call themselves by. */
function renamedTo(schema: JsonSchema, other: JsonSchema): unknown {
  const name = /#\/\$defs\/(\w+)/.exec(JSON.stringify(other))?.[1] ?? '';
  return JSON.parse(JSON.stringify(schema).replace(/(#\/\$defs\/)\w+/g, `$1${name}`));
}

function withoutIdentity({ $schema: _dialect, $id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function renamed(schema: unknown): unknown {
  return JSON.parse(
    JSON.stringify(schema).replace(/"[^"]*__shared#\/\$defs\/\w+"/g, JSON.stringify(`${PLACE}${JSON_VALUE}`)),
  );
}

export function schemaReference(id: string): JsonSchema {
  return { $ref: `${PLACE}${id}` };
}
