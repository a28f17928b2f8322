import type { RouteName } from '@undercroft/core/protocol/routes';
import type { JsonSchema } from './component-schemas.ts';

interface PathParameter {
  readonly description: string;
  readonly schema: JsonSchema;
  readonly example: string | number;
}

const WHOLE = { type: 'integer', minimum: 0 } as const;

const PARAMETERS: Readonly<Record<string, PathParameter>> = {
  scene: { description: 'Id of the scene.', schema: { type: 'string', maxLength: 64 }, example: 'demo' },
  id: {
    description: 'Id of the feature: `layer.sourceId`.',
    schema: { type: 'string', maxLength: 300 },
    example: 'gas.RQ1042',
  },
  name: { description: 'Name of the profile.', schema: { type: 'string', maxLength: 64 }, example: 'cjj61-2017' },
  ending: { description: 'Ending of the file.', schema: { type: 'string', enum: ['csv', 'xlsx'] }, example: 'csv' },
  tileset: { description: 'Name of the tileset.', schema: { type: 'string', maxLength: 64 }, example: 'network' },
  layer: { description: 'Name of the layer.', schema: { type: 'string' }, example: 'ortho' },
  z: { description: 'Zoom or level.', schema: WHOLE, example: 14 },
  x: { description: 'Column.', schema: WHOLE, example: 13633 },
  y: { description: 'Row.', schema: WHOLE, example: 6194 },
};

const IMPORT_ID: PathParameter = {
  description: 'Number of the import.',
  schema: { type: 'integer', minimum: 1 },
  example: 7,
};

/** A part of an address that is filled in, as a parameter object. Throws for one that nobody has described. */
export function pathParameter(route: RouteName, name: string): JsonSchema {
  const isImport = name === 'id' && /import/i.test(route);
  const known = isImport ? IMPORT_ID : PARAMETERS[name];
  if (known === undefined) throw new TypeError(`openapi: the part ":${name}" of ${route} needs a description.`);
  return { name, in: 'path', required: true, ...known };
}
