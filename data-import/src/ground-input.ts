import { createHash } from 'node:crypto';
import type { SceneSource } from '@undercroft/core/protocol/scene';
import type { GroundInput, GroundModel } from './layer-input.ts';

type GeneratedSource = Extract<SceneSource, { kind: 'generated' }>;

/**
 * A ground that the program makes itself. Its content is its levels, or the version of what makes them: a changed model is
 * noticed as a file is.
 */
export function groundInput(
  source: GeneratedSource,
  modelOf: (seed: number) => GroundModel,
  version?: string,
): GroundInput {
  const model = modelOf(source.seed);
  return {
    kind: 'ground',
    format: 'generated',
    crs: null,
    source: `${source.generator} (seed ${source.seed})`,
    sha256: digestOf(source, model, version),
    readerVersion: 'generated-1',
    pyramid: model.pyramid,
    async *blocks(signal) {
      for (const block of model.blocks()) {
        signal?.throwIfAborted();
        yield block;
      }
    },
  };
}

function digestOf({ generator, seed }: GeneratedSource, model: GroundModel, version?: string): string {
  const hash = createHash('sha256').update(JSON.stringify(model.pyramid));
  if (version !== undefined) return hash.update(`${generator} ${seed} ${version}`).digest('hex');
  for (const { levelsM } of model.blocks()) hash.update(levelsM);
  return hash.digest('hex');
}
