import type { RawRecord } from './link.ts';

/** Steps of a case in order (GB/T 30428.8): 上报, 立案, 派遣, 处置, 核查, 结案. */
export const CASE_STEPS = ['report', 'register', 'dispatch', 'handle', 'verify', 'close'] as const;

export type CaseStep = (typeof CASE_STEPS)[number];

/** 部件 or 事件: something broken, or something that happens. */
export const CASE_KINDS = ['component', 'event'] as const;

export type CaseKind = (typeof CASE_KINDS)[number];

/** Who brought it: a supervisor on the round, the hotline, citizens' applications, cameras, devices, another department. */
export const CASE_CHANNELS = ['supervisor', 'hotline', 'citizen', 'camera', 'device', 'department', 'unknown'] as const;

export type CaseChannel = (typeof CASE_CHANNELS)[number];

/** How it ended; `open` while it has not. A rejected case was never registered (不予立案); a void one was withdrawn (作废). */
export const CASE_RESULTS = ['open', 'closed', 'rejected', 'void', 'unknown'] as const;

export type CaseResult = (typeof CASE_RESULTS)[number];

/** A case of city management (案件). `null` is "the source does not say" or "not reached yet". */
export interface CityCase {
  /** Tracking number (案件编号). */
  readonly sourceId: string;
  readonly kind: CaseKind;
  /** Major and minor class of GB/T 30428.2 or .3, four digits (`0102` 污水井盖 as a component, `0203` as an event). */
  readonly category: string | null;
  /** What the source calls it, word for word. */
  readonly title: string | null;
  readonly channel: CaseChannel;
  /** Longitude, latitude in degrees. */
  readonly position: readonly [lon: number, lat: number];
  /** Code of the management grid cell it lies in, 15 digits. */
  readonly gridCell: string | null;
  /** 16-digit code of the component it is about. */
  readonly component: string | null;
  readonly address: string | null;
  /** Who handles it (处置部门). */
  readonly department: string | null;
  /** When each step was done, milliseconds since 1970 UTC. */
  readonly steps: Readonly<Record<CaseStep, number | null>>;
  /** When dispatching and handling had to be done, milliseconds since 1970 UTC. */
  readonly dispatchDueMs: number | null;
  readonly handleDueMs: number | null;
  readonly result: CaseResult;
  readonly raw: RawRecord;
}
