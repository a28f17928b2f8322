import type { ImportReport } from '@undercroft/core/protocol/import-answers';

const ISSUES_SHOWN = 10;

/** A report for a person: verdict, counts, lengths, what is unknown, and the first issue of each code. */
export function importReportText(title: string, report: ImportReport): readonly string[] {
  return [
    `${title}: ${report.accepted ? 'accepted' : 'REFUSED, nothing of it is shown'}`,
    line('format', formatText(report)),
    report.terrain === undefined && report.imagery === undefined
      ? line('features', counts(report.features) || 'none')
      : '',
    line('nodes', counts(report.nodeKinds)),
    line('length', lengthText(report)),
    line('terrain', terrainText(report)),
    line('picture', pictureText(report)),
    line('unknown', counts(report.unknown)),
    ...issueLines(report),
  ].filter((text) => text !== '');
}

function formatText({ format, crs }: ImportReport): string {
  if (format === 'generated') return format;
  return `${format}, ${crs ?? 'coordinate system not stated'}`;
}

/** What is by geometry for want of a stated length is never called stated. */
function lengthText({ features, unknown, lengthM, geometryLengthM }: ImportReport): string {
  const conduits = features.conduit ?? 0;
  const silent = unknown.statedLengthM ?? 0;
  const byGeometry = `${metres(geometryLengthM)} by geometry`;
  if (conduits === 0) return '';
  if (silent >= conduits) return `${byGeometry}, none stated`;
  if (silent === 0) return `${metres(lengthM)} stated, ${byGeometry}`;
  return `${metres(lengthM)} stated (${silent} conduits state none: by geometry), ${byGeometry}`;
}

function terrainText({ terrain }: ImportReport): string {
  if (terrain === undefined) return '';
  const { columns, rows, levels, blocks, minM, maxM, unknownCells } = terrain;
  const range = minM === null || maxM === null ? 'no level known' : `${minM.toFixed(2)} to ${maxM.toFixed(2)} m`;
  const share = ((unknownCells / (columns * rows)) * 100).toFixed(1);
  return `${columns} x ${rows} cells, ${range}, ${share} % of the cells unknown, ${blocks} blocks on ${levels} levels`;
}

function pictureText({ imagery }: ImportReport): string {
  if (imagery === undefined) return '';
  return `${imagery.tiles} tiles, zoom ${imagery.minZoom} to ${imagery.maxZoom}`;
}

function issueLines(report: ImportReport): readonly string[] {
  const total = Object.values(report.issueCounts).reduce((sum, count) => sum + count, 0);
  if (total === 0) return [line('issues', 'none')];
  const firstOfCode = new Map(report.issues.toReversed().map((issue) => [issue.code, issue]));
  const bySeverity = [...firstOfCode.values()].sort((a, b) => rank(a.severity) - rank(b.severity));
  const shown = bySeverity.slice(0, ISSUES_SHOWN).map((issue) => {
    const place = [
      issue.where.table === undefined ? '' : `table ${issue.where.table}`,
      issue.where.row === null ? '' : `row ${issue.where.row}`,
      issue.where.field === null ? '' : `field ${issue.where.field}`,
    ].filter((part) => part !== '');
    const where = place.length === 0 ? '' : ` (first at ${place.join(', ')})`;
    return `    ${issue.severity} ${issue.code} x ${report.issueCounts[issue.code] ?? 1}${where}: ${issue.message}`;
  });
  const rest = bySeverity.length - shown.length;
  return [line('issues', `${total}`), ...shown, ...(rest > 0 ? [`    and ${rest} more codes`] : [])];
}

function rank(severity: ImportReport['issues'][number]['severity']): number {
  switch (severity) {
    case 'error':
      return 0;
    case 'warning':
      return 1;
    case 'info':
      return 2;
  }
}

function line(name: string, text: string): string {
  return text === '' ? '' : `  ${name.padEnd(9)} ${text}`;
}

/** `1015 conduit, 6 pump`; what is zero is left out. */
function counts(values: Readonly<Record<string, number>>): string {
  return Object.entries(values)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}

function metres(lengthM: number): string {
  return `${Math.round(lengthM).toLocaleString('en-GB')} m`;
}
