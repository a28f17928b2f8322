import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Numbers of its own for everything that has an id (FNV-1a over its text): what is drawn for one never shifts another. */
export function idRandom(seed: number, id: string): SeededRandom {
  let hash = FNV_OFFSET ^ seed;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), FNV_PRIME);
  return seededRandom(hash);
}
