import type { Allowance } from '../protocol/live/case-rule.ts';

export function minutes(amount: number): Allowance {
  return { amount, unit: 'minutes' };
}

export function hours(amount: number): Allowance {
  return { amount, unit: 'hours' };
}

export function workingHours(amount: number): Allowance {
  return { amount, unit: 'workingHours' };
}

export function workdays(amount: number): Allowance {
  return { amount, unit: 'workdays' };
}
