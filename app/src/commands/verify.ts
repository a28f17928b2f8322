import { AppError } from '../app-error.ts';
import type { Output } from '../output.ts';
import { openTilesetSource } from '../verify/open-tileset-source.ts';
import { sceneRows } from '../verify/scene-rows.ts';
import type { TilesetSource } from '../verify/tileset-source.ts';
import { verifyText } from '../verify/verify-text.ts';
import { verifyTileset } from '../verify/verify-tileset.ts';

export interface VerifyFlags {
  readonly json?: boolean | undefined;
}

/** What the command is told by the process it runs in. */
export interface VerifyContext {
  readonly cwd: string;
  readonly output: Output;
  readonly signal: AbortSignal;
}

/** Exit codes: nothing found; something found, or something that could not be looked into; no tileset at all. */
export const VERIFY_EXIT = { clean: 0, findings: 1, unreadable: 2 } as const;

/** A line of progress each so many tiles, and each so many rows that they are held against. */
const PROGRESS_EVERY = 100;
const PROGRESS_EVERY_ROWS = 5000;

/** Looks into a tileset by its folder or its address and reports. Resolves to the exit code. */
export async function verify(
  target: string,
  flags: VerifyFlags,
  { cwd, output, signal }: VerifyContext,
): Promise<number> {
  let source: TilesetSource;
  try {
    source = await openTilesetSource(target, cwd);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    output.note(`${error.message} [${error.code}]`);
    return VERIFY_EXIT.unreadable;
  }
  let rowsToSay = PROGRESS_EVERY_ROWS;
  const { report, isRead } = await verifyTileset(source, {
    signal,
    rows: () => sceneRows(source.root, signal),
    onProgress: ({ tiles, contents }, tilesInAll) => {
      if (tiles % PROGRESS_EVERY !== 0) return;
      output.note(`${tiles}${tilesInAll === null ? '' : ` of ${tilesInAll}`} tiles, ${contents} contents`);
    },
    onRows: (rows) => {
      if (rows < rowsToSay) return;
      output.note(`${rows} rows`);
      rowsToSay = rows - (rows % PROGRESS_EVERY_ROWS) + PROGRESS_EVERY_ROWS;
    },
  });
  if (flags.json === true) output.out(JSON.stringify(report));
  else for (const line of verifyText(report)) output.out(line);
  if (!isRead) return VERIFY_EXIT.unreadable;
  return report.clean ? VERIFY_EXIT.clean : VERIFY_EXIT.findings;
}
