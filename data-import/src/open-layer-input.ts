import { createHash } from 'node:crypto';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { SceneSource } from '@undercroft/core/protocol/scene';
import { ImportError } from './import-error.ts';
import { knownCrs } from './known-crs.ts';
import type { FeatureInput, LayerInput, LayerInputContext } from './layer-input.ts';
import { type ByteSource, fileSource, metered, pinned, sha256Of } from './readers/byte-source.ts';
import { readerFor } from './readers/registry.ts';
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
    case 'generated': {
      const ground = context.grounds?.[source.generator];
      if (ground !== undefined) return groundInput(source, ground(source.seed));
      return generatedInput(source, context);
    }
  }
}

async function fileInput(source: SceneSource & { kind: 'file' }, context: LayerInputContext): Promise<FeatureInput> {
  const reader = readerFor(source.format);
  const crs = knownCrs(source.crs);
  const path = pathBelow(context.dataFolder, source.path);
  // One pass for the digest, then those of the reader.
  const file = withProgress(await fileSource(path, source.path), 1 + reader.passes, context.onRead);
  const sha256 = await sha256Of(file, context.signal);
  const settings = JSON.stringify([crs.code, crs.proj, source.utility.default, source.utility.bySourceId]);
  const { limits = {} } = context;
  return {
    kind: 'features',
    format: reader.format,
    crs: crs.code,
    source: source.path,
    sha256,
    readerVersion: `${reader.version}+${digest(settings).slice(0, 12)}`,
    items: (signal) => reader.read(pinned(file, sha256), { crs, utility: source.utility, limits }, signal),
  };
}

function withProgress(file: ByteSource, passes: number, onRead: LayerInputContext['onRead']): ByteSource {
  if (onRead === undefined) return file;
  let bytes = 0;
  let shown = 0;
  return metered(file, (length) => {
    bytes += length;
    const percent = Math.min(100, Math.floor((bytes / (file.sizeBytes * passes)) * 100));
    if (percent === shown) return;
    shown = percent;
    onRead(percent);
  });
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

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
