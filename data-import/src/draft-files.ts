import { LAYER_NAME } from '@undercroft/core/model/feature-id';
import type { DraftRequest } from '@undercroft/core/protocol/data-page';
import type { LocalGrids } from '@undercroft/core/protocol/georeference';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { combinedDigest } from './content-digest.ts';
import { ImportError } from './import-error.ts';
import { assertLayerTakes, type LayerKind } from './layer-takes.ts';
import { type LayerTarget, loadFiles } from './load-files.ts';
import { RASTER_OF_USE } from './rasters/raster-formats.ts';
import { formatNamed } from './readers/registry.ts';
import { sourceSpec } from './source-spec.ts';
import type { StoredUpload } from './uploads/upload-folder.ts';

/**
 * Loads uploads whole as a draft that nobody sees, also when they hold errors: then it cannot be published, and its
 * report says why. `ownElevation` is the layer of the elevation model that the scene file names, if it names one. Resolves
 * to the draft. Throws `ImportError` for files that cannot be read at all, and for what the layer cannot take.
 */
export async function draftFiles(
  request: Omit<DraftRequest, 'uploads' | 'layer' | 'title' | 'by'>,
  uploads: readonly StoredUpload[],
  localGrids: LocalGrids,
  target: LayerTarget,
  ownElevation: string | null,
): Promise<ImportRecord> {
  if (!LAYER_NAME.test(target.layer)) {
    throw new ImportError(
      'bad-layer-name',
      `A layer's name is small letters, digits and hyphens and begins with a letter; "${target.layer.slice(0, 64)}" came.`,
    );
  }
  const head = uploads.find(({ upload }) => upload.head);
  if (head !== undefined) {
    throw new ImportError('unknown-upload', `Only the beginning of "${head.upload.name}" was sent: send it whole.`);
  }
  const files = uploads.map(({ upload, path }) => ({ path, name: upload.name }));
  const source = files.map(({ name }) => name).join(', ');
  const { format, georeference, encoding, profile, utility, attribution } = request;
  await assertLayerTakes(kindOf(format, source), { ...target, ownElevation });
  const spec = sourceSpec(files, {
    format,
    georeference,
    localGrids,
    encoding,
    profile: profile ?? undefined,
    utility,
  });
  const sha256 = combinedDigest(uploads.map(({ upload }) => upload));
  const loaded = await loadFiles(
    { kind: 'files', source, spec, sha256 },
    { ...target, force: true },
    async (session, report) => await session.hold(attribution === undefined ? report : { ...report, attribution }),
  );
  if (!loaded.unchanged) return loaded.result;
  throw new ImportError('rejected', `"${source}" was not loaded: nothing has changed.`);
}

/** What a format brings. A GeoTIFF must be said to be one or the other: nobody looks at a guess before it is loaded. */
function kindOf(name: string, source: string): LayerKind {
  const format = formatNamed(name);
  if (format.kind !== 'raster') return 'features';
  if (format.raster.use !== null) return format.raster.use;
  const formats = Object.values(RASTER_OF_USE).map((raster) => raster.format);
  throw new ImportError(
    'unsupported-content',
    `"${source}" is loaded as ${formats.join(' or ')}; "${name}" does not say which.`,
  );
}
