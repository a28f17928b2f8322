import type { BlockGround, BuildingDraft, Room } from '../block-ground.ts';

/** Tries for each building before it is given up. */
const TRIES = 8;

/** Builds up to `count` buildings at any free places, square to the block or nearly so. */
export function scatterBuildings(
  ground: BlockGround,
  count: number,
  next: () => Omit<BuildingDraft, 'at' | 'turn'>,
  room: Room,
): void {
  const { random, extent } = ground;
  for (let i = 0; i < count; i++) {
    const draft = next();
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const at = [random.between(extent.x0, extent.x1), random.between(extent.y0, extent.y1)] as const;
      const turn = random.chance(0.3) ? Math.PI / 2 : random.between(-0.02, 0.02);
      if (ground.tryPlace({ ...draft, at, turn }, room)) break;
    }
  }
}
