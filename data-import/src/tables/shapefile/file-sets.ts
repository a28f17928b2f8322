import type { ByteSource } from '../../readers/byte-source.ts';

/** The files of one shapefile: the same name, several endings. */
export interface FileSet {
  /** The common name, folders and all, as the `.shp` or else the `.dbf` has it. */
  readonly stem: string;
  readonly shp: ByteSource | null;
  readonly dbf: ByteSource | null;
  readonly shx: ByteSource | null;
  readonly prj: ByteSource | null;
  readonly cpg: ByteSource | null;
}

export const PART_ENDINGS = /\.(shp|dbf|shx|prj|cpg)$/i;

const ENDINGS = ['shp', 'dbf', 'shx', 'prj', 'cpg'] as const;

type Ending = (typeof ENDINGS)[number];

/** Puts files together by name, whatever case it is written in; companions of nothing are left out. */
export function fileSets(files: readonly ByteSource[]): readonly FileSet[] {
  const sets = new Map<string, Partial<Record<Ending, ByteSource>>>();
  for (const file of files) {
    const ending = endingOf(file.name);
    if (ending === null) continue;
    const key = file.name.slice(0, -4).toLowerCase();
    const set = sets.get(key) ?? {};
    set[ending] ??= file;
    sets.set(key, set);
  }
  return [...sets.values()].flatMap(({ shp, dbf, shx, prj, cpg }) => {
    const main = shp ?? dbf;
    if (main === undefined) return [];
    const stem = main.name.slice(0, -4);
    return [{ stem, shp: shp ?? null, dbf: dbf ?? null, shx: shx ?? null, prj: prj ?? null, cpg: cpg ?? null }];
  });
}

function endingOf(name: string): Ending | null {
  const ending = PART_ENDINGS.exec(name)?.[1]?.toLowerCase();
  return ENDINGS.find((candidate) => candidate === ending) ?? null;
}
