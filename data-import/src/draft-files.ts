import { LAYER_NAME } from '@undercroft/core/model/feature-id';
import type { DraftRequest } from '@undercroft/core/protocol/data-page';
import type { LocalGrids } from '@undercroft/core/protocol/georeference';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { combinedDigest } from './content-digest.ts';
import { ImportError } from './import-error.ts';
import { type LayerTarget, loadFiles } from './load-files.ts';
import { sourceSpec } from './source-spec.ts';
import type { StoredUpload } from './uploads/upload-folder.ts';

/**
 * Loads uploads whole as a draft that nobody sees, also when they hold errors: then it cannot be published, and its
 * report says why. Resolves to the draft. Throws `ImportError` for files that cannot be read at all.
 */
export async function draftFiles(
  request: Omit<DraftRequest, 'uploads' | 'layer' | 'title' | 'by'>,
  uploads: readonly StoredUpload[],
  localGrids: LocalGrids,
  target: LayerTarget,
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
  const { format, georeference, encoding, profile, utility } = request;
  const spec = sourceSpec(files, {
    format,
    georeference,
    localGrids,
    encoding,
    profile: profile ?? undefined,
    utility,
  });
  const sha256 = combinedDigest(uploads.map(({ upload }) => upload));
  const source = files.map(({ name }) => name).join(', ');
  const loaded = await loadFiles(
    { kind: 'files', source, spec, sha256 },
    { ...target, force: true },
    async (session, report) => await session.hold(report),
  );
  if (!loaded.unchanged) return loaded.result;
  throw new ImportError('rejected', `"${source}" was not loaded: nothing has changed.`);
}
