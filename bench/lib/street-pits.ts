import { readFile } from 'node:fs/promises';
import { localProjection } from '@undercroft/core/geodesy/local-projection';
import { seededRandom } from '@undercroft/core/random/seeded-random';
import { z } from 'zod';

/** A pit to be asked about, as GeoJSON, and where its middle lies. */
export interface StreetPit {
  readonly middle: readonly [lon: number, lat: number];
  readonly area: { readonly type: 'Polygon'; readonly coordinates: readonly (readonly (readonly number[])[])[] };
  readonly depthM: number;
}

const LENGTH_M = 40;
const WIDTH_M = 20;
const DEPTH_M = 3;

const roadsSchema = z.object({
  features: z.array(
    z.object({ geometry: z.object({ type: z.string(), coordinates: z.array(z.tuple([z.number(), z.number()])) }) }),
  ),
});

/** Pits of 20 x 40 m, 3 m deep, along streets of a generated city's roads file: the same seed, the same pits. */
export async function streetPits(roadsFile: string, count: number, seed: number): Promise<readonly StreetPit[]> {
  const { features } = roadsSchema.parse(JSON.parse(await readFile(roadsFile, 'utf8')));
  const streets = features.filter(({ geometry }) => geometry.coordinates.length >= 2);
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const line = streets[Math.floor(random.next() * streets.length)]?.geometry.coordinates ?? [];
    const at = Math.floor(random.next() * (line.length - 1));
    const middle = line[at];
    const next = line[at + 1];
    if (middle === undefined || next === undefined) throw new RangeError('A street of two points was wanted.');
    return pitAlong(middle, next);
  });
}

function pitAlong(middle: readonly [number, number], next: readonly [number, number]): StreetPit {
  const plane = localProjection(middle);
  const ahead = new Float64Array(2);
  plane.forward(next[0], next[1], ahead);
  const [x = 0, y = 0] = ahead;
  const length = Math.hypot(x, y) || 1;
  const [ux, uy] = [x / length, y / length];
  const corner = (along: number, aside: number) => [...plane.inverse(ux * along - uy * aside, uy * along + ux * aside)];
  const [l, w] = [LENGTH_M / 2, WIDTH_M / 2];
  const ring = [corner(-l, -w), corner(l, -w), corner(l, w), corner(-l, w), corner(-l, -w)];
  return { middle, area: { type: 'Polygon', coordinates: [ring] }, depthM: DEPTH_M };
}
