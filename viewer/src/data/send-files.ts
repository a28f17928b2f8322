import type { Upload } from '@undercroft/core/protocol/data-page';
import type { DataClient } from '../api/data-client.ts';

/** A file is told from its bytes as they go, with its first bytes ahead where it is large and can be read in part. */
export interface SendingFile {
  /** The first bytes of a large text file, else the whole file: enough to look at. */
  readonly enough: Promise<Upload>;
  readonly whole: Promise<Upload>;
}

/** Text larger than this is looked at by its beginning while the rest is still on its way, bytes. */
export const LARGE_BYTES = 8 * 1024 ** 2;
export const HEAD_BYTES = 4 * 1024 ** 2;

const TEXT = /\.(?:csv|tsv|txt|json|geojson|ndjson|geojsonl|jsonl|inp|dxf)$/i;

/** True where the beginning of a file can be read without its end. */
export function isReadInPart(name: string, sizeBytes: number): boolean {
  return sizeBytes > LARGE_BYTES && TEXT.test(name);
}

/** Sends a file; `onSent` hears how many bytes of the whole have left. */
export function sendFile(
  client: Pick<DataClient, 'upload'>,
  scene: string,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): SendingFile {
  const sendWhole = (): Promise<Upload> =>
    client.upload(scene, { name: file.name, content: file, head: false }, { onSent, signal });
  if (!isReadInPart(file.name, file.size)) {
    const whole = sendWhole();
    return { enough: whole, whole };
  }
  const content = file.slice(0, HEAD_BYTES);
  const enough = client.upload(scene, { name: file.name, content, head: true }, { signal });
  // The head first: both at once would share the line.
  return { enough, whole: enough.then(sendWhole) };
}
