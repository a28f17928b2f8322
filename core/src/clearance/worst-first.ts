import type { LayFinding } from './lay-finding.ts';
import { LAY_VERDICTS } from './lay-verdict.ts';

/** Exempt pairs last; worst verdict first, then nearest, then by id. */
export function worstFirst(p: LayFinding, q: LayFinding): number {
  const nearM = ({ distances }: LayFinding) => distances.spatialAtMostM ?? distances.horizontalAtMostM;
  return (
    Number(p.exemption !== null) - Number(q.exemption !== null) ||
    LAY_VERDICTS.indexOf(p.verdict) - LAY_VERDICTS.indexOf(q.verdict) ||
    nearM(p) - nearM(q) ||
    (p.a.id < q.a.id ? -1 : p.a.id > q.a.id ? 1 : p.b.id < q.b.id ? -1 : 1)
  );
}
