import type { BuildingUse } from '../model/map-feature.ts';
import { roofTone, type Tone, wallTone } from './building-tones.ts';
import { BAY_M } from './facade-pattern.ts';
import { footprintTriangles } from './footprint-triangles.ts';
import type { FootprintRange, Footprints } from './footprints.ts';
import type { LooseFaces, Normal } from './loose-faces.ts';
import { STEPS_A_METRE } from './steps.ts';

/** Walls narrower than this carry no windows, metres. */
const LEAST_WINDOWED_M = 1.8;

/** Vertices that meshopt packs together, and of small meshes those that share a header. */
const BLOCK = 256;
const GROUP = 16;

/** Bytes a vertex takes beside its position. */
export const LOOK_BYTES = 16;

/**
 * Where they begin:
 *
 * ```
 *   0   x y z 0       normal in 127ths, a pad byte
 *   4   r g b 255     colour, linear shares of 255
 *   8   u u v v       bays along the wall, storeys down it
 *   12  f f 0 0       number of the building, two pad bytes
 * ```
 */
export const LOOK = { normal: 0, colour: 4, texcoord: 8, feature: 12 } as const;

/** An upright building over its footprint. */
export interface Prism {
  readonly range: FootprintRange;
  readonly feature: number;
  /** Bands of windows on the walls; `null` leaves them plain. */
  readonly storeys: number | null;
  /** Normal of the plane that closes it above; `null` where loose faces do. */
  readonly lid: Normal | null;
}

/** The arrays of one primitive, as glTF has them: x east, y up, z south. */
export interface BuildingMesh {
  readonly vertexCount: number;
  /** x, y, z in whole steps. */
  readonly positions: Int32Array;
  /** What else a vertex has, `LOOK_BYTES` each; see `LOOK`. */
  readonly look: Uint8Array;
  readonly indices: Uint32Array;
  /** Pairs of vertices: edges to be drawn as lines. */
  readonly outline: Uint32Array;
}

/**
 * Prisms as closed solids, facing outwards, and loose faces. A corner of a footprint stands in six runs of one length,
 * each a copy of the footprints of the whole tile in their order:
 *
 * ```
 *   run 0, 1: foot of the wall that begins, that ends here      run 4: floor
 *   run 2, 3: head of the same                                  run 5: roof
 * ```
 *
 * Each face has its own normal by that, and the runs, laid on whole blocks of the compressor, repeat one another to
 * the byte: the six cost 1.2 times what one costs. (Measured on Astana, bytes a building for positions: corners wall
 * by wall 49, in runs without whole blocks 52, so 23.) `uses` is the use of each feature.
 */
export function buildingMesh(
  footprints: Footprints,
  prisms: readonly Prism[],
  loose: LooseFaces,
  uses: readonly BuildingUse[],
): BuildingMesh {
  let corners = 0;
  let rings = 0;
  for (const { range } of prisms) {
    corners += range.to - range.from;
    rings += range.lastRing - range.firstRing;
  }
  const unit = corners > BLOCK / 2 ? BLOCK : GROUP;
  const pitch = Math.ceil(corners / unit) * unit;
  const vertexCount = 6 * pitch + loose.count;
  const look = new Uint8Array(LOOK_BYTES * vertexCount);
  const arrays: Arrays = {
    pitch,
    positions: new Int32Array(3 * vertexCount),
    look,
    signed: new Int8Array(look.buffer),
    shorts: new Uint16Array(look.buffer),
    words: new Uint32Array(look.buffer),
    // A polygon of n corners and h holes is n + 2h - 2 triangles.
    indices: new Uint32Array(6 * corners + 6 * (corners + 2 * rings) + loose.triangles.length),
    outline: new Uint32Array(10 * corners + loose.edges.length),
    indexCount: 0,
    outlineCount: 0,
  };
  let start = 0;
  for (const prism of prisms) start = addPrism(footprints, prism, uses[prism.feature] ?? 'unknown', start, arrays);
  if (start > 0) pad(start, arrays);
  addLoose(loose, uses, arrays);
  return {
    vertexCount,
    positions: arrays.positions,
    look,
    indices: arrays.indices.subarray(0, arrays.indexCount),
    outline: arrays.outline.subarray(0, arrays.outlineCount),
  };
}

interface Arrays {
  readonly pitch: number;
  readonly positions: Int32Array<ArrayBuffer>;
  readonly look: Uint8Array<ArrayBuffer>;
  /** The same bytes, signed, by two, and by four. */
  readonly signed: Int8Array<ArrayBuffer>;
  readonly shorts: Uint16Array<ArrayBuffer>;
  readonly words: Uint32Array<ArrayBuffer>;
  readonly indices: Uint32Array<ArrayBuffer>;
  readonly outline: Uint32Array<ArrayBuffer>;
  indexCount: number;
  outlineCount: number;
}

/** Writes a prism's corners from place `start` of each run on and returns the place after them. */
function addPrism(footprints: Footprints, prism: Prism, use: BuildingUse, start: number, out: Arrays): number {
  const { range, feature, lid } = prism;
  const { x, y, base, topX, topY, top, ringEnds } = footprints;
  const { pitch, positions, words, signed } = out;
  const wall = wallTone(use);
  const roof = roofTone(use);
  for (let run = 0; run < 6; run++) {
    const isHigh = run === 2 || run === 3 || run === 5;
    const [east, up, north] = isHigh ? [topX, top, topY] : [x, base, y];
    const colour = colourWord(run === 5 ? roof : wall);
    const first = run * pitch + start - range.from;
    for (let i = range.from; i < range.to; i++) {
      const at = first + i;
      positions[3 * at] = east[i] ?? 0;
      positions[3 * at + 1] = up[i] ?? 0;
      positions[3 * at + 2] = -(north[i] ?? 0);
      words[LOOK_WORDS * at + LOOK.colour / WORD_BYTES] = colour;
      words[LOOK_WORDS * at + LOOK.feature / WORD_BYTES] = feature;
    }
  }
  const [east, north, up] = lid ?? PLUMB;
  const above = [Math.round(127 * east), Math.round(127 * up), -Math.round(127 * north)] as const;
  for (let i = range.from, to = start; i < range.to; i++, to++) {
    signed[LOOK_BYTES * (4 * pitch + to) + 1] = -127;
    const at = LOOK_BYTES * (5 * pitch + to);
    signed[at] = above[0];
    signed[at + 1] = above[1];
    signed[at + 2] = above[2];
  }
  let from = range.from;
  for (let ring = range.firstRing; ring < range.lastRing; ring++) {
    const to = ringEnds[ring] ?? from;
    addWalls(footprints, from, to, start - range.from, prism.storeys, out);
    if (lid !== null) addRing(out, 5 * pitch + start - range.from, from, to);
    from = to;
  }
  const ends = ringEnds.subarray(range.firstRing, range.lastRing);
  addCaps(footprintTriangles(x, y, range.from, range.to, ends), start, lid !== null, out);
  return start + range.to - range.from;
}

const PLUMB: Normal = [0, 0, 1];

const WORD_BYTES = 4;
const LOOK_WORDS = LOOK_BYTES / WORD_BYTES;

/** The four bytes of a colour, as they lie in memory. */
function colourWord([red, green, blue]: Tone): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/**
 * ```
 *   2 ---- 3'     seen from outside: the building lies to the left of 0 -> 1'; runs by their number,
 *   |    / |      ' at the next corner
 *   0 ---- 1'
 * ```
 */
function addWalls(
  { x, y }: Footprints,
  from: number,
  to: number,
  shift: number,
  storeys: number | null,
  out: Arrays,
): void {
  const { pitch, signed, shorts, indices, outline } = out;
  const v = storeys ?? 0;
  let u = 0;
  let at = out.indexCount;
  let line = out.outlineCount;
  for (let i = from; i < to; i++) {
    const next = i + 1 < to ? i + 1 : from;
    const dx = (x[next] ?? 0) - (x[i] ?? 0);
    const dy = (y[next] ?? 0) - (y[i] ?? 0);
    const length = Math.sqrt(dx * dx + dy * dy);
    const nx = Math.round((127 * dy) / length);
    const nz = Math.round((127 * dx) / length);
    const foot0 = i + shift;
    const foot1 = pitch + next + shift;
    const head0 = foot0 + 2 * pitch;
    const head1 = foot1 + 2 * pitch;
    const lengthM = length / STEPS_A_METRE;
    const isWindowed = storeys !== null && lengthM >= LEAST_WINDOWED_M;
    const end = isWindowed ? u + Math.max(1, Math.round(lengthM / BAY_M)) : u;
    for (let high = 0; high < 2; high++) {
      const begins = LOOK_BYTES * (high === 0 ? foot0 : head0);
      const ends = LOOK_BYTES * (high === 0 ? foot1 : head1);
      signed[begins] = nx;
      signed[begins + 2] = nz;
      signed[ends] = nx;
      signed[ends + 2] = nz;
      shorts[(begins + LOOK.texcoord) >> 1] = u;
      shorts[(ends + LOOK.texcoord) >> 1] = end;
      if (high === 1) continue;
      shorts[((begins + LOOK.texcoord) >> 1) + 1] = v;
      shorts[((ends + LOOK.texcoord) >> 1) + 1] = v;
    }
    u = end;
    indices[at] = foot0;
    indices[at + 1] = foot1;
    indices[at + 2] = head1;
    indices[at + 3] = foot0;
    indices[at + 4] = head1;
    indices[at + 5] = head0;
    at += 6;
    outline[line] = foot0;
    outline[line + 1] = foot1;
    outline[line + 2] = foot1;
    outline[line + 3] = head1;
    outline[line + 4] = head1;
    outline[line + 5] = head0;
    outline[line + 6] = head0;
    outline[line + 7] = foot0;
    line += 8;
  }
  out.indexCount = at;
  out.outlineCount = line;
}

function addRing(out: Arrays, shift: number, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    out.outline[out.outlineCount++] = i + shift;
    out.outline[out.outlineCount++] = (i + 1 < to ? i + 1 : from) + shift;
  }
}

function addCaps(triangles: ArrayLike<number>, start: number, hasLid: boolean, out: Arrays): void {
  const { pitch, indices } = out;
  const floor = 4 * pitch + start;
  const roof = 5 * pitch + start;
  for (let i = 0; i < triangles.length; i += 3) {
    const a = triangles[i] ?? 0;
    const b = triangles[i + 1] ?? 0;
    const c = triangles[i + 2] ?? 0;
    indices[out.indexCount++] = floor + a;
    indices[out.indexCount++] = floor + c;
    indices[out.indexCount++] = floor + b;
    if (!hasLid) continue;
    indices[out.indexCount++] = roof + a;
    indices[out.indexCount++] = roof + b;
    indices[out.indexCount++] = roof + c;
  }
}

/** Fills each run up with its last corner, which nothing refers to. */
function pad(start: number, { pitch, positions, look }: Arrays): void {
  for (let run = 0; run < 6; run++) {
    const last = run * pitch + start - 1;
    for (let to = last + 1; to < (run + 1) * pitch; to++) {
      positions.copyWithin(3 * to, 3 * last, 3 * last + 3);
      look.copyWithin(LOOK_BYTES * to, LOOK_BYTES * last, LOOK_BYTES * (last + 1));
    }
  }
}

function addLoose(loose: LooseFaces, uses: readonly BuildingUse[], out: Arrays): void {
  const start = 6 * out.pitch;
  for (let i = 0; i < loose.count; i++) {
    const at = start + i;
    const own = LOOK_BYTES * at;
    const feature = loose.features[i] ?? 0;
    const use = uses[feature] ?? 'unknown';
    out.positions[3 * at] = loose.at[3 * i] ?? 0;
    out.positions[3 * at + 1] = loose.at[3 * i + 2] ?? 0;
    out.positions[3 * at + 2] = -(loose.at[3 * i + 1] ?? 0);
    out.signed[own] = loose.normals[3 * i] ?? 0;
    out.signed[own + 1] = loose.normals[3 * i + 2] ?? 0;
    out.signed[own + 2] = -(loose.normals[3 * i + 1] ?? 0);
    out.look.set(loose.roofs[i] === 1 ? roofTone(use) : wallTone(use), own + LOOK.colour);
    out.look[own + LOOK.colour + 3] = 255;
    out.shorts[(own + LOOK.feature) >> 1] = feature;
  }
  for (const corner of loose.triangles) out.indices[out.indexCount++] = start + corner;
  for (const corner of loose.edges) out.outline[out.outlineCount++] = start + corner;
}
