import type { GroundLevelAt } from '@undercroft/core/dig/plane-ground';
import type { GroundReport } from '@undercroft/core/protocol/answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import { type ConformedGround, conformSteps } from '@undercroft/core/terrain/conform';
import { groundSampler } from '@undercroft/core/terrain/ground-surface';
import type { HeightGrid } from '@undercroft/core/terrain/height-grid';
import { heightWindow, pyramidRectangle } from '@undercroft/core/terrain/height-source';
import type { LevelSampler } from '@undercroft/core/terrain/terrain-mesh';
import { fillLevel, groundUnderCovers, type TerrainScene } from '@undercroft/core/terrain/terrain-tile';
import type { Bounds, Elevation, Store } from '@undercroft/store/store';
import { ByRevision, type Revised } from './by-revision.ts';
import { inSlices } from './in-slices.ts';
import { type CoverNearness, coverNearness, knownLevels } from './known-levels.ts';
import type { Revisions } from './revisions.ts';

/**
 * The ground of a scene as it is drawn: its elevation model, conformed to the surveyed covers. No level or depth is ever
 * taken from it.
 */
export interface DrawnGround {
  /** The elevation model; null where the scene has none and the ground is drawn through the covers alone. */
  readonly elevation: Elevation | null;
  /** What tiles are made of. */
  readonly terrain: TerrainScene;
  /** The covers of the scene: flat longitude, latitude, level. */
  readonly covers: Float64Array;
  /** How far the elevation model lies from the covers; null without one. */
  readonly report: GroundReport | null;
  /** The drawn level at places in a rectangle. */
  samplerIn(bounds: Bounds): Promise<LevelSampler>;
  /** The same, and null where nobody knows: no level of the elevation model, and no cover near enough to draw from. */
  knownIn(bounds: Bounds): Promise<GroundLevelAt>;
}

/** Cells of the elevation model that one question about a rectangle may read, 16 MB. */
const MOST_CELLS = 2 ** 22;

/** The drawn ground of each scene, fitted once a revision of what it is made of. */
export class GroundService {
  readonly #store: Store;
  readonly #grounds: ByRevision<DrawnGround | null>;

  constructor(store: Store, revisions: Revisions) {
    this.#store = store;
    this.#grounds = new ByRevision(revisions, (scene) => this.#read(scene), 'ground');
  }

  /** The revision of the ground that is drawn now, without asking or reading anything; null where it is not known. */
  freshRevision(scene: Scene): string | null {
    return this.#grounds.fresh(scene)?.revision ?? null;
  }

  /** Null where nothing is known of the ground: no elevation model, no cover, or nothing published yet. */
  async of(scene: Scene): Promise<DrawnGround | null> {
    return (await this.revised(scene))?.value ?? null;
  }

  /** The ground with the revision it belongs to; null while nothing of the scene is published. */
  async revised(scene: Scene): Promise<Revised<DrawnGround | null> | null> {
    return await this.#grounds.of(scene);
  }

  async #read(scene: Scene): Promise<DrawnGround | null> {
    const elevation = await this.#store.terrain.elevation(scene.id);
    const source = elevation?.source ?? null;
    const covers = await this.#store.features.covers(scene.id);
    const fillLevelM = await fillLevel(source, covers);
    if (fillLevelM === null) return null;
    const conformed = await conformedTo(source, covers, fillLevelM);
    const { geoidOffsetM } = scene.heightDatum;
    const terrain: TerrainScene = { source, conformed, fillLevelM, geoidOffsetM };
    let nearACover: CoverNearness | null = null;
    return {
      elevation,
      terrain,
      covers,
      report: elevation === null ? null : reportOf(elevation.layer, terrain),
      samplerIn: async (bounds) => sampler(terrain, await gridsIn(terrain, bounds)),
      knownIn: async (bounds) => {
        const grids = await gridsIn(terrain, bounds);
        nearACover ??= coverNearness(covers);
        return knownLevels(sampler(terrain, grids), grids, nearACover);
      },
    };
  }
}

/** The fit holds the thread for no more than a slice at a time: of half a million covers it takes 0.5 s in all. */
async function conformedTo(
  source: TerrainScene['source'],
  covers: Float64Array,
  fillLevelM: number,
): Promise<ConformedGround | null> {
  if (covers.length === 0) return null;
  return await inSlices(conformSteps(await groundUnderCovers(source, covers, fillLevelM)));
}

function reportOf(layer: string, { conformed }: TerrainScene): GroundReport {
  if (conformed === null) return { layer, ...WITHOUT_COVERS };
  const { covers, withoutDem, medianM, percentilesM, robustSigmaM, outliers, worst, conflicts } = conformed.report;
  return {
    layer,
    covers,
    withoutDem,
    medianM,
    percentilesM,
    robustSigmaM,
    outliers,
    worst: worst.map(({ lon, lat, coverLevelM, demAboveCoverM }) => ({
      position: [lon, lat],
      coverLevelM,
      demAboveCoverM,
    })),
    conflicts,
  };
}

const WITHOUT_COVERS: Omit<GroundReport, 'layer'> = {
  covers: 0,
  withoutDem: 0,
  medianM: null,
  percentilesM: null,
  robustSigmaM: null,
  outliers: 0,
  worst: [],
  conflicts: 0,
};

function sampler({ source, conformed, fillLevelM }: TerrainScene, grids: readonly HeightGrid[]): LevelSampler {
  const rectangle = source === null ? null : pyramidRectangle(source.pyramid);
  return groundSampler({ grids, rectangle, fillLevelM, conformed });
}

/**
 * The elevation model's finest level, and coarser ones while there are gaps to fill: as the finest tiles see it. Of a
 * rectangle too wide for that, the finest level that fits into memory.
 */
async function gridsIn({ source }: TerrainScene, bounds: Bounds): Promise<readonly HeightGrid[]> {
  if (source === null) return [];
  const { pyramid } = source;
  const area = within(bounds, pyramidRectangle(pyramid));
  const [west, south, east, north] = area;
  const cells = ((east - west) / pyramid.cellLonDeg + 1) * ((north - south) / pyramid.cellLatDeg + 1);
  // Each level has a quarter of the cells of the one before.
  let level = Math.min(pyramid.levels - 1, Math.max(0, Math.ceil(Math.log2(cells / MOST_CELLS) / 2)));
  const grids: HeightGrid[] = [];
  for (let hasGaps = true; hasGaps && level < pyramid.levels; level++) {
    const grid = await heightWindow(source, level, area);
    hasGaps = grid.levelsM.some((each) => Number.isNaN(each));
    grids.push(grid);
  }
  return grids;
}

/** The part of a rectangle in another, or the edge of that nearest to it. */
function within([west, south, east, north]: Bounds, [minLon, minLat, maxLon, maxLat]: Bounds): Bounds {
  const clip = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));
  return [
    clip(west, minLon, maxLon),
    clip(south, minLat, maxLat),
    clip(east, minLon, maxLon),
    clip(north, minLat, maxLat),
  ];
}
