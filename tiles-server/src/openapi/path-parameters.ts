import { LIVE_EVENT_KINDS } from '@undercroft/core/live/live-event';
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
  kind: {
    description: 'Kind of event.',
    schema: { type: 'string', enum: [...LIVE_EVENT_KINDS] },
    example: 'reading',
  },
  source: { description: 'Name of the feed.', schema: { type: 'string', maxLength: 41 }, example: 'gateway' },
  name: { description: 'Name of the profile.', schema: { type: 'string', maxLength: 64 }, example: 'cjj61-2017' },
  ending: { description: 'Ending of the file.', schema: { type: 'string', enum: ['csv', 'xlsx'] }, example: 'csv' },
  revision: {
    description: 'Name of a past state of the network, from `network-at`.',
    schema: { type: 'string', maxLength: 64 },
    example: '412-9f3ab2c1d4e5f607',
  },
  tileset: { description: 'Name of the tileset.', schema: { type: 'string', maxLength: 64 }, example: 'network' },
  path: {
    description: 'Path of the file below the folder of the tileset, with its slashes.',
    schema: { type: 'string', maxLength: 1000 },
    example: 'tileset.json',
  },
  layer: { description: 'Name of the layer.', schema: { type: 'string' }, example: 'ortho' },
  photo: {
    description: 'Name of the photograph, as the case lists it.',
    schema: { type: 'string', maxLength: 64 },
    example: '0b6f5a4e-52f1-4d8e-9a47-0f5b1d2c3e4f',
  },
  z: { description: 'Zoom or level.', schema: WHOLE, example: 14 },
  x: { description: 'Column.', schema: WHOLE, example: 13633 },
  y: { description: 'Row.', schema: WHOLE, example: 6194 },
};

const IMPORT_ID: PathParameter = {
  description: 'Number of the import.',
  schema: { type: 'integer', minimum: 1 },
  example: 7,
};

const THING_ID: PathParameter = {
  description: '`sourceId` of the device or unit; of an alarm or a case its own id.',
  schema: { type: 'string', maxLength: 200 },
  example: 'YWJC-0042',
};

const CASE_ID: PathParameter = {
  description: 'Tracking number of the case.',
  schema: { type: 'string', maxLength: 120 },
  example: 'AJ20261120-00042',
};

const ALARM_ID: PathParameter = {
  description: 'Id of the alarm.',
  schema: { type: 'string', maxLength: 80 },
  example: 'amwp0z9k0-0k3v9xq1b7c2ma',
};

/** A part of an address that is filled in, as a parameter object. Throws for one that nobody has described. */
export function pathParameter(route: RouteName, name: string): JsonSchema {
  const known = (name === 'id' ? idOf(route) : null) ?? PARAMETERS[name];
  if (known === undefined) throw new TypeError(`openapi: the part ":${name}" of ${route} needs a description.`);
  return { name, in: 'path', required: true, ...known };
}

/** What `:id` is where it is not a feature's. */
function idOf(route: RouteName): PathParameter | null {
  if (route === 'thingEvents') return THING_ID;
  if (route.startsWith('case')) return CASE_ID;
  if (/alarm/i.test(route)) return ALARM_ID;
  return /import/i.test(route) ? IMPORT_ID : null;
}
