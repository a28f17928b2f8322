import { encodePolygon } from '@undercroft/core/geometry/wkb';
import type { Area } from '@undercroft/core/model/area';
import type { SqlValue } from '../sql.ts';
import { NO_PLACE, placeColumns } from './place.ts';
import type { VersionColumns } from './version-columns.ts';

/** An area's row without its record. */
export interface AreaRow {
  readonly source_id: string;
  readonly kind: Area['kind'];
  readonly geom: Uint8Array | null;
  readonly stated_area_m2: number | null;
  readonly drains_to: string | null;
}

type AreaColumn = keyof AreaRow | 'cell' | 'bbox' | 'raw';

/** The canonical columns of an area: everything its hash covers. */
export function areaColumns(area: Area): Readonly<Record<AreaColumn, SqlValue>> & VersionColumns {
  return {
    source_id: area.sourceId,
    kind: area.kind,
    ...(area.ring === null ? NO_PLACE : placeColumns(area.ring)),
    geom: area.ring === null ? null : encodePolygon([area.ring]),
    stated_area_m2: area.statedAreaM2,
    drains_to: area.drainsTo,
    raw: JSON.stringify(area.raw),
  };
}

/** Select list of an `AreaRow` from the alias `f`. */
export const AREA_SELECT = 'f.source_id, f.kind, f.geom, f.stated_area_m2, f.drains_to';
