import { ImportError } from '../import-error.ts';
import type { ByteSource } from '../readers/byte-source.ts';
import { proposedUse, rasterFacts } from './raster-facts.ts';
import type { RasterFormat, RasterUse } from './raster-formats.ts';
import type { OpenRaster, RasterSource } from './raster-source.ts';

/** Below it what a raster is for is not told from the file. */
const LEAST_CERTAINTY = 0.6;

/** Opens a raster for what its format says it is. Throws `ImportError`; no pixel is read before `read`. */
export async function openRaster(source: RasterSource, format: RasterFormat): Promise<OpenRaster> {
  switch (format.use ?? (await toldUse(source))) {
    case 'elevation': {
      const { openElevation } = await import('../terrain/elevation-raster.ts');
      return await openElevation(source);
    }
    case 'picture': {
      const { openPicture } = await import('../imagery/picture-raster.ts');
      return await openPicture(source);
    }
  }
}

async function toldUse({ path, name }: RasterSource): Promise<RasterUse> {
  const { use, certainty } = proposedUse(await rasterFacts(path, name));
  if (certainty >= LEAST_CERTAINTY) return use;
  throw new ImportError(
    'unsupported-content',
    `"${name}" may be a picture or an elevation model: say which by the format geotiff-picture or geotiff-elevation.`,
  );
}

/** The one file of a raster. */
export function onlyFile(files: readonly ByteSource[]): ByteSource {
  const [file, second] = files;
  if (file !== undefined && second === undefined) return file;
  throw new ImportError(
    'mixed-formats',
    `A GeoTIFF is one file; ${files.length} came: ${files.map(({ name }) => `"${name}"`).join(', ')}. Import them one after the other.`,
  );
}
