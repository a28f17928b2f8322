import { problemSchema } from '@undercroft/core/protocol/answers';
import { ROUTES } from '@undercroft/core/protocol/routes';
import type { z } from 'zod';
import { PROBLEM_STATUS, type ProblemCode } from '../problem.ts';
import { API_TAGS, type ApiBody, type ApiOperation } from './api-operation.ts';
import { componentSchemas, type JsonSchema, plainSchema, schemaReference } from './component-schemas.ts';
import { NAMED_ANSWERS, NAMED_REQUESTS } from './named-schemas.ts';
import { ALL_OPERATIONS } from './operations/all-operations.ts';
import { pathParameter } from './path-parameters.ts';
import { PROBLEM_WORDS } from './problem-words.ts';
import { TAG_WORDS } from './tag-words.ts';

/** Problems that any address may answer with. */
export const COMMON_PROBLEMS: readonly ProblemCode[] = [
  'host-refused',
  'origin-refused',
  'server-failed',
  'store-unavailable',
];

const PROBLEM_TYPE = 'application/problem+json';

/** The whole interface as an OpenAPI 3.1 document, ready to be written as JSON. */
export function openApiDocument(version: string): JsonSchema {
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Undercroft',
      version,
      summary: 'One 3D city, above ground and below.',
      description:
        'Lengths are metres, diameters millimetres, places longitude and latitude in degrees, levels metres above the height datum of the scene. Null is unknown: it is never zero and never "ok". An analysis is whole or it is a problem document (RFC 9457): never findings that are short of something.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server.' }],
    tags: API_TAGS.map((name) => ({ name, description: TAG_WORDS[name].en, 'x-description-zh': TAG_WORDS[name].zh })),
    paths: pathsOf(ALL_OPERATIONS),
    components: {
      schemas: componentSchemas(NAMED_REQUESTS, NAMED_ANSWERS),
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'For writes from another machine: the token that the server printed at its first start.',
        },
        deviceKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'For events: the key of a source, as `undercroft device-key` printed it once.',
        },
      },
    },
  };
}

function pathsOf(operations: readonly ApiOperation[]): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = templateOf(operation);
    paths[path] = { ...paths[path], [operation.method]: operationObject(operation) };
  }
  return paths;
}

/** `/api/scenes/{scene}`; a path at the end is a part like any other, for OpenAPI has no better word for it. */
export function templateOf({ route }: ApiOperation): string {
  return ROUTES[route].replace(/[:*]([a-z]+)/g, '{$1}');
}

function operationObject(operation: ApiOperation): JsonSchema {
  const { id, tag, title, text, body, query } = operation;
  const inPath = [...ROUTES[operation.route].matchAll(/[:*]([a-z]+)/g)].map(([, name = '']) =>
    pathParameter(operation.route, name),
  );
  return {
    operationId: id,
    tags: [tag],
    summary: title.en,
    'x-summary-zh': title.zh,
    description: text,
    security: securityOf(operation),
    parameters: [...inPath, ...(query === undefined ? [] : queryParameters(query))],
    ...(body === undefined ? {} : { requestBody: { required: true, content: contentOf(body, 'input') } }),
    responses: responsesOf(operation),
  };
}

/** This machine may write without the token; a device never without its key. */
function securityOf({ isWrite = false, isDevice = false }: ApiOperation): readonly JsonSchema[] {
  if (isDevice) return [{ deviceKey: [] }];
  return isWrite ? [{ token: [] }, {}] : [];
}

function queryParameters(query: z.ZodObject): readonly JsonSchema[] {
  const { properties = {}, required = [] } = plainSchema(query, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function responsesOf({ answers, problems }: ApiOperation): JsonSchema {
  const responses: Record<string, JsonSchema> = {};
  for (const { status, text, body } of answers) {
    responses[status] = { description: text, ...(body === null ? {} : { content: contentOf(body, 'output') }) };
  }
  const codes = [...new Set([...problems, ...COMMON_PROBLEMS])];
  for (const status of [...new Set(codes.map((code) => PROBLEM_STATUS[code]))].sort((a, b) => a - b)) {
    const those = codes.filter((code) => PROBLEM_STATUS[code] === status);
    responses[status] = {
      description: those.map((code) => `\`${code}\`: ${PROBLEM_WORDS[code].en}`).join('\n\n'),
      content: { [PROBLEM_TYPE]: { schema: nameOf(problemSchema, 'output') } },
    };
  }
  return responses;
}

function contentOf({ contentType, schema, example }: ApiBody, io: 'input' | 'output'): JsonSchema {
  const described = schema === null ? (contentType === 'application/json' ? { schema: { type: 'object' } } : {}) : null;
  return {
    [contentType]: {
      ...(described ?? { schema: nameOf(schema ?? problemSchema, io) }),
      ...(example === undefined ? {} : { example }),
    },
  };
}

/** A reference to a schema that has a name; every schema of a body has one. */
function nameOf(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const named = io === 'input' ? NAMED_REQUESTS : NAMED_ANSWERS;
  for (const [id, each] of named) if (each === schema) return schemaReference(id);
  throw new TypeError(`openapi: a schema of a body needs a name (${io}).`);
}
