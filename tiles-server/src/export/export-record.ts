import { z } from 'zod';
import { type ExportKey, exportKeySchema } from './export-key.ts';

/** What is known of an address of an export: the file that is there, or that there is nothing. */
export const exportRecordSchema = z.union([
  z.object({
    path: z.string(),
    bytes: z.int().nonnegative(),
    /** Of the file as it lies there. */
    sha256: z.string().length(64),
    /** To be sent as `Content-Encoding`. */
    encoding: z.literal('gzip').optional(),
  }),
  z.object({ path: z.string(), empty: z.literal(true) }),
]);
export type ExportRecord = z.infer<typeof exportRecordSchema>;
export type ExportedFile = Extract<ExportRecord, { bytes: number }>;

export const MANIFEST = 'manifest.json';

/** What an export that has ended, or was stopped, says of itself. */
export interface ExportMemory {
  readonly key: ExportKey;
  readonly records: ReadonlyMap<string, ExportRecord>;
}

export function isFile(record: ExportRecord): record is ExportedFile {
  return 'bytes' in record;
}

/** The files of an export in the order of their paths. */
export function filesOf(records: Iterable<ExportRecord>): readonly ExportedFile[] {
  return [...records].filter(isFile).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The manifest line by line: the key, then each file with its digest. The same export gives the same manifest. */
export function* manifestLines(key: ExportKey, files: readonly ExportedFile[]): Iterable<string> {
  yield `{"export":${JSON.stringify(key)},\n"files":[\n`;
  for (const [i, file] of files.entries()) yield `${JSON.stringify(file)}${i + 1 < files.length ? ',' : ''}\n`;
  yield ']}\n';
}

const manifestSchema = z.object({ export: exportKeySchema, files: z.array(exportRecordSchema) });

/** What a manifest says; null for a text that is none. */
export function readManifest(text: string): ExportMemory | null {
  const parsed = manifestSchema.safeParse(jsonOf(text));
  if (!parsed.success) return null;
  return { key: parsed.data.export, records: new Map(parsed.data.files.map((file) => [file.path, file])) };
}

/** What a journal says: the key in its first line, a record in each other. A last line that was cut off says nothing. */
export function readJournal(text: string): ExportMemory | null {
  const [first = '', ...lines] = text.split('\n').slice(0, -1);
  const key = exportKeySchema.safeParse(jsonOf(first));
  if (!key.success) return null;
  const records = new Map<string, ExportRecord>();
  for (const line of lines) {
    const record = exportRecordSchema.safeParse(jsonOf(line));
    if (record.success) records.set(record.data.path, record.data);
  }
  return { key: key.data, records };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
