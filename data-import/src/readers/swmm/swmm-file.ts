import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { type InpFile, type InpRow, readInpFile } from '../inp/inp-file.ts';
import type { ReadLimits } from '../reader.ts';
import { SWMM_COLUMNS, type SwmmSection, sectionOf } from './swmm-sections.ts';

/** One line of a section: its words and where it stands. */
export type SwmmRow = InpRow;

/** A SWMM input file cut into the rows of its sections; nothing is interpreted yet. */
export type SwmmFile = InpFile<SwmmSection>;

const SWMM = { program: 'SWMM 5', sections: Object.keys(SWMM_COLUMNS) as SwmmSection[], sectionOf };

/** Reads the whole text. Throws `ImportError` when it is no text or holds none of the sections of a SWMM file. */
export async function readSwmmFile(source: ByteSource, limits: ReadLimits, signal?: AbortSignal): Promise<SwmmFile> {
  const file = await readInpFile(source, SWMM, limits, signal);
  if (file.knownHeaders > 0) return file;
  throw new ImportError(
    'unknown-format',
    `"${source.name}" has none of the sections of an EPA SWMM 5 input file, such as [JUNCTIONS] or [CONDUITS].`,
  );
}
