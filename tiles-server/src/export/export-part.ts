import type { Encoded } from '../tiles/encoded.ts';

/** The content of a file: compressed when it was made, or (pictures) of a kind that is never compressed. */
export type ExportContent = Pick<Encoded, 'gzip'> | { readonly plain: Uint8Array };

/** One address of an export. */
export interface ExportFile {
  readonly kind: 'file';
  /** Below the folder of the export, with forward slashes. */
  readonly path: string;
  /** Null where the server has nothing at the address. */
  readonly make: (signal: AbortSignal) => Promise<ExportContent | null>;
}

/** Addresses of which it is known without asking for each that there is nothing. */
export interface NothingThere {
  readonly kind: 'nothing';
  readonly count: number;
}

export type ExportStep = ExportFile | NothingThere;

/** Something of a scene that is exported as a whole: a tileset, the vector tiles, terrain, a layer of pictures. */
export interface ExportPart {
  readonly name: string;
  /** Version of what makes its tiles. */
  readonly version: string;
  /** How many addresses its steps stand for. */
  readonly count: number;
  /** Its documents come last: they are there when what they name is. */
  steps(): AsyncIterable<ExportStep>;
}
