import type { JsonSchema } from './component-schemas.ts';

const INDENT = '  ';
/** Longest list of alternatives that stays on one line. */
const LINE_WIDTH = 90;

/**
 * A schema as a person reads it, in the manner of a type:
 *
 * ```
 * {
 *   depthM: number
 *   batter?: number = 0
 *   method?: "machine" | "hand" | "vacuum" = "machine"
 * }
 * ```
 */
export function schemaText(schema: JsonSchema, indent = ''): string {
  const { $ref, const: fixed, enum: values, anyOf, oneOf, allOf, type } = schema;
  if (typeof $ref === 'string') return $ref.split('/').at(-1) ?? $ref;
  if (fixed !== undefined) return JSON.stringify(fixed);
  if (Array.isArray(values))
    return either(
      values.map((value) => JSON.stringify(value)),
      indent,
    );
  for (const parts of [anyOf, oneOf]) {
    if (Array.isArray(parts))
      return either(
        parts.map((part: JsonSchema) => schemaText(part, indent)),
        indent,
      );
  }
  if (Array.isArray(allOf)) return allOf.map((part: JsonSchema) => schemaText(part, indent)).join(' & ');
  if (Array.isArray(type)) return type.map((each) => schemaText({ ...schema, type: each }, indent)).join(' | ');
  if (type === 'array') return arrayText(schema, indent);
  if (type === 'object') return objectText(schema, indent);
  if (typeof type !== 'string') return 'any';
  return `${type}${limitsOf(schema)}`;
}

function objectText({ properties, required = [], additionalProperties }: JsonSchema, indent: string): string {
  const inside = `${indent}${INDENT}`;
  const lines = Object.entries((properties ?? {}) as Record<string, JsonSchema>).map(([name, schema]) => {
    const mark = (required as readonly string[]).includes(name) ? '' : '?';
    const preset = schema.default === undefined ? '' : ` = ${JSON.stringify(schema.default)}`;
    return `${inside}${name}${mark}: ${schemaText(schema, inside)}${preset}`;
  });
  if (typeof additionalProperties === 'object' && additionalProperties !== null) {
    lines.push(`${inside}[name]: ${schemaText(additionalProperties as JsonSchema, inside)}`);
  }
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`;
}

function arrayText(schema: JsonSchema, indent: string): string {
  const { prefixItems, items } = schema;
  if (Array.isArray(prefixItems)) {
    return `[${prefixItems.map((item: JsonSchema) => schemaText(item, indent)).join(', ')}]`;
  }
  const item = typeof items === 'object' && items !== null ? schemaText(items as JsonSchema, indent) : 'any';
  return item.includes(' | ') ? `(${item})[]` : `${item}[]`;
}

function either(parts: readonly string[], indent: string): string {
  const line = parts.join(' | ');
  if (line.length <= LINE_WIDTH || parts.some((part) => part.includes('\n'))) return line;
  return parts.map((part) => `\n${indent}${INDENT}| ${part}`).join('');
}

/** ` 0..10`, ` date-time`. */
function limitsOf({ minimum, exclusiveMinimum, maximum, exclusiveMaximum, format }: JsonSchema): string {
  const low = minimum ?? exclusiveMinimum;
  const high = maximum ?? exclusiveMaximum;
  const range = low === undefined && high === undefined ? '' : ` ${numberText(low)}..${numberText(high)}`;
  return `${range}${typeof format === 'string' ? ` ${format}` : ''}`;
}

function numberText(value: unknown): string {
  return typeof value === 'number' ? String(value) : '';
}
