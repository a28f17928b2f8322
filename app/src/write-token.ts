import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const TOKEN_SIZE_BYTES = 32;

/**
 * The token for writes from elsewhere, kept in `<home>/token` (mode 0600) and made at the first start. `created` is
 * true only for the start that made it, which is the one that prints it.
 */
export async function writeToken(home: string): Promise<{ readonly token: string; readonly created: boolean }> {
  const path = join(home, 'token');
  const token = randomBytes(TOKEN_SIZE_BYTES).toString('base64url');
  try {
    await writeFile(path, `${token}\n`, { mode: 0o600, flag: 'wx' });
    return { token, created: true };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const kept = (await readFile(path, 'utf8')).trim();
  if (kept !== '') return { token: kept, created: false };
  // A file that stands already keeps its mode when it is written.
  await chmod(path, 0o600);
  await writeFile(path, `${token}\n`);
  return { token, created: true };
}
