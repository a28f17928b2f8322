import { ALARM_SEVERITIES, type AlarmSeverity } from '@undercroft/core/live/alarm';

/** How an alarm or a case stands, as its sign tells; the worst first. */
export const SIGN_LOOKS = [
  'red',
  'orange',
  'yellow',
  'blue',
  'redSeen',
  'orangeSeen',
  'yellowSeen',
  'blueSeen',
  'caseLate',
  'caseSoon',
  'case',
] as const;

export type SignLook = (typeof SIGN_LOOKS)[number];

/** An alarm or a case to be drawn at its place. */
export interface StatusSign {
  readonly id: string;
  readonly kind: 'alarm' | 'case';
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly look: SignLook;
}

/** The look of an alarm that is not closed: one that somebody acknowledged no longer calls. */
export function alarmLook(severity: AlarmSeverity, isAcknowledged: boolean): SignLook {
  return isAcknowledged ? `${severity}Seen` : severity;
}

/** A sign calls for a person as long as nobody has seen it. */
export function calls(look: SignLook): boolean {
  return ALARM_SEVERITIES.some((severity) => severity === look);
}

/** The worst of some signs decides how their group looks. */
export function worstOf(signs: readonly StatusSign[]): StatusSign | null {
  let worst: StatusSign | null = null;
  for (const sign of signs) if (worst === null || rankOf(sign) < rankOf(worst)) worst = sign;
  return worst;
}

const RANKS: ReadonlyMap<SignLook, number> = new Map(SIGN_LOOKS.map((look, i) => [look, i]));

/** 0 is the worst. */
export function rankOf({ look }: StatusSign): number {
  return RANKS.get(look) ?? SIGN_LOOKS.length;
}
