import { Cartesian3, Matrix4, Transforms } from '@cesium/engine';
import { expect, test } from 'vitest';
import { cameraAngles } from './camera-angles.ts';

const PLACES = [
  [119.6, 39.93],
  [-71.3, -33.1],
  [0, 0],
] as const;

/** A camera that looks so, by the definition of the two angles. */
function looking([lon, lat]: readonly [number, number], heading: number, pitch: number, roll: number) {
  const positionWC = Cartesian3.fromDegrees(lon, lat, 120);
  const frame = Transforms.eastNorthUpToFixedFrame(positionWC);
  const turned = (east: number, north: number, up: number) =>
    Matrix4.multiplyByPointAsVector(frame, new Cartesian3(east, north, up), new Cartesian3());
  const [sin, cos] = [Math.sin(heading), Math.cos(heading)];
  const level = turned(cos, -sin, 0);
  const upright = turned(-Math.sin(pitch) * sin, -Math.sin(pitch) * cos, Math.cos(pitch));
  const mix = (a: Cartesian3, x: number, b: Cartesian3, y: number) =>
    new Cartesian3(a.x * x + b.x * y, a.y * x + b.y * y, a.z * x + b.z * y);
  return {
    positionWC,
    directionWC: turned(Math.cos(pitch) * sin, Math.cos(pitch) * cos, Math.sin(pitch)),
    upWC: mix(upright, Math.cos(roll), level, Math.sin(roll)),
    rightWC: mix(level, Math.cos(roll), upright, -Math.sin(roll)),
  };
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

function apart(a: number, b: number): number {
  const off = Math.abs(a - b) % (2 * Math.PI);
  return Math.min(off, 2 * Math.PI - off);
}

test.each(PLACES)('at %d, %d every bearing, slope and roll is told as it is', (lon, lat) => {
  for (const pitchDeg of [-89.9, -60, -1, 0, 30, 89.9]) {
    for (const headingDeg of [0, 1, 89, 180, 271, 359]) {
      for (const rollDeg of [0, 20, 340]) {
        const [heading, pitch, roll] = [radians(headingDeg), radians(pitchDeg), radians(rollDeg)];
        const told = cameraAngles(looking([lon, lat], heading, pitch, roll));
        expect(apart(told.heading, heading)).toBeLessThan(1e-6);
        expect(apart(told.pitch, pitch)).toBeLessThan(1e-6);
        expect(apart(told.roll, roll)).toBeLessThan(1e-6);
      }
    }
  }
});

test('straight down the top of the picture gives the bearing', () => {
  const told = cameraAngles(looking(PLACES[0], radians(75), radians(-90), 0));
  expect(told.heading).toBeCloseTo(radians(75), 6);
  expect(told.pitch).toBeCloseTo(radians(-90), 6);
});
