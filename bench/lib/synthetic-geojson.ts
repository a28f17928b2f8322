import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { seededRandom } from '@undercroft/core/random/seeded-random';

/** A GeoJSON file of building footprints on disk. */
export interface SyntheticGeojson {
  readonly path: string;
  readonly features: number;
  readonly sizeBytes: number;
}

const COLUMNS = 2000;
const STEP_DEG = 0.0003;
const WEST_DEG = 119.3;
const SOUTH_DEG = 39.7;
const USES = ['residential', 'retail', 'office', 'school', 'industrial'];
const FEATURES_A_CHUNK = 2000;

/**
 * Writes a collection of rectangular footprints with eight properties until it is at least so large, feature by feature.
 * The same seed writes the same bytes.
 */
export async function writeSyntheticGeojson(path: string, leastBytes: number, seed: number): Promise<SyntheticGeojson> {
  let features = 0;
  const count = (added: number) => {
    features += added;
  };
  await pipeline(Readable.from(textOf(leastBytes, seed, count)), createWriteStream(path));
  return { path, features, sizeBytes: (await stat(path)).size };
}

function* textOf(leastBytes: number, seed: number, count: (added: number) => void): Generator<string> {
  const seeded = seededRandom(seed);
  const random = () => seeded.next();
  let size = 0;
  let number = 0;
  yield '{"type":"FeatureCollection","features":[\n';
  while (size < leastBytes) {
    let chunk = '';
    for (let i = 0; i < FEATURES_A_CHUNK; i++) {
      chunk += `${number === 0 ? '' : ',\n'}${featureText(number, random)}`;
      number += 1;
    }
    count(FEATURES_A_CHUNK);
    size += chunk.length;
    yield chunk;
  }
  yield '\n]}\n';
}

function featureText(number: number, random: () => number): string {
  const west = WEST_DEG + (number % COLUMNS) * STEP_DEG;
  const south = SOUTH_DEG + Math.floor(number / COLUMNS) * STEP_DEG;
  const width = STEP_DEG * (0.4 + 0.4 * random());
  const depth = STEP_DEG * (0.4 + 0.4 * random());
  const [w, s, e, n] = [west, south, west + width, south + depth].map((degrees) => degrees.toFixed(7));
  const use = USES[Math.floor(random() * USES.length)];
  const storeys = 1 + Math.floor(random() * 30);
  return (
    `{"type":"Feature","id":"way/${number}","properties":{"osm_id":"${number}","name":"House ${number % 900}",` +
    `"building":"${use}","height":${(storeys * 3.1).toFixed(1)},"building:levels":${storeys},` +
    `"addr:street":"Street ${number % 77}","addr:housenumber":"${number % 240}","source":"made up"},` +
    `"geometry":{"type":"Polygon","coordinates":[[[${w},${s}],[${e},${s}],[${e},${n}],[${w},${n}],[${w},${s}]]]}}`
  );
}
