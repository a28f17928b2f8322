import { createHash } from 'node:crypto';
import type { Georeference } from '@undercroft/core/protocol/georeference';
import { ImportError } from '../import-error.ts';
import type { ImageryInput } from '../layer-input.ts';
import { fileSource, sha256Of } from '../readers/byte-source.ts';
import { openImage } from './image-file.ts';
import { imageTiles } from './image-tiles.ts';

/** Changes whenever the same file would be cut into other pictures. */
const READER_VERSION = 'imagery-1';

/** What a scene says of a picture. */
interface ImagerySource {
  /** Name of the file shown to people. */
  readonly path: string;
  readonly crs?: string | undefined;
  readonly shift: Georeference['shift'];
}

/** Opens a GeoTIFF as the pictures of a layer. Throws `ImportError`. */
export async function imageryInput(source: ImagerySource, path: string, signal?: AbortSignal): Promise<ImageryInput> {
  const bytes = await fileSource(path, source.path);
  const sha256 = await sha256Of(bytes, signal);
  const image = await openImage(path, source.path, source.crs ?? null);
  const { extent, tiles } = imageTiles(image, source.shift === 'none' ? null : source.shift);
  const { crs } = image.placement;
  const settings = createHash('sha256')
    .update(JSON.stringify([crs.code, crs.proj, source.shift]))
    .digest('hex');
  return {
    kind: 'imagery',
    format: 'geotiff',
    crs: crs.code,
    source: source.path,
    sha256,
    readerVersion: `${READER_VERSION}+${settings.slice(0, 12)}`,
    extent,
    async *tiles(stop) {
      yield* tiles(stop);
      // Read in any order, so the whole is held against its digest afterwards, before anything is published.
      if ((await sha256Of(bytes, stop)) === sha256) return;
      throw new ImportError('file-changed', `"${source.path}" changed while it was being read. Import it again.`);
    },
    close: async () => image.close(),
  };
}
