import type { CertificateBuilder } from '@undercroft/core/verify/certificate';
import { type DrawnFeature, drawnFeatures } from '@undercroft/core/verify/drawn-tubes';
import { type FidelityRow, measureFidelity } from '@undercroft/core/verify/fidelity';
import { fidelityRow } from '@undercroft/core/verify/fidelity-row';
import type { FindingLog } from '@undercroft/core/verify/finding-log';
import type { Bounds, RowsIn, SceneRows } from './scene-rows.ts';
import { RowsAbsent } from './scene-rows.ts';
import type { FinestContent } from './tileset-walk.ts';

const NOTHING_DRAWN: DrawnFeature = { tubes: [], vertices: [] };

/** Holds every conduit of a content against its row. Rows are asked for by the content's region and then forgotten. */
export async function certify(
  { examined, toTileset, volume, place }: FinestContent,
  rows: SceneRows,
  certificate: CertificateBuilder,
  log: FindingLog,
): Promise<void> {
  if (volume.kind !== 'region')
    throw new RowsAbsent('Rows can be found by regions only, and a tile has another volume.');
  const { west, south, east, north } = volume;
  const degrees = [west, south, east, north].map((radians) => (radians * 180) / Math.PI);
  const [w = 0, s = 0, e = 0, n = 0] = degrees;
  const found = await rows.within([w, s, e, n] satisfies Bounds);
  for (const [table, read] of examined.decoded.tables.entries()) {
    const wanted = wantedRows(read?.ids ?? [], found, certificate);
    const drawn = drawnFeatures(examined.decoded, toTileset, table, new Set(wanted.keys()));
    for (const [feature, row] of wanted) {
      certificate.add(measureFidelity(row, drawn.get(feature) ?? NOTHING_DRAWN, rows.geoidOffsetM), log, place);
    }
  }
}

/** Rows of a property table that can be measured, by their number in it; the others are counted. */
function wantedRows(
  ids: readonly unknown[],
  { links, nodes }: RowsIn,
  certificate: CertificateBuilder,
): ReadonlyMap<number, FidelityRow> {
  const wanted = new Map<number, FidelityRow>();
  for (const [feature, id] of ids.entries()) {
    const link = links.get(String(id));
    if (link === undefined) continue;
    const row = fidelityRow(link, nodes);
    if (typeof row === 'string') certificate.leaveOut(row);
    else wanted.set(feature, row);
  }
  return wanted;
}
