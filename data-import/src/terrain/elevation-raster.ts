import { createHash } from 'node:crypto';
import { type HeightBlock, pyramidRectangle } from '@undercroft/core/terrain/height-source';
import { BLOCK_WRITER, PYRAMID_WRITER } from '@undercroft/store/rows/terrain-row';
import { ImportError } from '../import-error.ts';
import { asImportError, refusing } from '../rasters/raster-error.ts';
import { REPORTED_FORMAT } from '../rasters/raster-formats.ts';
import { metresPerLevelUnit, type OpenRaster, type RasterSource, rasterCrs } from '../rasters/raster-source.ts';
import { blockCount, terrainReport } from '../terrain-report.ts';
import { SAMPLE_BYTES } from './dem-image.ts';
import { openDem } from './dem-reader.ts';
import { openRandomAccess } from './random-access.ts';

/** Changes whenever the same file would be read to other levels. */
const READER_VERSION = 'geotiff-1';
const DIGEST_LENGTH = 12;
/** Blocks written at once: 2 MB. */
const BLOCKS_A_BATCH = 8;

/** Opens a GeoTIFF as an elevation model. Throws `ImportError`. */
export async function openElevation({ path, name, georeference }: RasterSource): Promise<OpenRaster> {
  const { verticalOffsetM, levelUnit, shift } = georeference;
  if (shift !== 'none') {
    throw new ImportError('unsupported-content', `"${name}" is an elevation model: none is read in ${shift}.`);
  }
  const crs = rasterCrs(name, georeference);
  const file = await openRandomAccess(path, name);
  const dem = await refusing(() => openDem(file, { crs, metresPerUnit: metresPerLevelUnit(levelUnit) })).catch(
    async (cause: unknown) => {
      await file.close();
      throw cause;
    },
  );
  const { code, proj } = dem.placement.crs;
  const { pyramid, image } = dem;
  const said = [READER_VERSION, code, proj, verticalOffsetM, ...(levelUnit === 'metre' ? [] : [levelUnit])];
  const settings = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  const [west, south, east, north] = pyramidRectangle(pyramid);
  return {
    use: 'elevation',
    crs: code,
    readerVersion: `${READER_VERSION}+${settings.slice(0, DIGEST_LENGTH)}`,
    pixelBytes: image.width * image.height * SAMPLE_BYTES[image.sample],
    outline: [west, north, east, north, east, south, west, south, west, north],
    async read({ write, progress }) {
      const report = terrainReport(REPORTED_FORMAT, code, pyramid);
      const total = blockCount(pyramid);
      write(PYRAMID_WRITER, [pyramid]);
      let batch: HeightBlock[] = [];
      const flush = () => {
        write(BLOCK_WRITER, batch);
        progress(report.blocks / total);
        batch = [];
      };
      try {
        for await (const found of dem.blocks()) {
          const block = raised(found, verticalOffsetM);
          report.add(block);
          batch.push(block);
          if (batch.length >= BLOCKS_A_BATCH) flush();
        }
      } catch (cause) {
        throw asImportError(cause);
      }
      flush();
      return report.build();
    },
    close: () => file.close(),
  };
}

function raised(block: HeightBlock, offsetM: number): HeightBlock {
  if (offsetM === 0) return block;
  const levelsM = block.levelsM.map((level) => level + offsetM);
  return { ...block, levelsM, minM: Math.fround(block.minM + offsetM), maxM: Math.fround(block.maxM + offsetM) };
}
