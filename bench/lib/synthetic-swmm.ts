import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { seededRandom } from '@undercroft/core/random/seeded-random';

const SPACING_M = 50;
const ORIGIN_EAST_M = 580_000;
const ORIGIN_NORTH_M = 6_130_000;
const DIAMETERS_M = [0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1, 1.2];

/** CRS in which `writeSyntheticSwmm` writes its coordinates. */
export const SYNTHETIC_CRS = 'EPSG:25832';

/** Longitude and latitude near the middle of a synthetic network of 100,000 conduits. */
export const SYNTHETIC_MIDDLE: readonly [number, number] = [10.35, 55.36];

/**
 * Writes a SWMM file of exactly `conduits` conduits on a square street grid of 50 m, falling to one outfall in the
 * south-west corner; every third conduit has a bend. The same seed writes the same bytes.
 */
export async function writeSyntheticSwmm(path: string, conduits: number, seed: number): Promise<void> {
  await pipeline(Readable.from(textOf(conduits, seed)), createWriteStream(path));
}

function* textOf(conduits: number, seed: number): Generator<string> {
  const side = Math.ceil((1 + Math.sqrt(1 + 2 * conduits)) / 2);
  const seeded = seededRandom(seed);
  const random = () => seeded.next();
  const depths = Float64Array.from({ length: side * side }, () => 2 + 2 * random());
  const invert = (node: number) => 5 + 0.15 * (Math.floor(node / side) + (node % side));
  yield '[TITLE]\nSynthetic street grid\n\n[OPTIONS]\nFLOW_UNITS CMS\nLINK_OFFSETS DEPTH\n\n[JUNCTIONS]\n';
  for (let node = 1; node < side * side; node++) {
    yield `N${node} ${invert(node).toFixed(3)} ${(depths[node] ?? 2).toFixed(3)} 0 0 0\n`;
  }
  yield `\n[OUTFALLS]\nN0 ${invert(0).toFixed(3)} FREE NO\n\n[CONDUITS]\n`;
  const links = linksOf(side, conduits);
  for (const [index, [from, to]] of links.entries()) yield `C${index} N${from} N${to} ${SPACING_M} 0.013 0 0 0 0\n`;
  yield '\n[XSECTIONS]\n';
  for (const index of links.keys()) {
    const diameterM = DIAMETERS_M[Math.floor(random() * DIAMETERS_M.length)] ?? 0.3;
    yield `C${index} CIRCULAR ${diameterM} 0 0 0 1\n`;
  }
  yield '\n[COORDINATES]\n';
  for (let node = 0; node < side * side; node++) yield `N${node} ${east(node, side)} ${north(node, side)}\n`;
  yield '\n[VERTICES]\n';
  for (const [index, [from, to]] of links.entries()) {
    if (index % 3 !== 0) continue;
    const x = (east(from, side) + east(to, side)) / 2 + 2 * random();
    const y = (north(from, side) + north(to, side)) / 2 + 2 * random();
    yield `C${index} ${x.toFixed(3)} ${y.toFixed(3)}\n`;
  }
}

/** Every street to the west and to the south of each node, the upper node first, cut at the number asked for. */
function linksOf(side: number, count: number): readonly (readonly [number, number])[] {
  const links: (readonly [number, number])[] = [];
  for (let node = 1; node < side * side && links.length < count; node++) {
    if (node % side !== 0) links.push([node, node - 1]);
    if (node >= side && links.length < count) links.push([node, node - side]);
  }
  return links;
}

function east(node: number, side: number): number {
  return ORIGIN_EAST_M + SPACING_M * (node % side);
}

function north(node: number, side: number): number {
  return ORIGIN_NORTH_M + SPACING_M * Math.floor(node / side);
}
