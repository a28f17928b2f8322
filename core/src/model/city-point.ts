import type { RawRecord } from './link.ts';
import type { BilingualName } from './map-feature.ts';

/** What stands at a point of the city and is kept in a table of its own. `component` is a 部件 of GB/T 30428. */
export const CITY_POINT_KINDS = ['camera', 'sensor', 'unit', 'hydrant', 'signal', 'component', 'other'] as const;

export type CityPointKind = (typeof CITY_POINT_KINDS)[number];

/** A camera, sensor, unit on duty, hydrant, traffic signal or city component. `null` is "the source does not say". */
export interface CityPoint {
  readonly kind: CityPointKind;
  readonly sourceId: string;
  readonly name: BilingualName;
  /** Longitude, latitude in degrees. */
  readonly position: readonly [lon: number, lat: number];
  /** Level of the device, metres above the scene's height datum. */
  readonly levelM: number | null;
  /** Height of the device above the ground it stands on, metres. */
  readonly heightM: number | null;
  /** Code of a standard: 20 digits of GB/T 28181 for a camera, 16 of GB/T 30428 for a component. */
  readonly code: string | null;
  /** What the source calls it more finely, word for word: the minor class of a component, the model of a sensor. */
  readonly category: string | null;
  /** Where a camera looks, clockwise from north, degrees. */
  readonly headingDeg: number | null;
  /** Horizontal angle of view, degrees. */
  readonly fieldOfViewDeg: number | null;
  /** How far it sees or covers, metres. */
  readonly rangeM: number | null;
  /** `sourceId` of the management grid cell it lies in. */
  readonly gridCell: string | null;
  readonly address: string | null;
  readonly owner: string | null;
  readonly status: 'inUse' | 'abandoned' | 'planned' | 'unknown';
  readonly raw: RawRecord;
}
