import type { ZonedConduit } from '../globe/zone-mesh.ts';
import type { DigList } from './dig-list.ts';
import type { PitRows } from './pit-rows.ts';

/** More shells than these are a fog in which none is read; the worst and nearest are drawn. */
const MOST_ZONES = 14;

/** The conduits whose zones the dig enters, or may: what lies outside of them is not in the picture. */
export function zonedConduits({ lines }: DigList, { dig }: PitRows): readonly ZonedConduit[] {
  const { axes, starts, halfWidthM } = dig.table;
  const zoned: ZonedConduit[] = [];
  for (const { id, finding } of lines) {
    if (zoned.length === MOST_ZONES) break;
    const { zone, verdict, index, family } = finding;
    if (zone === null || verdict === 'clear' || family !== 'link') continue;
    const axis = axes.subarray((starts[index] ?? 0) * 3, (starts[index + 1] ?? 0) * 3);
    zoned.push({
      id,
      axis,
      halfWidthM: halfWidthM[index] ?? Number.NaN,
      protectionM: zone.protectionM,
      controlM: zone.controlM,
    });
  }
  return zoned;
}
