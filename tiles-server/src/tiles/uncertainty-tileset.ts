import { createHash } from 'node:crypto';
import { DEEPEST_PLAUSIBLE_M } from '@undercroft/core/dig/link-band';
import { ENVELOPE_TILER_VERSION, envelopeTile } from '@undercroft/core/envelope/envelope-tile';
import type { RuleSet } from '@undercroft/core/protocol/rule-set';
import { UNCERTAINTY_TILESET } from '@undercroft/core/protocol/tilesets';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import { fallbackLevelM, tileCentre } from '@undercroft/core/tiling/tileset-json';
import type { Store } from '@undercroft/store/store';
import { rulesOf } from '../analysis/analysis-sources.ts';
import type { SceneRules } from '../analysis/scene-rules.ts';
import { cellsOnGround } from './cells-on-ground.ts';
import type { LevelRange } from './ground-range.ts';
import type { GroundService } from './ground-service.ts';
import { latticeLevels } from './lattice-levels.ts';
import type { Tileset } from './tileset.ts';

/** About each link the body in which its outer wall lies, by the rules and the ground that digs are judged with. */
export function uncertaintyTileset(store: Store, grounds: GroundService, rules: SceneRules): Tileset {
  return {
    name: UNCERTAINTY_TILESET,
    isAlwaysThere: true,
    isAside: true,
    version: ENVELOPE_TILER_VERSION,

    async basis(scene) {
      const ground = await grounds.revised(scene);
      return `${ground?.revision ?? ''} ${nameOf(await rulesOf({ rules }, scene))}`;
    },

    cells: async (scene, zoom, only) =>
      cellsOnGround(scene, grounds, await store.tiles.cells(scene.id, zoom, only), summary),

    changedCells: (scene) => store.edits.changedCells(scene.id),

    async content(scene, tile, tree, signal) {
      const { from, to } = cellRange(tile.address);
      const { links } = await store.tiles.rows(scene.id, from, to, signal);
      const ground = await grounds.of(scene);
      const levelAt = ground === null ? () => null : latticeLevels(await ground.knownIn(tile.bbox), tile.bbox);
      return envelopeTile(links, {
        centre: tileCentre(tile),
        geoidOffsetM: scene.heightDatum.geoidOffsetM,
        fallbackLevelM: fallbackLevelM(tile, tree),
        rules: await rulesOf({ rules }, scene),
        ground: levelAt,
      });
    },
  };
}

/** The widest band, half of an unknown size and the corners of an end, metres. */
const FARTHEST_M = 28;

/** A band may reach beyond everything that is known, and from the ground down to the deepest that is plausible. */
function summary(cell: CellSummary, ground: LevelRange | null): CellSummary {
  const maxSizeM = cell.maxSizeM + FARTHEST_M;
  if (ground === null) return { ...cell, maxSizeM };
  const lowM = ground.lowM - DEEPEST_PLAUSIBLE_M;
  return {
    ...cell,
    minLevelM: Math.min(lowM, cell.minLevelM ?? lowM),
    maxLevelM: Math.max(ground.highM, cell.maxLevelM ?? ground.highM),
    maxSizeM,
  };
}

const NAMES = new WeakMap<RuleSet, string>();

/** Another for other figures, whatever the rules call their version. */
function nameOf(rules: RuleSet): string {
  let name = NAMES.get(rules);
  if (name === undefined) {
    name = createHash('sha256')
      .update(JSON.stringify([rules.accuracy, rules.walls]))
      .digest('hex')
      .slice(0, 16);
    NAMES.set(rules, name);
  }
  return name;
}
