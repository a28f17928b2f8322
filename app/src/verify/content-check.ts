import { checkInside } from '@undercroft/core/verify/content-in-volume';
import { trianglesOf } from '@undercroft/core/verify/decoded-content';
import { type ExaminedContent, examineContent, glbOf, referencesOf } from '@undercroft/core/verify/examine-content';
import { type FeatureLedger, rowCounts } from '@undercroft/core/verify/feature-ledger';
import { FindingLog } from '@undercroft/core/verify/finding-log';
import type { ContentFiles } from '@undercroft/core/verify/gltf-buffers';
import { type Matrix, multiplied } from '@undercroft/core/verify/matrix';
import { uncompressedTwin } from '@undercroft/core/verify/uncompressed-twin';
import type { WalkedContent } from '@undercroft/core/verify/walked-tile';
import { validateBytes } from 'gltf-validator';
import type { VerifyCounts } from './verify-report.ts';

/** A content that was fetched, with the tile it is of. */
export interface FetchedContent {
  readonly bytes: Uint8Array;
  /** Which file it is. */
  readonly place: string;
  readonly content: WalkedContent;
  readonly transform: Matrix;
  /** Whether no tile below stands in for it. */
  readonly isFinest: boolean;
}

/** What content checks write to. */
export interface CheckBooks {
  readonly log: FindingLog;
  readonly counts: VerifyCounts;
  readonly ledger: FeatureLedger;
}

/** Reads a file beside a content; null when it cannot be had, which has then been said. */
export type ReadBeside = (reference: string) => Promise<Uint8Array | null>;

/** Everything that can be told of one content: its own soundness, where it lies, whose features it holds. */
export async function checkContent(
  fetched: FetchedContent,
  readBeside: ReadBeside,
  books: CheckBooks,
): Promise<ExaminedContent | null> {
  const { bytes, place, content, transform, isFinest } = fetched;
  const { log, counts, ledger } = books;
  const files = await filesBeside(bytes, readBeside);
  counts.contents += 1;
  counts.bytes += bytes.length;
  const before = log.faults;
  const examined = examineContent(bytes, files, log, place);
  const isSound = log.faults === before;
  if (examined === null) return null;
  const { decoded, toTile, glb, isPlaced } = examined;
  if (isPlaced) {
    const toTileset = multiplied(transform, toTile);
    checkInside(decoded, toTileset, content.volume, 'CONTENT_OUTSIDE_VOLUME', log);
    for (const volume of content.alsoWithin) checkInside(decoded, toTileset, volume, 'CONTENT_OUTSIDE_PARENT', log);
  }
  ledger.enter(decoded, isFinest, log, place);
  count(examined, counts);
  // The validator would say again in other words what has been found.
  if (glb !== null && isSound) await validate(glb, files, books, place);
  return examined;
}

async function filesBeside(bytes: Uint8Array, readBeside: ReadBeside): Promise<ContentFiles> {
  const files = new Map<string, Uint8Array>();
  // What is wrong in the glb is said when it is examined.
  const silent = new FindingLog();
  const glb = glbOf(bytes, silent, '');
  for (const reference of glb === null ? [] : new Set(referencesOf(glb, silent, ''))) {
    const data = reference.startsWith('data:') ? dataOf(reference) : await readBeside(reference);
    if (data !== null) files.set(reference, data);
  }
  return files;
}

function dataOf(address: string): Uint8Array {
  const comma = address.indexOf(',');
  const isBase64 = address.slice(0, comma).endsWith(';base64');
  return Buffer.from(address.slice(comma + 1), isBase64 ? 'base64' : 'utf8');
}

function count({ decoded }: ExaminedContent, counts: VerifyCounts): void {
  for (const primitive of decoded.primitives) {
    counts.primitives += 1;
    counts.vertices += (primitive.positions.length / 3) * primitive.matrices.length;
    counts.triangles += trianglesOf(primitive);
    if (primitive.isInstanced) counts.instances += primitive.matrices.length;
  }
  const { rows, notDrawn } = rowCounts(decoded);
  counts.rows += rows;
  counts.rowsNotDrawn += notDrawn;
}

/** Runs the glTF validator, which sees nothing behind meshopt, on the uncompressed twin. */
async function validate(
  glb: Uint8Array,
  files: ContentFiles,
  { log, counts }: CheckBooks,
  place: string,
): Promise<void> {
  const twin = uncompressedTwin(glb, files, new FindingLog(), place);
  if (twin === null) return;
  const { issues } = await validateBytes(twin, {
    maxIssues: 0,
    externalResourceFunction: async (uri) => files.get(uri) ?? new Uint8Array(0),
  });
  counts.validated += 1;
  for (const { code, message, severity, pointer } of issues.messages) {
    if (severity > 1) continue;
    const rule = severity === 0 ? 'GLB_VALIDATOR' : 'GLB_VALIDATOR_WARNING';
    log.add(rule, `${place} ${pointer ?? ''}`.trimEnd(), `${code}: ${message}`);
  }
}
