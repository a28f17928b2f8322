import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openFolderSource } from '../folder-source.ts';
import { RowsAbsent, type SceneRows } from '../scene-rows.ts';
import type { VerifyReport } from '../verify-report.ts';
import { verifyTileset } from '../verify-tileset.ts';

/** Writes files to a folder of their own, looks into the tileset in it, and takes the folder away again. */
export async function verifiedFolder(files: ReadonlyMap<string, Uint8Array>, rows?: SceneRows): Promise<VerifyReport> {
  const folder = await mkdtemp(join(tmpdir(), 'undercroft-verify-'));
  try {
    for (const [name, bytes] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), bytes);
    }
    const { report } = await verifyTileset(await openFolderSource(folder, '/'), {
      signal: new AbortController().signal,
      rows: async () => {
        if (rows === undefined) throw new RowsAbsent('The test has none.');
        return rows;
      },
      onProgress: () => undefined,
      onRows: () => undefined,
    });
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
