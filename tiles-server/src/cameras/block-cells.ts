import type { TileBuilding } from '@undercroft/core/building/building-columns';
import { type SightBlock, type SightBlocks, sightBlock, sightBlocks } from '@undercroft/core/camera/sight-blocks';
import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import { boundsOf } from '@undercroft/core/geometry/polygon';
import type { Scene } from '@undercroft/core/protocol/scene';
import { addressOf, CELL_ZOOM, cellOf, cellRange, mortonOf, type TileAddress } from '@undercroft/core/tiling/quadtree';
import type { Bounds, Store } from '@undercroft/store/store';
import { exactGround } from '../analysis/exact-ground.ts';
import type { GroundService } from '../tiles/ground-service.ts';

/** The buildings of a scene at one revision, read square by square where sight is asked for, and kept. */
export interface BlockCells {
  /** Everything that may stand in a rectangle of degrees. */
  within(bounds: Bounds): Promise<SightBlocks>;
}

/** Zoom of the squares; a building lies in the one that holds the middle of its box. */
const CELLS_ZOOM = 16;

/** Squares that are kept, the last used ones: 16 lookouts' worth. */
const MOST_KEPT = 1024;

interface Square {
  readonly blocks: SightBlocks;
  /** West, south, east, north of all its blocks in the plane; empty when it has none. */
  readonly box: readonly [number, number, number, number] | null;
}

export function blockCells(
  store: Store,
  grounds: GroundService,
  scene: Scene,
  projection: LocalProjection,
): BlockCells {
  const kept = new Map<number, Promise<Square>>();
  const squareAt = (address: TileAddress): Promise<Square> => {
    const key = mortonOf(address.x, address.y);
    const known = kept.get(key);
    kept.delete(key);
    const square = known ?? readSquare(store, grounds, scene, projection, address);
    kept.set(key, square);
    // A failed reading must not be the answer for ever.
    square.catch(() => kept.delete(key));
    for (const [oldest] of kept) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    return square;
  };
  return {
    async within([west, south, east, north]) {
      const shift = CELL_ZOOM - CELLS_ZOOM;
      const northWest = addressOf(cellOf(west, north), CELL_ZOOM);
      const southEast = addressOf(cellOf(east, south), CELL_ZOOM);
      const asked: Promise<Square>[] = [];
      // One square more on every side: a building reaches beyond the square of its middle.
      for (let y = (northWest.y >> shift) - 1; y <= (southEast.y >> shift) + 1; y++) {
        for (let x = (northWest.x >> shift) - 1; x <= (southEast.x >> shift) + 1; x++) {
          if (x >= 0 && y >= 0) asked.push(squareAt({ z: CELLS_ZOOM, x, y }));
        }
      }
      return together((await Promise.all(asked)).filter(({ box }) => box !== null));
    },
  };
}

function together(squares: readonly Square[]): SightBlocks {
  return {
    search(west, south, east, north, found) {
      for (const { blocks, box } of squares) {
        if (box === null || box[0] > east || box[1] > north || box[2] < west || box[3] < south) continue;
        let isEnough = false;
        blocks.search(west, south, east, north, (block) => {
          isEnough = found(block) === true;
          return isEnough;
        });
        if (isEnough) return;
      }
    },
  };
}

async function readSquare(
  store: Store,
  grounds: GroundService,
  scene: Scene,
  projection: LocalProjection,
  address: TileAddress,
): Promise<Square> {
  const { from, to } = cellRange(address);
  const rows = await store.map.buildings(scene.id, from, to);
  if (rows.length === 0) return { blocks: sightBlocks([]), box: null };
  const ground = await grounds.of(scene);
  const levelAt = ground === null ? () => null : await ground.knownIn(boundsOfAll(rows));
  const groundLevelM = exactGround(projection, levelAt);
  const blocks = rows.flatMap(({ featureId, building }): SightBlock[] => {
    const rings = building.rings.map((ring) => openInPlane(ring, projection));
    const block = sightBlock(featureId, building, rings, groundLevelM);
    return block === null ? [] : [block];
  });
  const corners = blocks.flatMap(({ rings: [outer = new Float64Array(0)] }) => [...outer]);
  return { blocks: sightBlocks(blocks), box: blocks.length === 0 ? null : boundsOf(Float64Array.from(corners)) };
}

function boundsOfAll(rows: readonly TileBuilding[]): Bounds {
  const all: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { building } of rows) {
    const [west, south, east, north] = boundsOf(building.rings[0] ?? new Float64Array(0));
    all[0] = Math.min(all[0], west);
    all[1] = Math.min(all[1], south);
    all[2] = Math.max(all[2], east);
    all[3] = Math.max(all[3], north);
  }
  return all;
}

/** A closed ring of degrees as an open one of the plane. */
function openInPlane(ring: Float64Array, projection: LocalProjection): Float64Array {
  const isClosed = ring.length >= 4 && ring[0] === ring.at(-2) && ring[1] === ring.at(-1);
  const out = new Float64Array(ring.length - (isClosed ? 2 : 0));
  for (let i = 0; i + 1 < out.length; i += 2) {
    projection.forward(ring[i] ?? Number.NaN, ring[i + 1] ?? Number.NaN, out, i);
  }
  return out;
}
