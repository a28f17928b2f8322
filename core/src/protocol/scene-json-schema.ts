import { z } from 'zod';
import { sceneSchema } from './scene.ts';

/**
 * The JSON schema (draft 2020-12) of scene files as people write them: what has a default may be left out. It cannot
 * say that a source's path holds no `..` step; `sceneSchema` itself refuses that.
 */
export function sceneJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: 'Undercroft scene', ...z.toJSONSchema(sceneSchema, { io: 'input' }) };
}
