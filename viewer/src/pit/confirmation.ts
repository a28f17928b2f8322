import type { DigVerdict, ExcavationAnswer } from '@undercroft/core/protocol/analysis/excavation';
import type { ApiError } from '../api/api-error.ts';
import type { DigList } from './dig-list.ts';
import type { PitSpec } from './pit-spec.ts';

/** What the server says of a pit. Only `confirmed` without differences, of the pit as it is, confirms anything. */
export type Confirmation =
  | { readonly state: 'asking'; readonly spec: PitSpec }
  | { readonly state: 'failed'; readonly spec: PitSpec; readonly error: ApiError }
  | {
      readonly state: 'confirmed';
      readonly spec: PitSpec;
      readonly answer: ExcavationAnswer;
      /** When the answer came, milliseconds since 1970. */
      readonly atMs: number;
    };

/** A thing of which page and server do not say the same; null: it is not in that list. */
export interface Difference {
  readonly id: string;
  readonly sourceId: string;
  readonly here: DigVerdict | null;
  readonly server: DigVerdict | null;
}

/** Distances of page and server may differ by so much: their grounds are of different meshes, metres. */
const SAME_DISTANCE_M = 0.1;

/** All that page and server do not agree in: verdicts, and distances by more than the grain of the ground. */
export function differences({ lines }: DigList, { findings }: ExcavationAnswer): readonly Difference[] {
  const server = new Map(findings.map((finding) => [finding.featureId, finding]));
  const found: Difference[] = [];
  for (const { id, finding } of lines) {
    const other = server.get(id);
    server.delete(id);
    if (
      other !== undefined &&
      other.verdict === finding.verdict &&
      near(other.horizontalM, finding.horizontalM) &&
      near(other.verticalM, finding.verticalM)
    ) {
      continue;
    }
    found.push({ id, sourceId: finding.sourceId, here: finding.verdict, server: other?.verdict ?? null });
  }
  for (const { featureId, sourceId, verdict } of server.values()) {
    found.push({ id: featureId, sourceId, here: null, server: verdict });
  }
  return found;
}

function near(a: number | null, b: number | null): boolean {
  return a === null || b === null ? a === b : Math.abs(a - b) <= SAME_DISTANCE_M;
}
