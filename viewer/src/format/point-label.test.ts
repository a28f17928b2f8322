import { describe, expect, it } from 'vitest';
import type { Say } from '../i18n/i18n.ts';
import { zh } from '../i18n/zh.ts';
import { groupLabel, pointLabel } from './point-label.ts';

const say: Say = (key) => zh[key];

describe('what is said of points', () => {
  it('is their name, else the id of their source', () => {
    expect(pointLabel({ id: 'cctv.K1', kind: 'camera', name: '东门' }, say)).toBe('摄像机 · 东门');
    expect(pointLabel({ id: 'cctv.K1', kind: 'hydrant', name: null }, say)).toBe('消火栓 · K1');
  });

  it('is how many of each kind for a group', () => {
    const counts = [['camera', 1200] as const, ['hydrant', 3] as const];
    expect(groupLabel(counts, say)).toBe('摄像机 1\u202f200 · 消火栓 3');
  });
});
