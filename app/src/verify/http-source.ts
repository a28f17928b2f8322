import { inflated } from './inflated.ts';
import { MOST_FILE_BYTES, SourceError, type TilesetSource } from './tileset-source.ts';

/** A server that says nothing for so long has failed, ms. */
const PATIENCE_MS = 120_000;

/** A tileset on a server. Nothing is asked of another origin, whatever the data names and wherever it is redirected. */
export function httpSource(root: URL): TilesetSource {
  return {
    root: root.href,
    resolve(base, reference) {
      const url = URL.canParse(reference, base) ? new URL(reference, base) : null;
      if (url === null || url.origin !== root.origin || url.username !== root.username) {
        throw new SourceError('outside', `The reference "${reference}" leads to another origin than ${root.origin}.`);
      }
      return url.href;
    },
    async read(file, signal) {
      return await inflated(await fetchBounded(file, signal), file);
    },
  };
}

async function fetchBounded(file: string, signal: AbortSignal): Promise<Uint8Array> {
  const bound = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const answer = await fetch(file, { redirect: 'manual', signal: bound }).catch((error: unknown) => {
    signal.throwIfAborted();
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new SourceError('missing', `${file} could not be asked for: ${cause}.`);
  });
  if (!answer.ok) {
    await answer.body?.cancel();
    const why = answer.status >= 300 && answer.status < 400 ? ', and redirects are not followed' : '';
    throw new SourceError('missing', `${file} answered ${answer.status}${why}.`);
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > MOST_FILE_BYTES) throw new SourceError('tooLarge', `${file} is larger than ${MOST_FILE_BYTES} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
