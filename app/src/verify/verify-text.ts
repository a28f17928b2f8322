import type { Greatest } from '@undercroft/core/verify/certificate';
import type { VerifyReport } from './verify-report.ts';

/** The report for a person: findings by rule, what was looked into, and the certificate. */
export function verifyText(report: VerifyReport): readonly string[] {
  const { counts, findings, findingCounts } = report;
  const kept = new Map<string, number>();
  for (const { code } of findings) kept.set(code, (kept.get(code) ?? 0) + 1);
  const unsaid = Object.entries(findingCounts).filter(([code, count]) => count > (kept.get(code) ?? 0));
  return [
    ...findings.map(({ code, severity, place, message }) => `${severity} ${code} ${place}: ${message}`),
    ...unsaid.map(([code, count]) => `${code}: ${count - (kept.get(code) ?? 0)} more`),
    `${counts.tiles} tiles, ${counts.contents} contents, ${counts.validated} by the glTF validator too; ${counts.bytes} bytes`,
    `${counts.primitives} primitives, ${counts.instances} instances, ${counts.triangles} triangles, ${counts.vertices} vertices`,
    `${counts.features} features, ${counts.rows} rows in all contents, ${counts.rowsNotDrawn} of them not drawn`,
    ...certificateText(report),
    report.clean ? 'clean' : `${Object.values(findingCounts).reduce((sum, count) => sum + count, 0)} findings`,
  ];
}

function certificateText({ certificate, uncertified }: VerifyReport): readonly string[] {
  if (certificate === null) return [`no certificate of fidelity: ${uncertified ?? 'nothing was measured.'}`];
  const { measured, notMeasured, axisMm, radiusMm, radiusShare, wallMm, gapMm } = certificate;
  const leftOut = Object.entries(notMeasured).filter(([, count]) => count > 0);
  return [
    `fidelity of ${measured} conduits; not measured: ${leftOut.map(([reason, count]) => `${count} ${reason}`).join(', ') || 'none'}`,
    `  axis ${of(axisMm, 'mm')}, radius ${of(radiusMm, 'mm')}, that is ${share(radiusShare)}`,
    `  wall ${of(wallMm, 'mm')}, not drawn ${of(gapMm, 'mm')}`,
  ];
}

function of(greatest: Greatest | null, unit: string): string {
  return greatest === null ? 'unknown' : `off by ${greatest.value.toFixed(2)} ${unit} at most (${greatest.id})`;
}

function share(greatest: Greatest | null): string {
  return greatest === null ? 'unknown' : `${(100 * greatest.value).toFixed(3)} % at most (${greatest.id})`;
}
