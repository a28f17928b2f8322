import { describe, expect, it } from 'vitest';
import type { Say } from '../i18n/i18n.ts';
import { classText, clockText, durationText, monthName, shareText, weekdayName, zoneText } from './case-format.ts';

const say: Say = (key, values) => `${values?.number} ${key.slice('cases.'.length)}`;
const HOUR_MS = 3_600_000;

describe('figures of cases', () => {
  it('are told by the clock of the city', () => {
    expect(clockText(Date.parse('2025-12-31T23:30Z'), 480)).toBe('2026-01-01 07:30');
    expect(zoneText(480)).toBe('UTC+8');
    expect(zoneText(-210)).toBe('UTC−3:30');
  });

  it('have the unit a person would use', () => {
    expect(durationText(3.5 * 60_000, say)).toBe('3.5 minutes');
    expect(durationText(HOUR_MS, say)).toBe('60 minutes');
    expect(durationText(5.25 * HOUR_MS, say)).toBe('5.3 hoursLong');
    expect(durationText(60 * HOUR_MS, say)).toBe('2.5 days');
  });

  it('are no share where nothing is known to share', () => {
    expect(shareText(985, 1000)).toBe('98.5%');
    expect(shareText(0, 0)).toBeNull();
  });

  it('name months and weekdays', () => {
    expect(monthName(6, 'zh')).toBe('7月');
    expect(monthName(6, 'en')).toBe('Jul');
    expect(weekdayName(0, 'zh')).toBe('周一');
    expect(weekdayName(6, 'en')).toBe('Sun');
  });

  it('name classes of counts and shares', () => {
    expect(classText(3, 7, false)).toBe('3–7');
    expect(classText(0, 0, true)).toBe('0%');
    expect(classText(0.02, 0.05, true)).toBe('2–5%');
    expect(classText(0.1, null, true)).toBe('> 10%');
  });
});
