import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { SceneSource } from '@undercroft/core/protocol/scene';
import { builtInProfile } from './built-in-profiles.ts';
import { imageryInput } from './imagery/imagery-input.ts';
import { ImportError } from './import-error.ts';
import type { FeatureInput, FileInput, LayerInput, LayerInputContext } from './layer-input.ts';
import { sourceSpec } from './source-spec.ts';
import { groundInput, terrainInput } from './terrain-input.ts';

/**
 * Opens a source of a scene; whoever asked closes it. Throws `ImportError` when there is no such file, reader, CRS or
 * generator.
 */
export async function openLayerInput(source: SceneSource, context: LayerInputContext): Promise<LayerInput> {
  switch (source.kind) {
    case 'file':
      return await fileInput(source, context);
    case 'terrain':
      return await terrainInput(source, pathBelow(context.dataFolder, source.path), context.signal);
    case 'imagery':
      return await imageryInput(source, pathBelow(context.dataFolder, source.path), context.signal);
    case 'generated': {
      const ground = context.grounds?.[source.generator];
      if (ground !== undefined) return groundInput(source, ground(source.seed));
      return generatedInput(source, context);
    }
  }
}

async function fileInput(source: SceneSource & { kind: 'file' }, context: LayerInputContext): Promise<FileInput> {
  const { profile: name, encoding, format, utility, crs, axes, shift, levelUnit, verticalOffsetM } = source;
  const profile = name === undefined ? undefined : await (context.profileOf ?? builtInProfile)(name);
  const files = [source.path, ...source.companions].map((path) => ({
    path: pathBelow(context.dataFolder, path),
    name: path,
  }));
  const spec = sourceSpec(files, {
    format,
    georeference: { crs, axes, shift, levelUnit, verticalOffsetM },
    localGrids: context.localGrids,
    encoding,
    profile,
    utility,
    limits: context.limits,
    near: context.near,
  });
  return { kind: 'files', source: source.path, spec, sha256: null };
}

/** A generator's content is its features: a changed generator is noticed as a changed file is. */
function generatedInput(source: SceneSource & { kind: 'generated' }, context: LayerInputContext): FeatureInput {
  const generator = context.generators?.[source.generator];
  if (generator === undefined) {
    throw new ImportError(
      'unknown-generator',
      `There is no generator "${source.generator}" for layer "${source.layer}".`,
    );
  }
  const hash = createHash('sha256');
  for (const feature of generator(source.seed)) hash.update(JSON.stringify(feature, plainArrays));
  return {
    kind: 'features',
    format: 'generated',
    crs: null,
    source: `${source.generator} (seed ${source.seed})`,
    sha256: hash.digest('hex'),
    readerVersion: 'generated-1',
    async *items(signal) {
      for (const value of generator(source.seed)) {
        signal?.throwIfAborted();
        yield { value, issues: [] };
      }
    },
  };
}

/** The path of a file below a folder; refuses one that would leave it. */
function pathBelow(folder: string, path: string): string {
  const full = resolve(folder, ...path.split('/'));
  const inside = relative(folder, full);
  if (inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) return full;
  throw new ImportError('path-leaves-folder', `Source "${path}" does not lie below the folder of source files.`);
}

function plainArrays(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ? [...value] : value;
}
