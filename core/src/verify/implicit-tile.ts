import { branchesOf, type Subtree, tilesAbove } from './subtree.ts';
import type { ImplicitTiling, TileDocument } from './tileset-schema.ts';

/** Place of a tile in the tree of an implicit root; z is 0 in a quadtree. */
export interface ImplicitAddress {
  readonly level: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export const IMPLICIT_ROOT: ImplicitAddress = { level: 0, x: 0, y: 0, z: 0 };

/** A tile of a subtree that is there. */
export interface AvailableTile {
  readonly address: ImplicitAddress;
  /** Numbers of its contents that are there. */
  readonly contents: readonly number[];
  /** Whether there is a tile below it. */
  readonly hasChildren: boolean;
}

/** Tiles of a subtree that are there, parents before children. */
export function* availableTiles(
  subtree: Subtree,
  implicit: ImplicitTiling,
  root: ImplicitAddress,
): Generator<AvailableTile> {
  const branches = branchesOf(implicit);
  for (let local = 0; local < implicit.subtreeLevels; local++) {
    const first = tilesAbove(branches, local);
    for (let morton = 0; morton < branches ** local; morton++) {
      if (subtree.tiles[first + morton] !== true) continue;
      const contents = subtree.contents.flatMap((each, i) => (each[first + morton] === true ? [i] : []));
      const below = local + 1 < implicit.subtreeLevels ? subtree.tiles : subtree.children;
      const firstBelow = local + 1 < implicit.subtreeLevels ? tilesAbove(branches, local + 1) : 0;
      const children = below.slice(firstBelow + morton * branches, firstBelow + (morton + 1) * branches);
      yield { address: addressBelow(root, local, morton, branches), contents, hasChildren: children.includes(true) };
    }
  }
}

/** Roots of the subtrees below a subtree that are there. */
export function childSubtrees(
  subtree: Subtree,
  implicit: ImplicitTiling,
  root: ImplicitAddress,
): readonly ImplicitAddress[] {
  const branches = branchesOf(implicit);
  return subtree.children.flatMap((isThere, morton) =>
    isThere ? [addressBelow(root, implicit.subtreeLevels, morton, branches)] : [],
  );
}

/** Every address above a tile and the tile itself, from the implicit root down. */
export function lineage({ level, x, y, z }: ImplicitAddress): readonly ImplicitAddress[] {
  return Array.from({ length: level + 1 }, (_, l) => {
    const by = 2 ** (level - l);
    return { level: l, x: Math.floor(x / by), y: Math.floor(y / by), z: Math.floor(z / by) };
  });
}

function addressBelow(root: ImplicitAddress, levels: number, morton: number, branches: 4 | 8): ImplicitAddress {
  const bitsEach = branches === 4 ? 2 : 3;
  const along = (axis: number): number => {
    let value = 0;
    for (let bit = 0; bit < levels; bit++) value += (Math.floor(morton / 2 ** (bit * bitsEach + axis)) % 2) * 2 ** bit;
    return value;
  };
  const by = 2 ** levels;
  return {
    level: root.level + levels,
    x: root.x * by + along(0),
    y: root.y * by + along(1),
    z: branches === 4 ? 0 : root.z * by + along(2),
  };
}

/** Fills the places of a template: `content_{level}__{x}_{y}.glb`. */
export function filledTemplate(template: string, { level, x, y, z }: ImplicitAddress): string {
  return template.replace(/\{(level|x|y|z)\}/g, (_, name: 'level' | 'x' | 'y' | 'z') =>
    String({ level, x, y, z }[name]),
  );
}

/** What a template lacks so that no two tiles have the same name; null when nothing. */
export function templateFault(template: string, implicit: ImplicitTiling): string | null {
  const wanted =
    implicit.subdivisionScheme === 'QUADTREE' ? ['{level}', '{x}', '{y}'] : ['{level}', '{x}', '{y}', '{z}'];
  const missing = wanted.filter((each) => !template.includes(each));
  return missing.length === 0 ? null : `The template "${template}" lacks ${missing.join(', ')}.`;
}

/**
 * The bounding volume of an implicit tile: its share of the root's (3D Tiles 1.1, "Subdivision Rules"). Null for a
 * sphere, which is not divided.
 */
export function implicitVolume(
  { region, box }: TileDocument['boundingVolume'],
  implicit: ImplicitTiling,
  { level, x, y, z }: ImplicitAddress,
): TileDocument['boundingVolume'] | null {
  const parts = 2 ** level;
  const isOctree = implicit.subdivisionScheme === 'OCTREE';
  if (region !== undefined) {
    const [west = 0, south = 0, east = 0, north = 0, low = 0, high = 0] = region;
    const cut = (from: number, to: number, at: number): readonly [number, number] => {
      const width = (to - from) / parts;
      return [from + at * width, from + (at + 1) * width];
    };
    const [w, e] = cut(west, east < west ? east + 2 * Math.PI : east, x);
    const [s, n] = cut(south, north, y);
    const [l, h] = isOctree ? cut(low, high, z) : [low, high];
    const turned = (lon: number) => (lon > Math.PI ? lon - 2 * Math.PI : lon);
    return { region: [turned(w), s, turned(e), n, l, h] };
  }
  if (box === undefined) return null;
  const at = [x, y, z];
  const centre = box.slice(0, 3);
  const axes = [3, 6, 9].map((first) => box.slice(first, first + 3));
  const shares = axes.map((_, i) => (i === 2 && !isOctree ? 1 : parts));
  axes.forEach((axis, i) => {
    const share = shares[i] ?? 1;
    const shift = (2 * (share === 1 ? 0 : (at[i] ?? 0)) + 1) / share - 1;
    axis.forEach((value, n) => {
      centre[n] = (centre[n] ?? 0) + value * shift;
    });
  });
  return { box: [...centre, ...axes.flatMap((axis, i) => axis.map((value) => value / (shares[i] ?? 1)))] };
}
