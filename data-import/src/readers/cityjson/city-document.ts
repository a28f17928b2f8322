import { z } from 'zod';
import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../byte-source.ts';
import { READ_LIMITS_DEFAULTS, type ReadLimits } from '../reader.ts';

/** Boundaries nest by the kind of geometry; they are walked with care, not parsed with a schema (they are most of the file). */
const geometrySchema = z.looseObject({
  type: z.string(),
  lod: z.union([z.string(), z.number()]).optional(),
  boundaries: z.array(z.unknown()).optional(),
  semantics: z
    .looseObject({ surfaces: z.array(z.looseObject({ type: z.string() })), values: z.array(z.unknown()) })
    .nullish(),
});

export type CityGeometry = z.infer<typeof geometrySchema>;

const objectSchema = z.looseObject({
  type: z.string(),
  attributes: z.record(z.string(), z.json()).nullish(),
  geometry: z.array(geometrySchema).nullish(),
  parents: z.array(z.string()).nullish(),
  children: z.array(z.string()).nullish(),
});

export type CityObject = z.infer<typeof objectSchema>;

const triple = z.tuple([z.number(), z.number(), z.number()]);

const headSchema = z.looseObject({
  type: z.literal('CityJSON'),
  version: z.string(),
  transform: z.looseObject({ scale: triple, translate: triple }),
  metadata: z.looseObject({ referenceSystem: z.string().nullish() }).nullish(),
});

/** A CityJSON document or one feature of a CityJSON sequence: objects over one list of vertices. */
export interface CityDocument {
  /** Objects by id, each as it stands: parsed by `cityObject` one by one, so that one bad object spoils no other. */
  readonly objects: Readonly<Record<string, unknown>>;
  /** Flat x, y, z in the document's coordinate system. */
  readonly vertices: Float64Array;
}

export interface CityFile {
  readonly version: string;
  /** `EPSG:<number>` where the file names one. */
  readonly crs: string | null;
  readonly documents: readonly CityDocument[];
}

/** Largest file that is parsed in one piece; larger ones are to be written as a sequence, or tiled. */
const MOST_BYTES = 96 * 1024 * 1024;
const VERSIONS = /^(1\.1|2\.0)(\.\d+)?$/;

/** An object of a document, or a sentence that says what is wrong with it. */
export function cityObject(id: string, value: unknown): CityObject | string {
  const parsed = objectSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  return `CityObject "${id}": ${first?.path.join('.') ?? ''} ${first?.message ?? 'is not as CityJSON wants it'}.`;
}

/** Reads a file whole: one document, or a sequence of lines (CityJSONSeq). Throws `ImportError` when it is neither. */
export async function readCityFile(source: ByteSource, limits: ReadLimits, signal?: AbortSignal): Promise<CityFile> {
  const most = Math.min(MOST_BYTES, limits.maxFileBytes ?? READ_LIMITS_DEFAULTS.maxFileBytes);
  if (source.sizeBytes === 0) throw new ImportError('empty-file', `"${source.name}" is empty.`);
  if (source.sizeBytes > most) {
    const message = `"${source.name}" has ${source.sizeBytes} bytes; CityJSON is read in one piece up to ${most}. Split it into tiles.`;
    throw new ImportError('file-too-large', message);
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.stream(signal)) chunks.push(chunk);
  const text = new TextDecoder('utf-8').decode(Buffer.concat(chunks));
  const lines = isSequence(text) ? text.split('\n').filter((line) => line.trim() !== '') : [text];
  const [first, ...rest] = lines.map((line, index) =>
    parseJson(line, source.name, lines.length > 1 ? index + 1 : null),
  );
  const head = headSchema.safeParse(first);
  if (!head.success) {
    const [fault] = head.error.issues;
    const message = `"${source.name}" is not CityJSON: ${fault?.path.join('.') ?? 'the document'} ${fault?.message ?? ''}.`;
    throw new ImportError('unknown-format', message);
  }
  const { version, transform, metadata } = head.data;
  if (!VERSIONS.test(version)) {
    const message = `"${source.name}" is CityJSON ${version}; 1.1 and 2.0 are read. Upgrade it with cjio first.`;
    throw new ImportError('unknown-format', message);
  }
  const crs = /(?:EPSG\/[^/]*\/|EPSG:+)(\d+)$/i.exec(metadata?.referenceSystem ?? '')?.[1];
  return {
    version,
    crs: crs === undefined ? null : `EPSG:${crs}`,
    documents: [first, ...rest].map((document) => documentOf(document, transform)),
  };
}

function isSequence(text: string): boolean {
  const end = text.indexOf('\n');
  return (
    end > 0 &&
    text
      .slice(end + 1)
      .trimStart()
      .startsWith('{') &&
    text.slice(0, end).trimEnd().endsWith('}')
  );
}

function parseJson(text: string, name: string, line: number | null): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const where = line === null ? '' : ` in line ${line}`;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ImportError('unknown-format', `"${name}" is not JSON${where}: ${why}. It may be cut off.`, { cause });
  }
}

interface Transform {
  readonly scale: readonly [number, number, number];
  readonly translate: readonly [number, number, number];
}

function documentOf(document: unknown, { scale, translate }: Transform): CityDocument {
  const { CityObjects: objects, vertices } = (document ?? {}) as { CityObjects?: unknown; vertices?: unknown };
  const rows: readonly unknown[] = Array.isArray(vertices) ? vertices : [];
  const flat = new Float64Array(rows.length * 3).fill(Number.NaN);
  rows.forEach((row, index) => {
    if (!Array.isArray(row)) return;
    for (let axis = 0; axis < 3; axis++) {
      const value: unknown = row[axis];
      if (typeof value === 'number') flat[index * 3 + axis] = value * (scale[axis] ?? 1) + (translate[axis] ?? 0);
    }
  });
  const isRecord = typeof objects === 'object' && objects !== null && !Array.isArray(objects);
  return { objects: isRecord ? (objects as Record<string, unknown>) : {}, vertices: flat };
}
