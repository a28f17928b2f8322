import { createHash } from 'node:crypto';
import type { SceneSource } from '@undercroft/core/protocol/scene';
import type { HeightBlock } from '@undercroft/core/terrain/height-source';
import { ImportError } from './import-error.ts';
import type { GroundModel, TerrainInput } from './layer-input.ts';
import { fileSource, sha256Of } from './readers/byte-source.ts';
import { DemError } from './terrain/dem-error.ts';
import { type Dem, openDem } from './terrain/dem-reader.ts';
import { openRandomAccess, type RandomAccess } from './terrain/random-access.ts';

/** Changes whenever the same file would be read to other levels. */
const READER_VERSION = 'geotiff-1';

/** What a scene says of an elevation model's levels. */
interface TerrainSource {
  /** Name of the file shown to people. */
  readonly path: string;
  readonly crs?: string | undefined;
  readonly verticalOffsetM: number;
}

type GeneratedSource = Extract<SceneSource, { kind: 'generated' }>;

/** Opens a GeoTIFF as the elevation model of a layer. Throws `ImportError`. */
export async function terrainInput(source: TerrainSource, path: string, signal?: AbortSignal): Promise<TerrainInput> {
  const bytes = await fileSource(path, source.path);
  const sha256 = await sha256Of(bytes, signal);
  const file = await openRandomAccess(path, source.path);
  const dem = await opened(file, source.crs ?? null);
  const settings = [READER_VERSION, dem.placement.crs.code, dem.placement.crs.proj, source.verticalOffsetM];
  return {
    kind: 'terrain',
    format: 'geotiff',
    crs: dem.placement.crs.code,
    source: source.path,
    sha256,
    readerVersion: `${READER_VERSION}+${hexDigest(JSON.stringify(settings)).slice(0, 12)}`,
    pyramid: dem.pyramid,
    async *blocks(stop) {
      try {
        for await (const block of dem.blocks(stop)) yield raised(block, source.verticalOffsetM);
      } catch (cause) {
        throw asImportError(cause);
      }
      // Read in any order, so the whole is held against its digest afterwards, before anything is published.
      if ((await sha256Of(bytes, stop)) === sha256) return;
      throw new ImportError('file-changed', `"${source.path}" changed while it was being read. Import it again.`);
    },
    close: () => file.close(),
  };
}

/** A ground that the program makes itself. Its content is its levels: a changed model is noticed as a file is. */
export function groundInput(source: GeneratedSource, model: GroundModel): TerrainInput {
  const hash = createHash('sha256').update(JSON.stringify(model.pyramid));
  for (const { levelsM } of model.blocks()) hash.update(levelsM);
  return {
    kind: 'terrain',
    format: 'generated',
    crs: null,
    source: `${source.generator} (seed ${source.seed})`,
    sha256: hash.digest('hex'),
    readerVersion: 'generated-1',
    pyramid: model.pyramid,
    async *blocks(signal) {
      for (const block of model.blocks()) {
        signal?.throwIfAborted();
        yield block;
      }
    },
    close: async () => {},
  };
}

async function opened(file: RandomAccess, crs: string | null): Promise<Dem> {
  try {
    return await openDem(file, { crs });
  } catch (cause) {
    await file.close();
    throw asImportError(cause);
  }
}

function asImportError(cause: unknown): unknown {
  if (!(cause instanceof DemError)) return cause;
  const code = cause.code === 'unknown-crs' ? 'unknown-crs' : 'bad-terrain';
  return new ImportError(code, cause.message, { cause });
}

function raised(block: HeightBlock, offsetM: number): HeightBlock {
  if (offsetM === 0) return block;
  const levelsM = block.levelsM.map((level) => level + offsetM);
  return { ...block, levelsM, minM: Math.fround(block.minM + offsetM), maxM: Math.fround(block.maxM + offsetM) };
}

function hexDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
