import { describe, expect, it } from 'vitest';
import { positionFormatter } from './display-position.ts';

describe('a position on screen', () => {
  it('on the central meridian of zone 32 lies 500 km east', () => {
    const { text, crs } = positionFormatter('EPSG:25832')(9, 0);
    expect(text).toBe('E 500000.0  N 0.0');
    expect(crs).toBe('EPSG:25832');
  });

  it('in a system this page does not know is longitude and latitude, and says so', () => {
    const { text, crs } = positionFormatter('EPSG:1')(10.5, -55.25);
    expect(text).toBe('55.250000° S  10.500000° E');
    expect(crs).toBe('EPSG:4326');
  });
});
