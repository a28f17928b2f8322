import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { SceneSource } from '@undercroft/core/protocol/scene';
import { builtInProfile } from './built-in-profiles.ts';
import { groundInput } from './ground-input.ts';
import { ImportError } from './import-error.ts';
import type { FeatureInput, FileInput, LayerInput, LayerInputContext, RowsInput } from './layer-input.ts';
import { RASTER_OF_USE } from './rasters/raster-formats.ts';
import { type SourceOptions, sourceSpec } from './source-spec.ts';

/**
 * Makes a source of a scene ready. Throws `ImportError` when there is no such file, reader, CRS or
 * generator.
 */
export async function openLayerInput(source: SceneSource, context: LayerInputContext): Promise<LayerInput> {
  switch (source.kind) {
    case 'file':
      return await fileInput(source, context);
    case 'terrain':
      return rasterInput(source, { crs: source.crs, verticalOffsetM: source.verticalOffsetM }, context);
    case 'imagery':
      return rasterInput(source, { crs: source.crs, shift: source.shift }, context);
    case 'generated': {
      const ground = context.grounds?.[source.generator];
      if (ground !== undefined) return groundInput(source, ground, context.generatorVersion);
      return generatedInput(source, context);
    }
  }
}

async function fileInput(source: SceneSource & { kind: 'file' }, context: LayerInputContext): Promise<FileInput> {
  const { profile: name, encoding, format, utility, crs, axes, shift, levelUnit, verticalOffsetM } = source;
  const named = name === undefined ? undefined : await (context.profileOf ?? builtInProfile)(name);
  const profile = named && { ...named, severities: { ...named.severities, ...source.severities } };
  const { folder, sha256 } = folderOf(source, context);
  const files = [source.path, ...source.companions].map((path) => ({ path: pathBelow(folder, path), name: path }));
  const spec = sourceSpec(files, {
    format,
    georeference: { crs, axes, shift, levelUnit, verticalOffsetM },
    localGrids: context.localGrids,
    encoding,
    profile,
    utility,
    limits: context.limits,
    near: context.near,
    utcOffsetMinutes: context.utcOffsetMinutes,
  });
  return { kind: 'files', source: source.path, spec, sha256 };
}

/** Where a source's files lie. Those that a generator wrote are known by what made them, without being read. */
function folderOf(
  source: SceneSource & { kind: 'file' },
  { dataFolder, generated }: LayerInputContext,
): { readonly folder: string; readonly sha256: string | null } {
  if (source.from === undefined) return { folder: dataFolder, sha256: null };
  if (generated === undefined) {
    throw new ImportError('unknown-generator', `No generator wrote the files of layer "${source.layer}".`);
  }
  const hash = createHash('sha256').update(generated.fingerprint);
  for (const path of [source.path, ...source.companions]) hash.update(`\n${path}`);
  return { folder: generated.folder, sha256: hash.digest('hex') };
}

/** A raster whose use the scene states. */
function rasterInput(
  source: SceneSource & { kind: 'terrain' | 'imagery' },
  georeference: SourceOptions['georeference'],
  { dataFolder, limits, near }: LayerInputContext,
): FileInput {
  const files = [{ path: pathBelow(dataFolder, source.path), name: source.path }];
  const { format } = RASTER_OF_USE[source.kind === 'terrain' ? 'elevation' : 'picture'];
  return {
    kind: 'files',
    source: source.path,
    spec: sourceSpec(files, { format, georeference, limits, near }),
    sha256: null,
  };
}

/** A generator's content is its features, or its version: a changed generator is noticed as a changed file is. */
function generatedInput(
  source: SceneSource & { kind: 'generated' },
  context: LayerInputContext,
): FeatureInput | RowsInput {
  const generator = context.generators?.[source.generator];
  if (generator === undefined) {
    throw new ImportError(
      'unknown-generator',
      `There is no generator "${source.generator}" for layer "${source.layer}".`,
    );
  }
  const hash = createHash('sha256');
  if (context.generatorVersion === undefined) {
    for (const feature of generator(source.seed)) hash.update(JSON.stringify(feature, plainArrays));
  } else {
    hash.update(`${source.generator} ${source.seed} ${context.generatorVersion}`);
  }
  const made = {
    format: 'generated',
    crs: null,
    source: `${source.generator} (seed ${source.seed})`,
    sha256: hash.digest('hex'),
    readerVersion: 'generated-1',
  };
  const withRows = context.generatedRows?.[source.generator];
  if (withRows !== undefined) return { ...made, kind: 'rows', withRows };
  return {
    ...made,
    kind: 'features',
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
