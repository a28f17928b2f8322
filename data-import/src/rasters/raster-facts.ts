import { ImportError } from '../import-error.ts';
import { declaredCrs, PLACEMENT_TAGS, rasterCorner } from '../terrain/dem-placement.ts';
import { openRandomAccess } from '../terrain/random-access.ts';
import { readFirstDirectory, type TiffDirectory } from '../terrain/tiff-directory.ts';
import { refusing } from './raster-error.ts';
import type { RasterUse } from './raster-formats.ts';

/** What the directory of a GeoTIFF declares, before a pixel is read. */
export interface RasterFacts {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  /** `uint8`, `int16`, `float32`. */
  readonly sample: string;
  readonly hasPalette: boolean;
  /** `EPSG:25832`; `null` where the file names none by a code. */
  readonly declaredCrs: string | null;
  /** Outer corners in the file's own coordinates, east first: flat x, y, from the north-west clockwise. */
  readonly corners: readonly number[];
}

/** What a raster is taken for, and why. */
export interface ProposedUse {
  readonly use: RasterUse;
  readonly certainty: number;
  readonly reason: { readonly en: string; readonly zh: string };
}

/** Numbers of the tags (TIFF 6.0). */
const TAGS = [256, 257, 258, 262, 277, 339];
const PALETTE = 3;
const SAMPLE_KINDS: Readonly<Record<number, string>> = { 1: 'uint', 2: 'int', 3: 'float' };

/**
 * How sure a use is. Colours are a picture beyond doubt; one band of numbers may be rainfall as well as levels, and one of
 * 8 bits a grey picture as well as levels in whole metres: of those a person says which.
 */
const CERTAINTY = { colours: 0.98, signedBand: 0.85, unsignedBand: 0.7, greyBand: 0.5 } as const;

/** Reads the directory of a GeoTIFF. Throws `ImportError` for what is none, or says nowhere where it lies. */
export async function rasterFacts(path: string, name: string): Promise<RasterFacts> {
  const file = await openRandomAccess(path, name);
  try {
    return await refusing(async () =>
      factsOf(name, await readFirstDirectory(file, new Set([...TAGS, ...PLACEMENT_TAGS]))),
    );
  } finally {
    await file.close();
  }
}

function factsOf(name: string, directory: TiffDirectory): RasterFacts {
  const one = (tag: number, fallback: number) => directory.numbers.get(tag)?.[0] ?? fallback;
  const width = one(256, 0);
  const height = one(257, 0);
  const { west, north, pixelWidth, pixelHeight } = rasterCorner(name, directory);
  const east = west + width * pixelWidth;
  const south = north - height * pixelHeight;
  return {
    name,
    width,
    height,
    bands: one(277, 1),
    sample: `${SAMPLE_KINDS[one(339, 1)] ?? 'unknown'}${one(258, 1)}`,
    hasPalette: one(262, 1) === PALETTE,
    declaredCrs: declaredCrs(directory),
    corners: [west, north, east, north, east, south, west, south],
  };
}

/**
 * What a raster seems to be, from its bands and its samples: three or four bands of 8 bits are a picture, one band of
 * numbers an elevation model. Throws `ImportError` (`bad-terrain`) for what is neither.
 */
export function proposedUse({ name, bands, sample, hasPalette }: RasterFacts): ProposedUse {
  if (sample === 'uint8' && (bands >= 3 || hasPalette)) {
    const en = hasPalette ? 'Its pixels are colours of a palette.' : `It has ${bands} bands of 8 bits: colours.`;
    const zh = hasPalette ? '像元为调色板颜色。' : `有${bands}个8位波段，即颜色。`;
    return { use: 'picture', certainty: CERTAINTY.colours, reason: { en, zh } };
  }
  if (sample === 'uint8' && bands <= 2) {
    return {
      use: 'picture',
      certainty: CERTAINTY.greyBand,
      reason: {
        en: 'It has one band of 8 bits: a grey picture, or levels in whole metres.',
        zh: '只有一个8位波段：可能是灰度影像，也可能是整米高程。',
      },
    };
  }
  if (bands === 1 && /^(?:u?int|float)(?:8|16|32|64)$/.test(sample)) {
    return {
      use: 'elevation',
      certainty: sample.startsWith('uint') ? CERTAINTY.unsignedBand : CERTAINTY.signedBand,
      reason: {
        en: `It has one band of numbers (${sample}), as elevation models have.`,
        zh: `只有一个数值波段（${sample}），通常是高程模型。`,
      },
    };
  }
  throw new ImportError(
    'bad-terrain',
    `"${name}" has ${bands} bands of ${sample}: an elevation model has one band, a picture has 8 bits a sample.`,
  );
}
