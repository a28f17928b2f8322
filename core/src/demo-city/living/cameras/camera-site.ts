import type { PlanPoint } from '../../place/plan-geometry.ts';

/** Where a camera hangs and what it looks at, before it has a number. */
export interface CameraSite {
  readonly at: PlanPoint;
  /** Where it looks: counter-clockwise from the plan's x axis, radians. */
  readonly looks: number;
  readonly make: CameraMake;
  readonly zh: string;
  readonly en: string;
  /** Digits 9 and 10 of GB/T 28181: the trade it serves. */
  readonly industry: string;
  readonly owner: string;
  readonly raw?: Readonly<Record<string, string>>;
}

/** A kind of camera one can order. */
export interface CameraMake {
  readonly zh: string;
  readonly heightM: number;
  readonly fieldOfViewDeg: number;
  readonly rangeM: number;
}

export const CAMERA_MAKES = {
  /** Fixed, at crossings and gates. */
  bullet: { zh: '枪型摄像机', heightM: 6.5, fieldOfViewDeg: 62, rangeM: 90 },
  /** Turns; its heading is the one it rests at. */
  dome: { zh: '球型摄像机', heightM: 8, fieldOfViewDeg: 58, rangeM: 220 },
  /** Reads plates over a carriageway. */
  gate: { zh: '卡口摄像机', heightM: 6.5, fieldOfViewDeg: 38, rangeM: 45 },
  /** On a mast or a roof, over shore and port. */
  lookout: { zh: '高点云台摄像机', heightM: 28, fieldOfViewDeg: 60, rangeM: 1500 },
} as const satisfies Readonly<Record<string, CameraMake>>;

export const POLICE = '公安局(模拟)';
export const TRAFFIC_POLICE = '公安交警支队(模拟)';
