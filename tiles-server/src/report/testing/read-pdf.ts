import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** True where poppler's programs are: they read the print as any reader does, by none of our own code. */
export const HAS_POPPLER: boolean = (() => {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

export interface ReadPdf {
  readonly pages: number;
  /** All text in the order it was written, without white space: lines that were broken are whole again. */
  readonly text: string;
  /** Files attached, by name. */
  readonly attached: ReadonlyMap<string, Uint8Array>;
}

/** Opens a PDF; rejects when poppler finds fault with it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const folder = await mkdtemp(join(tmpdir(), 'undercroft-pdf-'));
  const path = join(folder, 'page.pdf');
  try {
    await writeFile(path, bytes);
    const [info, text, list] = [
      await run('pdfinfo', [path]),
      await run('pdftotext', ['-raw', '-enc', 'UTF-8', path, '-']),
      await run('pdfdetach', ['-list', path]),
    ];
    const complaints = info.stderr + text.stderr + list.stderr;
    if (complaints !== '') throw new Error(`The PDF must be without fault, but has: ${complaints}`);
    const attached = new Map<string, Uint8Array>();
    for (const [, number = '', name = ''] of list.stdout.matchAll(/^(\d+): (.+)$/gm)) {
      const out = join(folder, `attached-${number}`);
      await run('pdfdetach', ['-save', number, '-o', out, path]);
      attached.set(name, await readFile(out));
    }
    return {
      pages: Number(/^Pages:\s+(\d+)$/m.exec(info.stdout)?.[1]),
      text: squeezed(text.stdout),
      attached,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without white space. */
export function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}
