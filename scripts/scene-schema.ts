import { writeFileSync } from 'node:fs';
import { sceneJsonSchema } from '../core/src/protocol/scene-json-schema.ts';

/** Writes the published schema of scene files from the one the server checks with. */
const file = new URL('../scenes/scene.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(sceneJsonSchema(), null, 2)}\n`);
console.log('wrote scenes/scene.schema.json');
