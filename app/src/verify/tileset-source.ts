/** No file of a tileset is read that is larger, bytes. */
export const MOST_FILE_BYTES = 1 << 28;

/** Why a file of a tileset was not read. */
export type SourceFailure = 'outside' | 'missing' | 'tooLarge';

export class SourceError extends Error {
  readonly failure: SourceFailure;

  constructor(failure: SourceFailure, message: string) {
    super(message);
    this.name = 'SourceError';
    this.failure = failure;
  }
}

/**
 * Where the files of a tileset come from: a folder, a server; an archive would be a third. What stands in the files is
 * other people's data: a reference in it never leads out of the place the user named.
 */
export interface TilesetSource {
  /** The tileset document, as `read` takes it. */
  readonly root: string;
  /** Where a reference that stands in the file `base` leads. Throws SourceError `outside`. */
  resolve(base: string, reference: string): string;
  /** Reads a file whole, inflated where it is gzip. Throws SourceError. */
  read(file: string, signal: AbortSignal): Promise<Uint8Array>;
}
