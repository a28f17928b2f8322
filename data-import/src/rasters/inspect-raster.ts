import type { Inspection } from '@undercroft/core/protocol/data-page';
import { type Georeference, georeferenceSchema } from '@undercroft/core/protocol/georeference';
import { chosenGeoreference, type InspectJob } from '../inspect-sample.ts';
import { type ProposedGeoreference, proposeGeoreference } from '../placing/propose-georeference.ts';
import type { ByteSource } from '../readers/byte-source.ts';
import { onlyFile, openRaster } from './open-raster.ts';
import { proposedUse, type RasterFacts, rasterFacts } from './raster-facts.ts';
import { RASTER_OF_USE, type RasterFormat, type RasterUse } from './raster-formats.ts';
import { rasterPreview } from './raster-preview.ts';

/**
 * Looks at the directory of a GeoTIFF: what it is taken for, and where it lies. No pixel is read, but everything that
 * would keep it from being read is said. Throws `ImportError`.
 */
export async function inspectRaster(
  job: InspectJob,
  files: readonly ByteSource[],
  format: RasterFormat,
): Promise<Inspection> {
  const { name, sizeBytes } = onlyFile(files);
  const { path = '' } = job.source.files[0] ?? {};
  const facts = await rasterFacts(path, name);
  const taken = takenFor(facts, format);
  const { issues, ...georeference } = placed(job, facts, taken.use);
  const chosen = chosenGeoreference(job) ?? georeference.proposed;
  const { format: told, title } = RASTER_OF_USE[taken.use];
  return {
    format: told,
    formatTitle: title,
    files: [{ name, sizeBytes }],
    raster: {
      width: facts.width,
      height: facts.height,
      bands: facts.bands,
      sample: facts.sample,
      ...taken,
      formats: { elevation: RASTER_OF_USE.elevation.format, picture: RASTER_OF_USE.picture.format },
    },
    tables: [],
    profile: null,
    georeference,
    preview: chosen === null ? NO_PREVIEW : await outlined({ path, name, georeference: chosen }, taken.use),
    issues: [...issues],
  };
}

const NO_PREVIEW: Inspection['preview'] = { lines: [], points: [], polygons: [], bbox: null, partial: false };

type Taken = Pick<NonNullable<Inspection['raster']>, 'use' | 'certainty' | 'reason'>;

function takenFor(facts: RasterFacts, { use }: RasterFormat): Taken {
  if (use === null) return proposedUse(facts);
  return { use, certainty: 1, reason: { en: 'You said so.', zh: '由您指定。' } };
}

async function outlined(
  source: { readonly path: string; readonly name: string; readonly georeference: Georeference },
  use: RasterUse,
): Promise<Inspection['preview']> {
  const raster = await openRaster(source, RASTER_OF_USE[use]);
  await raster.close();
  return rasterPreview(raster.outline);
}

/** Where the corners come to lie: a raster gives east first, and levels are in no shifted frame. */
function placed({ source }: InspectJob, facts: RasterFacts, use: RasterUse): ProposedGeoreference {
  const { declaredCrs } = facts;
  const found = proposeGeoreference(
    { pairs: facts.corners, headings: null },
    {
      declared: declaredCrs === null ? null : { code: declaredCrs, text: declaredCrs, axes: 'eastNorth' },
      isSurvey: false,
      place: source.near === null ? null : { origin: source.near },
      localGrids: {},
    },
  );
  const isPossible = ({ axes, shift }: Georeference) => axes === 'eastNorth' && (use === 'picture' || shift === 'none');
  const candidates = found.candidates.filter(({ georeference }) => isPossible(georeference));
  if (found.proposed === null || isPossible(found.proposed)) return { ...found, candidates };
  const [likeliest] = candidates;
  return {
    ...found,
    candidates,
    proposed: likeliest === undefined ? null : georeferenceSchema.parse(likeliest.georeference),
    certainty: 0,
    refusal: `"${facts.name}" names no coordinate system that puts it where it could be: name the one it is in.`,
  };
}
