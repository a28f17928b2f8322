import { describe, expect, it } from 'vitest';
import { openStreet, streetCorners, streetDepthM } from './open-street.ts';

const METRE = 1 / 111_320;
const WELL = { coverLevelM: 5, sumpLevelM: 1.6, shaftDiameterMm: 700 };

describe('the opened street', () => {
  it('is as deep as the well and 45 cm more, within 2 and 9 m; 3.2 m where the floor is not known', () => {
    expect(streetDepthM(WELL, 5)).toBeCloseTo(3.4 + 0.45, 9);
    expect(streetDepthM({ ...WELL, sumpLevelM: 4.5 }, 5)).toBe(2);
    expect(streetDepthM({ ...WELL, sumpLevelM: -20 }, 5)).toBe(9);
    expect(streetDepthM({ ...WELL, sumpLevelM: null }, 5)).toBe(3.2);
    expect(streetDepthM(null, 5)).toBe(3.2);
  });

  it('reaches towards the camera: looking east, to the west', () => {
    const corners = streetCorners([0, 0], 90, 4);
    const east = corners.map(([lon]) => lon / METRE);
    const north = corners.map(([, lat]) => lat / METRE);
    // 2.4 m behind the well, 2.4 + 4 x 0.95 before it, 2.6 m to either side.
    expect(Math.max(...east)).toBeCloseTo(2.4, 6);
    expect(Math.min(...east)).toBeCloseTo(-6.2, 6);
    expect(Math.max(...north)).toBeCloseTo(2.6, 6);
    expect(Math.min(...north)).toBeCloseTo(-2.6, 6);
  });

  it('shows water only where its level and the floor are known', () => {
    const asked = { at: [119.6, 39.92] as const, headingDeg: 0, well: WELL, waterLevelM: 2.4, note: '' };
    const known = openStreet(asked, () => 5);
    // A shaft of 700 mm has walls of its own around it.
    expect(known?.water).toMatchObject({ floorLevelM: 1.6, waterLevelM: 2.4 });
    expect(known?.water?.radiusM).toBeGreaterThan(0.35);
    expect(openStreet({ ...asked, waterLevelM: null }, () => 5)?.water).toBeNull();
    expect(openStreet({ ...asked, well: { ...WELL, sumpLevelM: null } }, () => 5)?.water).toBeNull();
  });

  it('is not opened where the ground is not known', () => {
    const asked = { at: [119.6, 39.92] as const, headingDeg: 0, well: WELL, waterLevelM: null, note: '' };
    expect(openStreet(asked, () => null)).toBeNull();
  });
});
