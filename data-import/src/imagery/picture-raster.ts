import { createHash } from 'node:crypto';
import type { ImageryTile } from '@undercroft/core/map/imagery-tile';
import { EXTENT_WRITER, IMAGERY_TILE_WRITER } from '@undercroft/store/rows/imagery-row';
import { type OpenRaster, type RasterSource, rasterCrs } from '../rasters/raster-source.ts';
import { openImage } from './image-file.ts';
import { imageTiles } from './image-tiles.ts';
import { imageryReport } from './imagery-report.ts';

/** Changes whenever the same file would be cut into other pictures; shifted ones have been cut otherwise since. */
const READER_VERSION = 'imagery-1';
const SHIFTED_READER_VERSION = 'imagery-2';
const DIGEST_LENGTH = 12;
/** Pictures written at once: some 4 MB at most. */
const TILES_A_BATCH = 32;
const BYTES_A_PIXEL = 4;

/** Opens a GeoTIFF as a picture to be draped over the ground. Throws `ImportError`. */
export async function openPicture({ path, name, georeference }: RasterSource): Promise<OpenRaster> {
  const { shift } = georeference;
  const image = await openImage(path, name, rasterCrs(name, georeference));
  const { extent, outline, tiles } = imageTiles(image, shift === 'none' ? null : shift);
  const { crs } = image.placement;
  const settings = createHash('sha256')
    .update(JSON.stringify([crs.code, crs.proj, shift]))
    .digest('hex');
  const version = shift === 'none' ? READER_VERSION : SHIFTED_READER_VERSION;
  return {
    use: 'picture',
    crs: crs.code,
    readerVersion: `${version}+${settings.slice(0, DIGEST_LENGTH)}`,
    pixelBytes: image.width * image.height * BYTES_A_PIXEL,
    outline,
    async read({ write, progress }) {
      write(EXTENT_WRITER, [extent]);
      let batch: ImageryTile[] = [];
      let count = 0;
      const flush = () => {
        write(IMAGERY_TILE_WRITER, batch);
        batch = [];
      };
      for await (const tile of tiles(progress)) {
        count += 1;
        batch.push(tile);
        if (batch.length >= TILES_A_BATCH) flush();
      }
      flush();
      return imageryReport(crs.code, extent, count);
    },
    close: async () => image.close(),
  };
}
