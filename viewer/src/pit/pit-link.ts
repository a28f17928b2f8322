import { DIG_METHODS } from '@undercroft/core/protocol/analysis/excavation';
import { type LonLat, NEW_PIT, type PitSpec, STEPS, settledPit } from './pit-spec.ts';

/**
 * Pits as a word of a link: whole numbers as groups of five bits in the alphabet of base64url, the sixth bit says that
 * more follow; signs are folded in (0, -1, 1, -2 as 0, 1, 2, 3). A pit is its number of corners, the first corner, the
 * steps from each corner to the next, depth and batter; where anything else of it is not as usual, also the depth of its
 * supports (0 for none), the number of its method and its margin. A full stop parts pits. A trench of four corners takes
 * 35 characters.
 */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Most pits and corners that are read from a link: nobody can ask a browser for more by sending one. */
const MOST_PITS = 20;
const MOST_CORNERS = 200;

export function encodePits(pits: readonly PitSpec[]): string {
  return pits.map((pit) => wordOf(settledPit(pit))).join('.');
}

/** Reads pits from a link, giving them ids in their order. A pit that cannot be understood is left out, never an error. */
export function decodePits(text: string): readonly PitSpec[] {
  const pits: PitSpec[] = [];
  for (const word of text.split('.').slice(0, MOST_PITS)) {
    const pit = pitOf(word, `p${pits.length + 1}`);
    if (pit !== null) pits.push(pit);
  }
  return pits;
}

function wordOf({ corners, depthM, batter, supportDepthM, method, marginM }: PitSpec): string {
  const numbers = [corners.length];
  let [lon, lat] = [0, 0];
  for (const corner of corners) {
    const [nextLon, nextLat] = [Math.round(corner[0] * STEPS.degree), Math.round(corner[1] * STEPS.degree)];
    numbers.push(folded(nextLon - lon), folded(nextLat - lat));
    [lon, lat] = [nextLon, nextLat];
  }
  numbers.push(Math.round(depthM * STEPS.metre), Math.round(batter * STEPS.batter));
  if (supportDepthM !== NEW_PIT.supportDepthM || method !== NEW_PIT.method || marginM !== NEW_PIT.marginM) {
    const supports = Math.round((supportDepthM ?? 0) * STEPS.metre);
    numbers.push(supports, DIG_METHODS.indexOf(method), Math.round(marginM * STEPS.metre));
  }
  return numbers.map(digitsOf).join('');
}

function pitOf(word: string, id: string): PitSpec | null {
  const numbers = numbersOf(word);
  const count = numbers?.[0] ?? 0;
  const measures = (numbers?.length ?? 0) - 1 - 2 * count;
  if (numbers === null || count < 3 || count > MOST_CORNERS || (measures !== 2 && measures !== 5)) return null;
  const corners: LonLat[] = [];
  let [lon, lat] = [0, 0];
  for (let i = 0; i < count; i++) {
    lon += unfolded(numbers[1 + 2 * i] ?? 0);
    lat += unfolded(numbers[2 + 2 * i] ?? 0);
    if (Math.abs(lon) > 180 * STEPS.degree || Math.abs(lat) > 90 * STEPS.degree) return null;
    corners.push([lon / STEPS.degree, lat / STEPS.degree]);
  }
  const [depth = 0, batter = 0, supports = 0, way = 0, margin = 0] = numbers.slice(1 + 2 * count);
  const method = DIG_METHODS[way];
  if (method === undefined) return null;
  return settledPit({
    id,
    corners,
    depthM: depth / STEPS.metre,
    batter: batter / STEPS.batter,
    supportDepthM: supports === 0 ? null : supports / STEPS.metre,
    method,
    marginM: margin / STEPS.metre,
  });
}

function digitsOf(value: number): string {
  let digits = '';
  let rest = value;
  while (rest >= 32) {
    digits += ALPHABET[32 + (rest % 32)] ?? '';
    rest = Math.floor(rest / 32);
  }
  return digits + (ALPHABET[rest] ?? '');
}

/** Null for a character that is not of the alphabet, a number left open, or one too large to be meant. */
function numbersOf(word: string): readonly number[] | null {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const character of word) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0 || scale > 2 ** 35) return null;
    value += (digit % 32) * scale;
    scale *= 32;
    if (digit >= 32) continue;
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  return scale === 1 ? numbers : null;
}

function folded(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unfolded(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}
