import { describe, expect, it } from 'vitest';
import type { Say } from '../i18n/i18n.ts';
import { ageText, countText, dateText, distanceText, timeText } from './wall-format.ts';

const say: Say = (key, values) => `${values?.number} ${key.replace('wall.', '')}`;

describe('numbers of the wall', () => {
  it('are told in ten thousands in Chinese and in thousands in English, never rounded up', () => {
    expect(countText(9999, 'zh')).toMatch(/^9\s999$/);
    expect(countText(15_990, 'zh')).toBe('1.5万');
    expect(countText(15_990, 'en')).toBe('15.9k');
    expect(countText(150_000, 'zh')).toBe('15万');
    expect(countText(150_000, 'en')).toBe('150k');
    expect(countText(0, 'en')).toBe('0');
  });

  it('are ages in the largest unit that tells them apart', () => {
    expect(ageText(0, say)).toBe('0 seconds');
    expect(ageText(89_999, say)).toBe('89 seconds');
    expect(ageText(90_000, say)).toBe('1 minutes');
    expect(ageText(5_400_000, say)).toBe('1 hours');
    expect(ageText(3 * 86_400_000, say)).toBe('3 days');
  });

  it('are times and days by the clock of the city', () => {
    // 16:30 in London is half past midnight of the next day in Qinhuangdao.
    const ms = Date.UTC(2026, 5, 21, 16, 30, 5);
    expect(timeText(ms, 480)).toBe('00:30:05');
    expect(dateText(ms, 480)).toBe('2026-06-22');
  });

  it('are distances in metres, then kilometres', () => {
    expect(distanceText(412.4)).toBe('412 m');
    expect(distanceText(1260)).toBe('1.3 km');
  });
});
