import type { MeshBuilder } from '../tiling/mesh-builder.ts';
import type { Pit } from './pit.ts';
import { wallColumns, wallNormal, wallPoint } from './pit-frame.ts';
import { bandBorders, type SoilBand } from './soil-bands.ts';

/**
 * Adds the walls, band by band from the ground down to the floor; a vertex's feature is the number of its band.
 * Neighbouring walls, bands and the floor share the places of their vertices, so that nothing shows between them.
 *
 * ```
 *    0---0---0---0   rim
 *    1~~~1~~~1~~~1   border of band 0 and 1
 *    2~~~2~~~2---2   where a border would lie below the floor it runs along it
 * ```
 */
export function addWalls(pit: Pit, bands: readonly SoilBand[], seed: number, mesh: MeshBuilder): void {
  const n = pit.floor.length / 2;
  const aroundM = pit.sides.reduce((sum, side) => sum + side.floorLengthM, 0);
  const borders = bandBorders(bands, aroundM, seed);
  let way = 0;
  for (let side = 0; side < n; side++) {
    const length = pit.sides[side]?.floorLengthM ?? 0;
    const columns = wallColumns(pit, side).map(([share, heightM]) => {
      const heights = [heightM];
      for (const border of borders)
        heights.push(Math.max(0, Math.min(heightM, heightM - border(way + share * length))));
      heights.push(0);
      return { share, heights };
    });
    for (let band = 0; band < bands.length; band++) {
      mesh.feature = band;
      addBand(pit, side, band, columns, mesh);
    }
    way += length;
  }
}

interface Column {
  readonly share: number;
  /** Heights above the floor of the rim, each border, and the floor. */
  readonly heights: readonly number[];
}

function addBand(pit: Pit, side: number, band: number, columns: readonly Column[], mesh: MeshBuilder): void {
  const normal = wallNormal(pit, side);
  const put = (column: Column, row: number) =>
    mesh.vertex(...wallPoint(pit, side, column.share, column.heights[row] ?? 0), ...normal);
  let before: { readonly top: number; readonly bottom: number; readonly empty: boolean } | null = null;
  for (const column of columns) {
    const empty = column.heights[band] === column.heights[band + 1];
    const top = put(column, band);
    const bottom = empty ? top : put(column, band + 1);
    if (before !== null) {
      if (!before.empty) mesh.triangle(before.bottom, before.top, top);
      if (!empty) mesh.triangle(before.bottom, top, bottom);
    }
    before = { top, bottom, empty };
  }
}
