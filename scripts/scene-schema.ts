import { writeFileSync } from 'node:fs';
import { alarmRulesJsonSchema } from '../core/src/protocol/live/alarm-rules-json-schema.ts';
import { rulesJsonSchema } from '../core/src/protocol/rules-json-schema.ts';
import { sceneJsonSchema } from '../core/src/protocol/scene-json-schema.ts';

/** Writes the published schemas of scene files and of their rules from those the server checks with. */
const SCHEMAS = {
  'scene.schema.json': sceneJsonSchema(),
  'rules.schema.json': rulesJsonSchema(),
  'alarm-rules.schema.json': alarmRulesJsonSchema(),
};

for (const [name, schema] of Object.entries(SCHEMAS)) {
  writeFileSync(new URL(`../scenes/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
  console.log(`wrote scenes/${name}`);
}
